// expect: sketch.parameter_kind
// helps: the compiler says that a field is void
// line: 11
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void blink(n) {
  delay(n);
}
void loop() {
  blink(3);
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
