// expect: sketch.define_semicolon
// helps: the compiler blames the line that uses the name
// line: 4
#define LED 13;

void setup() {
  pinMode(LED, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(LED, HIGH);
  delay(500);
  digitalWrite(LED, LOW);
  delay(500);
}
