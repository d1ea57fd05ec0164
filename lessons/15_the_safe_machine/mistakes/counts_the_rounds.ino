// expect: safe.counts_rounds
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
  Serial.println("READY");
}

int silence = 0;

void loop() {
  silence = silence + 1;
  if (silence > 350) {
    analogWrite(SPEED_PIN, 0);
  }
  if (Serial.available() > 0) {
    char letter = Serial.read();
    if (letter == 'G') {
      silence = 0;
      analogWrite(SPEED_PIN, 200);
    }
  }
}
