// expect: sketch.serial_not_begun
// helps: nothing is ever sent
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
}

void loop() {
  digitalWrite(led, HIGH);
  Serial.println("x");
  digitalWrite(led, LOW);
  delay(500);
}
