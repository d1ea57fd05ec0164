// expect: sketch.head_brackets
// helps: the compiler speaks of a variable
// line: 6
const int led = 13;

void setup {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
