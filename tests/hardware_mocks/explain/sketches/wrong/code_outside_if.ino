// expect: sketch.outside
// helps: the compiler speaks of unqualified-ids
// line: 11
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

if (led == 13) {
  delay(4);
}
void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
