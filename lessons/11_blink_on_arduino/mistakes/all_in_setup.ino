// expect: uno_blink.only_once
const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
  digitalWrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
}

void loop() {
}
