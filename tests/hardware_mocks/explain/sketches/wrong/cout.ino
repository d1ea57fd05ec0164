// expect: sketch.other_language
// helps: from another course in C++
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  cout << 3;
  digitalWrite(led, LOW);
  delay(500);
}
