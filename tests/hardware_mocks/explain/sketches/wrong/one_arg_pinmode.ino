// expect: sketch.too_few
// helps: shows the missing value by name
// line: 7
const int led = 13;

void setup() {
  pinMode(led);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
