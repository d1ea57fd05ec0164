// expect: sketch.no_member
// helps: the thing has no such part
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

String text = "on";
void loop() {
  int n = text.len();
  delay(n);
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
