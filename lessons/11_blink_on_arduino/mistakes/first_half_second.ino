// expect: uno_blink.clock_never_back
const int LAMP = 13;
void setup() {
  pinMode(LAMP, OUTPUT);
}
void loop() {
  if (millis() < 500) {
    digitalWrite(LAMP, HIGH);
  } else {
    digitalWrite(LAMP, LOW);
  }
}
