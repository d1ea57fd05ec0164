// expect: sketch.unknown_type
// helps: an unknown word stands where a kind belongs
// line: 4
number led = 13;

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
