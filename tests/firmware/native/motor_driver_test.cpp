#include <doctest/doctest.h>

#include "MotorDriver.h"

namespace {

bool equal(const MotorLevels& one, const MotorLevels& other) {
  return one.in1 == other.in1 && one.in2 == other.in2 && one.pwm == other.pwm;
}

}  // namespace

TEST_CASE("the sign is the direction, the rest the duty") {
  CHECK(equal(motor_levels(1), {true, false, 1}));
  CHECK(equal(motor_levels(255), {true, false, 255}));
  CHECK(equal(motor_levels(-1), {false, true, 1}));
  CHECK(equal(motor_levels(-255), {false, true, 255}));
}

TEST_CASE("more than full is full, the same way round") {
  CHECK(equal(motor_levels(256), {true, false, 255}));
  CHECK(equal(motor_levels(32767), {true, false, 255}));
  CHECK(equal(motor_levels(-256), {false, true, 255}));
  CHECK(equal(motor_levels(-32768), {false, true, 255}));
}

TEST_CASE("nothing brakes, and coasting lets go, both without duty") {
  CHECK(equal(motor_levels(0), {true, true, 0}));
  CHECK(equal(MOTOR_COASTS, {false, false, 0}));
}
