// expect: sketch.no_brackets
// helps: compares the function itself
// line: 15
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int get() {
  return 3;
}
void loop() {
  if (get == 3) {
    delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
