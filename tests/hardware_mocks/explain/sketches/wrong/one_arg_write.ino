// expect: sketch.too_few
// helps: shows the missing value by name
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
