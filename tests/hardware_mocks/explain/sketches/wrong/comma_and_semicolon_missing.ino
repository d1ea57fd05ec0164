// expect: sketch.comma_missing
// helps: the compiler names the value, not the comma
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  digitalWrite(led HIGH)
  digitalWrite(led, LOW);
  delay(500);
}
