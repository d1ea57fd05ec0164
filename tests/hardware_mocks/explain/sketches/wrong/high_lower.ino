// expect: sketch.capitals
// helps: HIGH is written in capitals
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, high);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
