#include <doctest/doctest.h>

#include "TimerServo.h"

TEST_CASE("a servo's pulse is two ticks a microsecond, and never longer or shorter than it may be") {
  CHECK(servo_ticks(1500) == 3000);
  CHECK(servo_ticks(500) == 1000);
  CHECK(servo_ticks(499) == 1000);
  CHECK(servo_ticks(0) == 1000);
  CHECK(servo_ticks(2500) == 5000);
  CHECK(servo_ticks(2501) == 5000);
  CHECK(servo_ticks(65535) == 5000);
}
