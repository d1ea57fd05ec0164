// expect: motors.too_far
// Lesson 24, Motors: forwards for 2 s, and back again.

const int LEFT_SPEED = 5;       // ENA
const int LEFT_FORWARD = 7;     // IN1
const int LEFT_BACKWARD = 8;    // IN2
const int RIGHT_SPEED = 6;      // ENB
const int RIGHT_FORWARD = 9;    // IN3
const int RIGHT_BACKWARD = 10;  // IN4

// No two motors are the same. With these two numbers this car goes straight.
const int LEFT = 255;
const int RIGHT = 232;

// -255 is full speed backwards, 0 stands still, 255 is full speed forwards.
void turn_left_wheel(int speed) {
  digitalWrite(LEFT_FORWARD, speed > 0);
  digitalWrite(LEFT_BACKWARD, speed < 0);
  analogWrite(LEFT_SPEED, abs(speed));
}

void turn_right_wheel(int speed) {
  digitalWrite(RIGHT_FORWARD, speed > 0);
  digitalWrite(RIGHT_BACKWARD, speed < 0);
  analogWrite(RIGHT_SPEED, abs(speed));
}

void drive(int left, int right) {
  turn_left_wheel(left);
  turn_right_wheel(right);
}

void setup() {
  for (int pin = 5; pin <= 10; pin = pin + 1) {
    pinMode(pin, OUTPUT);
  }
  delay(1000);  // time to take the hand away
  drive(LEFT, RIGHT);
  delay(2000);
  drive(0, 0);
  delay(500);  // let it come to rest: to turn a motor round at speed costs gears
  drive(-LEFT, -RIGHT);
  delay(2000);
  drive(0, 0);
}

void loop() {
}
