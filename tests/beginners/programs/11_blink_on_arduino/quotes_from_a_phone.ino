// expect: sketch.smart_quote
// helps: curly quotes
const int LAMP = 13;

void setup() {
  Serial.begin(9600);
  Serial.println(“hi”);
  pinMode(LAMP, OUTPUT);
}

void loop() {
  digitalWrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);
}
