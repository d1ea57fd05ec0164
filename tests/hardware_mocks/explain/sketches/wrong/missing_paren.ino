// expect: sketch.bracket_never_closed
// helps: the bracket is in this line
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500;
  digitalWrite(led, LOW);
  delay(500);
}
