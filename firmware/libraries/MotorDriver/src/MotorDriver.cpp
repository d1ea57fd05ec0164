#include "MotorDriver.h"

#ifdef ARDUINO

#include <Arduino.h>

void MotorPort::begin() const {
  coast();
  pinMode(pwm_pin_, OUTPUT);
  pinMode(in1_pin_, OUTPUT);
  pinMode(in2_pin_, OUTPUT);
}

void MotorPort::write(const MotorLevels& levels) const {
  if (levels.pwm == 0) {
    analogWrite(pwm_pin_, 0);  // first, so that no new direction is driven for a moment
  }
  digitalWrite(in1_pin_, levels.in1 ? HIGH : LOW);
  digitalWrite(in2_pin_, levels.in2 ? HIGH : LOW);
  analogWrite(pwm_pin_, levels.pwm);
}

#endif
