// expect: sketch.pin_name
// helps: printed on the board, unknown to the compiler
// line: 4
const int led = D13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
