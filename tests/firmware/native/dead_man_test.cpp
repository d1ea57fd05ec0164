#include <doctest/doctest.h>

#include "DeadMan.h"

using maker::DeadMan;

constexpr uint32_t BEFORE_WRAP_MS = 0xFFFFFFFFUL - 99;  // 100 ms later it is 0

TEST_CASE("it trips once, when the silence has lasted the whole time") {
  DeadMan dead_man(300);
  dead_man.start(1000);
  CHECK_FALSE(dead_man.update(1299));
  CHECK(dead_man.is_watching());
  CHECK(dead_man.update(1300));
  CHECK(dead_man.has_tripped());
  CHECK_FALSE(dead_man.is_watching());
  CHECK_FALSE(dead_man.update(1301));
  CHECK(dead_man.has_tripped());
}

TEST_CASE("a sign of life begins the time anew") {
  DeadMan dead_man(300);
  dead_man.start(0);
  dead_man.feed(299);
  CHECK_FALSE(dead_man.update(598));
  CHECK(dead_man.update(599));
}

TEST_CASE("it is right while millis() wraps") {
  DeadMan dead_man(300);
  dead_man.start(BEFORE_WRAP_MS);
  CHECK_FALSE(dead_man.update(BEFORE_WRAP_MS + 99));
  CHECK_FALSE(dead_man.update(0));
  CHECK_FALSE(dead_man.update(199));
  CHECK(dead_man.update(200));
}

TEST_CASE("once tripped, signs of life do not revive it, a start does") {
  DeadMan dead_man(300);
  dead_man.start(0);
  CHECK(dead_man.update(300));
  dead_man.feed(310);
  CHECK_FALSE(dead_man.is_watching());
  CHECK_FALSE(dead_man.update(320));
  CHECK(dead_man.has_tripped());
  dead_man.start(400);
  CHECK(dead_man.is_watching());
  CHECK_FALSE(dead_man.has_tripped());
  CHECK_FALSE(dead_man.update(699));
  CHECK(dead_man.update(700));
}

TEST_CASE("before its start and after its stop it never trips") {
  DeadMan dead_man(300);
  CHECK_FALSE(dead_man.update(5000));
  CHECK_FALSE(dead_man.is_watching());
  CHECK_FALSE(dead_man.has_tripped());
  dead_man.start(5000);
  dead_man.stop();
  CHECK_FALSE(dead_man.is_watching());
  CHECK_FALSE(dead_man.update(9000));
  CHECK_FALSE(dead_man.has_tripped());
}

TEST_CASE("a stop forgets that it has tripped") {
  DeadMan dead_man(300);
  dead_man.start(0);
  CHECK(dead_man.update(300));
  dead_man.stop();
  CHECK_FALSE(dead_man.has_tripped());
}
