// expect: sketch.comma_missing
// helps: a space in INPUT_PULLUP reads as two words
// line: 7
const int led = 13;

void setup() {
  pinMode(led, INPUT PULLUP);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
