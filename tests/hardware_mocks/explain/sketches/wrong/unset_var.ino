// expect: sketch.no_value_yet
// helps: any number may be in it
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  int x;
  if (x == 2) {
    delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
