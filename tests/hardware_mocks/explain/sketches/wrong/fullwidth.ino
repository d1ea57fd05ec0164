// expect: sketch.other_sign
// helps: a semicolon of a Chinese keyboard
// line: 4
const int led = 13；

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
