// expect: sketch.closed_too_early
// helps: the brace that ends loop too early is above the line that is blamed
// line: 14
const int led = 13;

void setup() {
  pinMode(led, OUTPUT);
  Serial.begin(9600);
}

void loop() {
  digitalWrite(led, HIGH);
  delay(500);
}
  digitalWrite(led, LOW);
  delay(500);
}
