// expect: sketch.typo
// helps: a letter is missing
// line: 7
const int led = 13;

void setup() {
  pinMode(led, OUPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
