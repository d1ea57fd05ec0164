// expect: sketch.library_missing
// helps: says that the library is not there
// line: 6
const int led = 13;

Servo gate;
void setup() {
  gate.attach(9);
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
