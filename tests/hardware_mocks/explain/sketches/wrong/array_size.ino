// expect: sketch.array_brackets
// helps: round brackets are no list
// line: 6
const int led = 13;

int leds[] = (1, 2, 3);
void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
