// expect: sketch.dot_for_comma
// helps: the compiler speaks of a number where HIGH stands
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led. HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
