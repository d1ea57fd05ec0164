// expect: sketch.other_sign
// helps: the keyboard is set to Arabic
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH)؛
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
