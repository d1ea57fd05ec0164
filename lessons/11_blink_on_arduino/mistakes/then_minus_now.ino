// expect: uno_blink.minus_exchanged
const int LAMP = 13;
bool is_lit = false;
unsigned long changed_ms = 0;
void setup() { pinMode(LAMP, OUTPUT); }
void loop() {
  if (changed_ms - millis() >= 500) {
    changed_ms = millis();
    is_lit = !is_lit;
    digitalWrite(LAMP, is_lit);
  }
}
