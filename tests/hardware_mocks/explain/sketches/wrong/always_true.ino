// expect: sketch.always
// helps: a question that is always true is no question
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

unsigned long x = 0;
void loop() {
  if (x >= 0) {
   delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
