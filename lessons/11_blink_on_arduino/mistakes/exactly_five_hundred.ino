// expect: uno_blink.exactly_equal
const int LAMP = 13;

bool is_lit = false;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  if (millis() % 500 == 0) {
    is_lit = !is_lit;
    digitalWrite(LAMP, is_lit);
  }
}
