// expect: sketch.serial_cannot
// helps: says what there is
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  Serial.transmit("hi");
  digitalWrite(led, LOW);
  delay(500);
}
