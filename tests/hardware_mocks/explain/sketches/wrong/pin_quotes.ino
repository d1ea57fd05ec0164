// expect: sketch.text_for_number
// helps: a number in quotes is no number
// line: 7
const int led = 13;

void setup() {
  pinMode("13", OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
