// expect: sketch.no_brackets
// helps: a function is called with brackets
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int level = 0;
void loop() {
  level = millis;
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
