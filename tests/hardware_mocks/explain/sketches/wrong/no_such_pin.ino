// expect: sketch.no_such_pin
// helps: names what pins there are
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  int v = analogRead(A8);
  digitalWrite(led, LOW);
  delay(500);
}
