// MotorDriver: one motor on an L298N or TB6612, by one PWM pin (ENA, PWMA) and two direction pins (IN1, IN2).
//
//   MotorPort left(5, 7, 8);
//   left.begin();
//   left.drive(120);   // -255..255, backwards negative
//   left.drive(0);     // brakes
//   left.coast();      // lets go
//
//   |           | IN1 | IN2 | PWM  | TB6612      | L298N                          |
//   | forwards  | 1   | 0   | duty | drives      | drives                         |
//   | backwards | 0   | 1   | duty | drives      | drives                         |
//   | brake     | 1   | 1   | 0    | short brake | rolls out: it brakes with EN on |
//   | coast     | 0   | 0   | 0    | lets go     | lets go                        |
//
// Whoever stops always gets duty 0: an L298N would brake harder at full duty, but then no one could tell a stopped
// motor from a driven one by its PWM pin, and a wire that falls off IN1 would turn the brake into full speed.
#pragma once

#include <stdint.h>

struct MotorLevels {
  bool in1;
  bool in2;
  uint8_t pwm;
};

constexpr int16_t MOTOR_FULL_DUTY = 255;

constexpr MotorLevels MOTOR_COASTS = {false, false, 0};

// What stands on the pins for a duty of -255..255; beyond is taken as full, 0 brakes.
constexpr MotorLevels motor_levels(int16_t duty) {
  return duty > MOTOR_FULL_DUTY    ? MotorLevels{true, false, MOTOR_FULL_DUTY}
         : duty < -MOTOR_FULL_DUTY ? MotorLevels{false, true, MOTOR_FULL_DUTY}
         : duty > 0                ? MotorLevels{true, false, static_cast<uint8_t>(duty)}
         : duty < 0                ? MotorLevels{false, true, static_cast<uint8_t>(-duty)}
                                   : MotorLevels{true, true, 0};
}

#ifdef ARDUINO

class MotorPort {
 public:
  constexpr MotorPort(uint8_t pwm_pin, uint8_t in1_pin, uint8_t in2_pin)
      : pwm_pin_(pwm_pin), in1_pin_(in1_pin), in2_pin_(in2_pin) {}

  // Makes the pins outputs, at rest.
  void begin() const;

  void drive(int16_t duty) const { write(motor_levels(duty)); }

  // May run inside an interrupt.
  void coast() const { write(MOTOR_COASTS); }

 private:
  void write(const MotorLevels& levels) const;

  uint8_t pwm_pin_;
  uint8_t in1_pin_;
  uint8_t in2_pin_;
};

#endif
