// expect: sketch.capitals
// helps: from Python
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, True);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
