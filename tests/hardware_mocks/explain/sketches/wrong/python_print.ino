// expect: sketch.other_language
// helps: from Python
// line: 9
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
  print("hi")
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
