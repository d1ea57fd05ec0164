// expect: sketch.other_language
// helps: Python's sleep
const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  digitalWrite(LAMP, HIGH);
  sleep(0.5);
  digitalWrite(LAMP, LOW);
  delay(500);
}
