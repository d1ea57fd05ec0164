// expect: sketch.python_comment
// helps: Python's comment
const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  # on
  digitalWrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
}
