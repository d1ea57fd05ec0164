// expect: sketch.text_for_number
// helps: quotes around HIGH make it a text
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, "HIGH");
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
