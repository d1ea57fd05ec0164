// How often does loop() come round in a second? Here it blinks with the clock.

const int LAMP = 13;

bool is_lit = false;
unsigned long changed_ms = 0;
unsigned long rounds = 0;
unsigned long told_ms = 0;

void setup() {
  pinMode(LAMP, OUTPUT);
  Serial.begin(115200);
}

void loop() {
  if (millis() - changed_ms >= 500) {
    changed_ms = millis();
    is_lit = !is_lit;
    digitalWrite(LAMP, is_lit);
  }

  rounds = rounds + 1;
  if (millis() - told_ms >= 1000) {
    told_ms = millis();
    Serial.println(rounds);
    rounds = 0;
  }
}
