// expect: sketch.one_slash
// helps: one slash divides
// line: 7
const int led = 13;

void setup() {
  / the lamp
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
