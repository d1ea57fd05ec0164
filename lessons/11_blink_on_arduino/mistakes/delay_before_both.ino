// expect: uno_blink.needs_first_delay
const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  digitalWrite(LAMP, HIGH);
  digitalWrite(LAMP, LOW);
  delay(1000);
}
