// expect: sketch.empty_body
// helps: the block is done in any case
const int LAMP = 13;
unsigned long changed_ms = 0;
bool is_lit = false;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  if (millis() - changed_ms >= 500);
  {
    changed_ms = millis();
    is_lit = !is_lit;
    digitalWrite(LAMP, is_lit);
  }
}
