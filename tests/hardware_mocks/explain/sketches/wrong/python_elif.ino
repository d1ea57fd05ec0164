// expect: sketch.python_elif
// helps: from Python
// line: 16
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int x = 0;
void loop() {
  if (x == 1) {
    delay(1);
  }
  elif (x == 2) {
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
