// expect: sketch.capitals
// helps: the most frequent slip of all
// line: 7
const int led = 13;

void setup() {
  pinmode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
