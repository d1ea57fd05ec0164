// expect: sketch.time_in_int
// helps: goes wrong after half a minute only
// line: 11
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int last = 0;
void loop() {
  last = millis();
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
