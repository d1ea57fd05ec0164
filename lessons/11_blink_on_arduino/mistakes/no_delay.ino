// expect: uno_blink.too_quick
const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  digitalWrite(LAMP, HIGH);
  digitalWrite(LAMP, LOW);
}
