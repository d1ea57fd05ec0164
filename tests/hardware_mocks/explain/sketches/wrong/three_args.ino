// expect: sketch.too_many
// helps: shows what it takes
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH, 500);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
