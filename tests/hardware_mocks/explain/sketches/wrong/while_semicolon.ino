// expect: sketch.empty_body
// helps: waits at the semicolon
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  while (digitalRead(2) == HIGH);
  {
    delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
