// expect: sketch.typo
// helps: not on this chip
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  Serial.printf("%d", 3);
  digitalWrite(led, LOW);
  delay(500);
}
