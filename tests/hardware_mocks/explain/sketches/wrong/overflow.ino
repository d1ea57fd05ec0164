// expect: sketch.overflow
// helps: 60 * 1000 is negative on this chip
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(60 * 1000);
  digitalWrite(led, LOW);
  delay(500);
}
