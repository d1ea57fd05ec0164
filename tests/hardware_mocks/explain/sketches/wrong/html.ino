// expect: sketch.html
// helps: copied from the source of a page
// line: 12
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH) &lt; 3;
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
