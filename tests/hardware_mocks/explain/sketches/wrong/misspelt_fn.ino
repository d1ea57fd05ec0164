// expect: sketch.capitals
// helps: one capital is missing
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalwrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
