// expect: sketch.no_pin_mode
// helps: the lamp only glows
// line: 11
const int led = 13;

void setup() {
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
