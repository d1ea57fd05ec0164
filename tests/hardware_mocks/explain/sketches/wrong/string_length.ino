// expect: sketch.no_brackets
// helps: length is a function
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

String text = "on";
void loop() {
  int n = text.length;
  delay(n);
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
