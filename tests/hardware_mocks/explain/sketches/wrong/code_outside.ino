// expect: sketch.outside
// helps: the compiler speaks of constructors
// line: 6
const int led = 13;

pinMode(led, OUTPUT);

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
