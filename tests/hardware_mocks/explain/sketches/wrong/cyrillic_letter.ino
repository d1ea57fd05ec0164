// expect: sketch.look_alike
// helps: looks right and is not
// line: 7
const int led = 13;

void setup() {
  pinMode(lеd, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
