// expect: sketch.too_few
// helps: shows the names in the head of one's own function
// line: 15
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void blink(int n) {
  delay(n);
}
void loop() {
  blink();
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
