// expect: safe.asks_without_clock
// helps: a time on the clock is no duration
const int SPEED_PIN = 5;
const int FORWARD_PIN = 7;
const int BACKWARD_PIN = 8;
unsigned long heard_ms = 0;

void setup() {
  pinMode(SPEED_PIN, OUTPUT);
  pinMode(FORWARD_PIN, OUTPUT);
  pinMode(BACKWARD_PIN, OUTPUT);
  digitalWrite(FORWARD_PIN, HIGH);
  digitalWrite(BACKWARD_PIN, LOW);
  Serial.begin(115200);
  Serial.println("READY");
}

void loop() {
  if (Serial.available() > 0) {
    char letter = Serial.read();
    if (letter == 'G') {
      heard_ms = millis();
      analogWrite(SPEED_PIN, 200);
    }
  }
  if (heard_ms >= 350) {
    analogWrite(SPEED_PIN, 0);
  }
}
