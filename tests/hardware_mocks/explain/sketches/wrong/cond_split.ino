// expect: sketch.condition_split
// helps: the compiler speaks of an identifier
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  int x = analogRead(A0);
  if (x > 1) && (x < 5) {
    delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
