// expect: sketch.typo
// helps: a letter too many in one's own name
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(leds, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
