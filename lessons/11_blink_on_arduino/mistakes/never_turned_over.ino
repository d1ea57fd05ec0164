// expect: uno_blink.never_low
const int LAMP = 13;

unsigned long changed_ms = 0;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  if (millis() - changed_ms >= 500) {
    changed_ms = millis();
    digitalWrite(LAMP, HIGH);
  }
}
