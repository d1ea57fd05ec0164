// expect: safe.starts_by_itself
const int SPEED_PIN = 5;
const int FORWARD_PIN = 7;
const int BACKWARD_PIN = 8;

void setup() {
  pinMode(SPEED_PIN, OUTPUT);
  pinMode(FORWARD_PIN, OUTPUT);
  pinMode(BACKWARD_PIN, OUTPUT);
  digitalWrite(FORWARD_PIN, HIGH);
  digitalWrite(BACKWARD_PIN, LOW);
  Serial.begin(115200);
  analogWrite(SPEED_PIN, 200);
  Serial.println("READY");
}

void loop() {
  if (Serial.available() > 0) {
    char letter = Serial.read();
    if (letter == 'G') {
      analogWrite(SPEED_PIN, 200);
    }
  }
}
