// expect: sketch.brace_never_closed
// helps: the compiler blames loop
// line: 6
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);


void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
