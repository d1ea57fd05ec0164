// After three seconds the lamp L goes on. No line of this sketch waits.

const int LAMP = 13;
const unsigned long WAIT_MS = 3000;

unsigned long started_ms = 0;

void setup() {
  pinMode(LAMP, OUTPUT);
  started_ms = millis();
}

void loop() {
  if (millis() - started_ms >= WAIT_MS) {
    digitalWrite(LAMP, HIGH);
  }
}
