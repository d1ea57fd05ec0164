// expect: sketch.bracket_never_closed
// helps: the compiler blames the brace
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int x = 3;
void loop() {
  if (digitalRead(2) == HIGH {
    delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
