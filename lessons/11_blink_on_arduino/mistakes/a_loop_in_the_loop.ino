// expect: uno_blink.loop_in_the_loop
const int LAMP = 13;
void setup() {
  pinMode(LAMP, OUTPUT);
}
void loop() {
  digitalWrite(LAMP, HIGH);
  while (true) {
    delay(500);
  }
  digitalWrite(LAMP, LOW);
}
