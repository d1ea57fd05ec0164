// expect: sketch.keyword_as_name
// helps: switch cannot be a name
// line: 4
const int switch = 13;

void setup() {
  pinMode(switch, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(switch, HIGH);
  delay(500);
  digitalWrite(switch, LOW);
  delay(500);
}
