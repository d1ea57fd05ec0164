// expect: sketch.else_alone
// helps: two lines without braces
// line: 16
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int x = 0;
void loop() {
  if (x == 1) 
    delay(1);
    delay(2);
  else
    delay(3);
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
