// expect: sketch.capitals
// helps: shows the capitals
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  int v = analogread(A0);
  digitalWrite(led, LOW);
  delay(500);
}
