// expect: sketch.case_colon
// helps: a semicolon where a colon belongs
// line: 14
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

int x = 3;
void loop() {
  switch (x) {
    case 1;
      delay(1);
  }
  digitalWrite(led, HIGH);
  delay(500);
  digitalWrite(led, LOW);
  delay(500);
}
