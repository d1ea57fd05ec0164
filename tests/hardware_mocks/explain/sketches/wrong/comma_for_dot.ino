// expect: sketch.other_dot
// helps: names the sign that stands there
// line: 8
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial,begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
