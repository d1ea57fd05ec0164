#include <doctest/doctest.h>

#include <vector>

#include "SirenPattern.h"

namespace {

constexpr Show ALL[] = {Show::DISARMED,     Show::TROUBLE,     Show::EXIT_DELAY, Show::ARMED,
                        Show::ALARM_MEMORY, Show::ENTRY_DELAY, Show::ALARM,      Show::TAMPER_ALARM};

// For each of siren, strobe and LED: how many ms it is on, and how often it goes on, in 8 s.
struct Seen {
  int siren_ms, siren_times, strobe_ms, strobe_times, led_ms, led_times;
  bool operator==(const Seen& o) const {
    return siren_ms == o.siren_ms && siren_times == o.siren_times && strobe_ms == o.strobe_ms &&
           strobe_times == o.strobe_times && led_ms == o.led_ms && led_times == o.led_times;
  }
};

doctest::String toString(const Seen& s) {
  return doctest::toString(s.siren_ms) + " " + doctest::toString(s.siren_times) + " " + doctest::toString(s.strobe_ms) + " " +
         doctest::toString(s.strobe_times) + " " + doctest::toString(s.led_ms) + " " + doctest::toString(s.led_times);
}

void count(bool is_on, bool& was_on, int& ms, int& times) {
  ms += is_on;
  times += is_on && !was_on;
  was_on = is_on;
}

Seen seen(Show what, uint32_t from_ms) {
  SirenPattern pattern;
  pattern.show(what == Show::DISARMED ? Show::ARMED : Show::DISARMED, from_ms - 1);
  pattern.show(what, from_ms);
  Seen s = {};
  bool siren = false, strobe = false, led = false;
  for (uint32_t ms = 0; ms < 8000; ++ms) {
    pattern.update(from_ms + ms);
    count(pattern.siren_is_on(), siren, s.siren_ms, s.siren_times);
    count(pattern.strobe_is_on(), strobe, s.strobe_ms, s.strobe_times);
    count(pattern.led_is_on(), led, s.led_ms, s.led_times);
  }
  return s;
}

}  // namespace

TEST_CASE("each state has its rhythm") {
  CHECK(seen(Show::DISARMED, 5000) == Seen{0, 0, 0, 0, 100, 2});
  CHECK(seen(Show::TROUBLE, 5000) == Seen{0, 0, 0, 0, 800, 16});
  CHECK(seen(Show::EXIT_DELAY, 5000) == Seen{0, 0, 0, 0, 4000, 8});
  CHECK(seen(Show::ARMED, 5000) == Seen{0, 0, 0, 0, 8000, 1});
  CHECK(seen(Show::ALARM_MEMORY, 5000) == Seen{0, 0, 200, 2, 7200, 8});
  CHECK(seen(Show::ENTRY_DELAY, 5000) == Seen{0, 0, 0, 0, 4000, 32});
  CHECK(seen(Show::ALARM, 5000) == Seen{8000, 1, 1600, 16, 3968, 64});
  CHECK(seen(Show::TAMPER_ALARM, 5000) == Seen{4000, 8, 1600, 16, 3968, 64});
}

TEST_CASE("the siren is silent in every state but the two alarms") {
  for (Show what : ALL) {
    const bool may_sound = what == Show::ALARM || what == Show::TAMPER_ALARM;
    CHECK((seen(what, 0).siren_ms > 0) == may_sound);
  }
}

TEST_CASE("a rhythm begins when its state begins, and showing the same again does not begin it anew") {
  SirenPattern pattern;
  pattern.show(Show::TAMPER_ALARM, 10100);
  pattern.update(10599);
  CHECK(pattern.siren_is_on());
  pattern.show(Show::TAMPER_ALARM, 10599);
  pattern.update(10600);
  CHECK_FALSE(pattern.siren_is_on());
}

TEST_CASE("the rhythms go on over the wrap of millis()") {
  for (Show what : ALL) CHECK(seen(what, 0xFFFFFFFFu - 3999) == seen(what, 5000));
}

TEST_CASE("before the first update everything is off") {
  SirenPattern pattern;
  CHECK_FALSE(pattern.siren_is_on());
  CHECK_FALSE(pattern.strobe_is_on());
  CHECK_FALSE(pattern.led_is_on());
}
