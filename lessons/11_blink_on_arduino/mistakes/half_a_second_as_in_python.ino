// expect: uno_blink.delay_counts_thousandths
const int LAMP = 13;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  digitalWrite(LAMP, HIGH);
  delay(0.5);
  digitalWrite(LAMP, LOW);
  delay(0.5);
}
