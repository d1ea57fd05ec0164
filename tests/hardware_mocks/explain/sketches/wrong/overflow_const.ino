// expect: sketch.too_big_for_kind
// helps: 60000 is no int on this chip, and the compiler keeps quiet
// line: 5
const int led = 13;
const int wait = 60000;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(wait);
  digitalWrite(led, LOW);
  delay(500);
}
