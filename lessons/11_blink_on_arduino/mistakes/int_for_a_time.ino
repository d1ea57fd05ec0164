// expect: sketch.time_in_int

const int LAMP = 13;  // the lamp that sits on the board, beside the letter L
const unsigned long HALF_MS = 500;

bool is_lit = false;
int changed_ms = 0;  // when the lamp changed last, by the clock of the board

void setup() {
  pinMode(LAMP, OUTPUT);
}

// No line waits. So loop() comes round many thousand times a second, and in each round there is
// time for other things, too: a button, a sensor, a word from the Pi.
void loop() {
  if (millis() - changed_ms >= HALF_MS) {
    changed_ms = millis();  // exact: the time that this round took is not lost
    is_lit = !is_lit;
    digitalWrite(LAMP, is_lit);
  }
}
