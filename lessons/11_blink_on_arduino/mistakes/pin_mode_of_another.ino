// expect: uno_blink.no_pin_mode
const int LAMP = 13;

void setup() {
  pinMode(12, OUTPUT);
}

void loop() {
  digitalWrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
}
