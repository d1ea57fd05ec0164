// expect: sketch.capitals
// helps: own names have capitals, too
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(Led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
