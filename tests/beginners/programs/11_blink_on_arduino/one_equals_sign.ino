// expect: sketch.assigns_in_condition
// helps: asks nothing, and the lamp shows nothing of that
const int LAMP = 13;
unsigned long changed_ms = 0;
bool is_lit = false;

void setup() {
  pinMode(LAMP, OUTPUT);
}

void loop() {
  if (is_lit = millis() - changed_ms >= 500) {
    changed_ms = millis();
    is_lit = !is_lit;
    digitalWrite(LAMP, is_lit);
  }
}
