// expect: sketch.digit
// helps: says which number it is in Latin digits
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(٥٠٠);
  digitalWrite(led, LOW);
  delay(500);
}
