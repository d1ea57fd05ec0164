// expect: uno_blink.forgets_each_round
const int LAMP = 13;

bool is_lit = false;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  unsigned long changed_ms = 0;
  if (millis() - changed_ms >= 500) {
    changed_ms = millis();
    is_lit = !is_lit;
    digitalWrite(LAMP, is_lit);
  }
}
