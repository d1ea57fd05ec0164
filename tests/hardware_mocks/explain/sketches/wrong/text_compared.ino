// expect: sketch.text_compared
// helps: compares places, not letters
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

char text[8] = "on";
void loop() {
  if (text == "on") {
    delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
