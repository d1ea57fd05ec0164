// expect: sketch.declared_in_block
// helps: a name ends with the braces around it
// line: 16
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  if (millis() > 5) {
    int wait = 500;
    delay(wait);
  }
  delay(wait);
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
