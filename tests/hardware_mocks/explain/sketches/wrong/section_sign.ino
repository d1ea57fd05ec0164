// expect: sketch.strange_character
// helps: names a sign that is on some keyboards
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500)§;
  digitalWrite(led, LOW);
  delay(500);
}
