// expect: sketch.too_few
// helps: shows what stands in the brackets
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay();
  digitalWrite(led, LOW);
  delay(500);
}
