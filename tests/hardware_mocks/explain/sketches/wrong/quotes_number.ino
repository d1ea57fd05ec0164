// expect: sketch.text_for_number
// helps: quotes make it a text
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay("500");
  digitalWrite(led, LOW);
  delay(500);
}
