// expect: sketch.unknown_function
// helps: a function of one's own is missing
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  blink();
  digitalWrite(led, LOW);
  delay(500);
}
