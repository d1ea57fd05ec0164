// expect: sketch.declared_elsewhere
// helps: a variable ends with its function
// line: 12

void setup() {
  int led = 13;
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
