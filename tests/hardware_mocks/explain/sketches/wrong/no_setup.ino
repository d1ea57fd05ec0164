// expect: sketch.no_setup
// helps: the linker alone notices
// line: None
const int led = 13;

void start() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
