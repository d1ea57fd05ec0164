// expect: sketch.capitals
// helps: small letters all over
const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  digitalwrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
}
