// expect: sketch.needs_include
// helps: names the file to include
// line: 13
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  byte level = EEPROM.read(0);
  delay(level);
  digitalWrite(led, LOW);
  delay(500);
}
