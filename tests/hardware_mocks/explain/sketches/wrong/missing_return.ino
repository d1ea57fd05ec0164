// expect: sketch.no_return
// helps: computes and forgets
// line: 11
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int twice(int x) {
  x * 2;
}
void loop() {
  delay(twice(3));
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
