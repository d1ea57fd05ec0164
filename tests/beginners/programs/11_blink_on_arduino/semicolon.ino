// expect: sketch.semicolon_missing
// helps: the compiler blames the next line
const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  digitalWrite(LAMP, HIGH)
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
}
