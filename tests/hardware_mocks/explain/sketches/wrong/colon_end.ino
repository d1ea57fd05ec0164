// expect: sketch.colon_at_end
// helps: a colon at the end, from Python or a slip
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500):
  digitalWrite(led, LOW);
  delay(500);
}
