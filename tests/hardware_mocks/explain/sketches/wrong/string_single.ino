// expect: sketch.single_quotes
// helps: the compiler speaks of a conversion
// line: 9
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
  String s = 'abc';
  Serial.println(s);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
