// How often does loop() come round in a second? Here it blinks with delay().

const int LAMP = 13;

unsigned long rounds = 0;
unsigned long told_ms = 0;

void setup() {
  pinMode(LAMP, OUTPUT);
  Serial.begin(115200);
}

void loop() {
  digitalWrite(LAMP, HIGH);
  delay(500);
  digitalWrite(LAMP, LOW);
  delay(500);

  rounds = rounds + 1;
  if (millis() - told_ms >= 1000) {
    told_ms = millis();
    Serial.println(rounds);
    rounds = 0;
  }
}
