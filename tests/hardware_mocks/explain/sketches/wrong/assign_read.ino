// expect: sketch.assigns_in_condition
// helps: the compiler speaks of an lvalue
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  if (digitalRead(2) = HIGH) {
    delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
