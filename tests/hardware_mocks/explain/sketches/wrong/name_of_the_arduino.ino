// expect: sketch.name_taken
// helps: word is a kind of the Arduino
// line: 11
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int word = 0;
void loop() {
  word = 5;
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
