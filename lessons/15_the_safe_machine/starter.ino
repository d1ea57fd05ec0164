// Lesson 15, The safe machine: the motor turns as long as the Pi says G, "go on".

const int SPEED_PIN = 5;     // ENA of the motor driver
const int FORWARD_PIN = 7;   // IN1
const int BACKWARD_PIN = 8;  // IN2

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
      analogWrite(SPEED_PIN, 200);  // 0 stands still, 255 is full speed
    }
  }
}
