// expect: sketch.arrow
// helps: the signs are swapped
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int x = 3;
void loop() {
  if (x => 3) {
    delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
