// expect: sketch.gives_nothing
// helps: nothing cannot be kept
// line: 15
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void twice(int x) {
  delay(x);
}
void loop() {
  int y = twice(3);
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
