// expect: sketch.define_equals
// helps: the compiler blames the line that uses the name
// line: 4
#define led = 13

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
