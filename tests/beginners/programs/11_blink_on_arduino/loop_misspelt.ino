// expect: sketch.other_name
// helps: Loop is another name
const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void Loop() {
  digitalWrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
}
