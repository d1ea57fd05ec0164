// expect: sketch.prints_one
// helps: from Python, where print takes several
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  int x = analogRead(A0);
  Serial.println("x", x);
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
