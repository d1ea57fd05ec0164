// expect: sketch.return_in_void
// helps: void gives nothing back
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void twice(int x) {
  return x * 2;
}
void loop() {
  twice(3);
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
