// expect: sketch.always
// helps: a byte is never above 255
// line: 14
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

byte x = 0;
void loop() {
  x++;
  if (x > 300) {
   delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
