#include <doctest/doctest.h>

#include "ResetCause.h"
#include "TaskChecklist.h"

TEST_CASE("the list is complete only when every task has run") {
  for (uint8_t count = 1; count <= TaskChecklist::MAX_TASKS; ++count) {
    TaskChecklist list(count);
    for (uint8_t task = 0; task < count; ++task) {
      CHECK_FALSE(list.is_complete());
      list.ran(task);
    }
    CHECK(list.is_complete());
  }
}

TEST_CASE("a task that runs often does not stand for one that did not") {
  TaskChecklist list(3);
  for (int i = 0; i < 100; ++i) {
    list.ran(0);
    list.ran(2);
  }
  CHECK_FALSE(list.is_complete());
}

TEST_CASE("begun again, every task has to run again") {
  TaskChecklist list(2);
  list.ran(0);
  list.ran(1);
  list.begin_again();
  CHECK_FALSE(list.is_complete());
  list.ran(1);
  CHECK_FALSE(list.is_complete());
  list.ran(0);
  CHECK(list.is_complete());
}

TEST_CASE("a task beyond the list completes nothing") {
  TaskChecklist list(1);
  list.ran(1);
  CHECK_FALSE(list.is_complete());
}

TEST_CASE("each flag is its cause") {
  CHECK(reset_cause(RESET_FLAG_POWER, false, false) == ResetCause::Power);
  CHECK(reset_cause(RESET_FLAG_EXTERNAL, false, true) == ResetCause::External);
  CHECK(reset_cause(RESET_FLAG_EXTERNAL, false, false) == ResetCause::External);
  CHECK(reset_cause(RESET_FLAG_BROWN_OUT, false, true) == ResetCause::BrownOut);
  CHECK(reset_cause(RESET_FLAG_WATCHDOG, false, true) == ResetCause::Watchdog);
}

TEST_CASE("where the boot-loader erased the flags, memory tells the cause") {
  CHECK(reset_cause(0, true, true) == ResetCause::Watchdog);
  CHECK(reset_cause(0, false, true) == ResetCause::External);
  CHECK(reset_cause(0, false, false) == ResetCause::Power);
}

TEST_CASE("at power-on neither memory nor the other flags say anything") {
  CHECK(reset_cause(RESET_FLAG_POWER, true, true) == ResetCause::Power);
  CHECK(reset_cause(RESET_FLAG_POWER | RESET_FLAG_BROWN_OUT | RESET_FLAG_EXTERNAL, false, false) == ResetCause::Power);
}

TEST_CASE("a hang that needed the reset button is still a hang") {
  CHECK(reset_cause(RESET_FLAG_EXTERNAL, true, true) == ResetCause::Watchdog);
  CHECK(reset_cause(RESET_FLAG_BROWN_OUT | RESET_FLAG_WATCHDOG, false, true) == ResetCause::Watchdog);
}

TEST_CASE("the flags are the bits of MCUSR") {
  CHECK(reset_cause(0x01, false, false) == ResetCause::Power);
  CHECK(reset_cause(0x02, false, false) == ResetCause::External);
  CHECK(reset_cause(0x04, false, false) == ResetCause::BrownOut);
  CHECK(reset_cause(0x08, false, false) == ResetCause::Watchdog);
}
