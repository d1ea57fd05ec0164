// Lesson 24, Motors: forwards for 2 s, and back again.

const int LEFT_SPEED = 5;       // ENA
const int LEFT_FORWARD = 7;     // IN1
const int LEFT_BACKWARD = 8;    // IN2
const int RIGHT_SPEED = 6;      // ENB
const int RIGHT_FORWARD = 9;    // IN3
const int RIGHT_BACKWARD = 10;  // IN4

// No two motors are the same. With these two numbers this car goes straight.
const int LEFT = 180;
const int RIGHT = 164;

void turn_wheel(int speed_pin, int forward_pin, int backward_pin, int speed) {
  if (speed >= 0) {
    digitalWrite(forward_pin, HIGH);
    digitalWrite(backward_pin, LOW);
    analogWrite(speed_pin, speed);
  } else {
    digitalWrite(forward_pin, LOW);
    digitalWrite(backward_pin, HIGH);
    analogWrite(speed_pin, -speed);
  }
}

void drive(int left, int right) {
  turn_wheel(LEFT_SPEED, LEFT_FORWARD, LEFT_BACKWARD, left);
  turn_wheel(RIGHT_SPEED, RIGHT_FORWARD, RIGHT_BACKWARD, right);
}

void setup() {
  for (int pin = 5; pin <= 10; pin = pin + 1) {
    pinMode(pin, OUTPUT);
  }
  delay(1000);  // time to take the hand away
  drive(LEFT, RIGHT);
  delay(1800);
  drive(0, 0);
  delay(500);  // let it come to rest: to turn a motor round at speed costs gears
  drive(-LEFT, -RIGHT);
  delay(1800);
  drive(0, 0);
}

void loop() {
}
