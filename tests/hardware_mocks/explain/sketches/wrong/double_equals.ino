// expect: sketch.double_equals
// helps: asks where it should give
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int level = 0;
void loop() {
  level == 5;
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
