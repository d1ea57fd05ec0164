// expect: sketch.too_few
// helps: the compiler lists candidates
// line: 8
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin();
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
