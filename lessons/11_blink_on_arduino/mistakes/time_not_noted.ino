// expect: uno_blink.time_not_noted
const int LAMP = 13;

bool is_lit = false;
unsigned long changed_ms = 0;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  if (millis() - changed_ms >= 500) {
    is_lit = !is_lit;
    digitalWrite(LAMP, is_lit);
  }
}
