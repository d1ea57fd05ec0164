// expect: sketch.capitals
// helps: shows the capitals
// line: 7
const int led = 13;

void setup() {
  pinMode(led, output);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
