// An egg timer on the lamp L: it is lit for three seconds from the last letter that came.

const int LAMP = 13;
const unsigned long LIT_MS = 3000;

unsigned long heard_ms = 0;

void setup() {
  pinMode(LAMP, OUTPUT);
  Serial.begin(115200);
  Serial.println("READY");
}

void loop() {
  if (Serial.available() > 0) {
    Serial.read();
    heard_ms = millis();
    digitalWrite(LAMP, HIGH);
  }
  if (millis() - heard_ms >= LIT_MS) {
    digitalWrite(LAMP, LOW);
  }
}
