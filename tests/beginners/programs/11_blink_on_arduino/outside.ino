// expect: sketch.outside
// helps: an order above setup
const int LAMP = 13;

digitalWrite(LAMP, HIGH);

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  digitalWrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
}
