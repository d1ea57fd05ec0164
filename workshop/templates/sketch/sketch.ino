// The lamp L on the board blinks: half a second on, half a second off.

const int LAMP = LED_BUILTIN;
const unsigned long HALF_MS = 500;

bool is_lit = false;
unsigned long changed_ms = 0;

void setup() {
  pinMode(LAMP, OUTPUT);
  Serial.begin(115200);
  Serial.println("READY");
}

// No line waits, so there is time for more in each round: a button, a sensor, a word from the Pi.
void loop() {
  if (millis() - changed_ms >= HALF_MS) {
    changed_ms = changed_ms + HALF_MS;
    is_lit = !is_lit;
    digitalWrite(LAMP, is_lit);
  }
}
