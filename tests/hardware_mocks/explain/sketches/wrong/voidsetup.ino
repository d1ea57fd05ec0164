// expect: sketch.other_name
// helps: a space is missing
// line: 6
const int led = 13;

voidsetup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
