#define LED 13

unsigned long start = 0;

void setup() { pinMode(LED, OUTPUT); }

void loop() {
  unsigned long phase = (millis() - start) % 1000;
  digitalWrite(LED, phase < 500 ? HIGH : LOW);
}
