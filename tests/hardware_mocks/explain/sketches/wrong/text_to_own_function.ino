// expect: sketch.text_for_number
// helps: quotes make it a text
// line: 16
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void blink(int times) {
  delay(times);
}

void loop() {
  blink("3");
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
