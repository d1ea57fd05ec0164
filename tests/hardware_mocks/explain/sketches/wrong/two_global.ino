// expect: sketch.name_twice
// helps: says where the first one is
// line: 5
int x = 1;
int x = 2;
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
