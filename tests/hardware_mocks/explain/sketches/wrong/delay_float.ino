// expect: sketch.delay_in_seconds
// helps: delay(0.5) is delay(0)
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(0.5);
  digitalWrite(led, LOW);
  delay(500);
}
