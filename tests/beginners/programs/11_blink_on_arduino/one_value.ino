// expect: sketch.too_few
// helps: a value is missing
const int LAMP = 13;

void setup() {
  pinMode(LAMP);
}

void loop() {
  digitalWrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
}
