// expect: uno_blink.wrong_period
const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  digitalWrite(LAMP, HIGH);
  delay(1000);
  digitalWrite(LAMP, LOW);
  delay(1000);
}
