// expect: sketch.typo
// helps: a small slip in one's own name
// line: 14
const int wait_ms = 500;
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(wait_mss);
  digitalWrite(led, LOW);
  delay(500);
}
