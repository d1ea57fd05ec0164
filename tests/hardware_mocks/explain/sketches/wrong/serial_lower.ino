// expect: sketch.capitals
// helps: shows the capital
// line: 8
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
