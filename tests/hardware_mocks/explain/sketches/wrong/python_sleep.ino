// expect: sketch.other_language
// helps: from Python, and in seconds
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  sleep(0.5);
  digitalWrite(led, LOW);
  delay(500);
}
