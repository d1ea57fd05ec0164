#include <doctest/doctest.h>

#include <utility>
#include <vector>

#include "BatteryMonitor.h"

namespace {

constexpr BatteryLimits TWO_CELLS = {2000, 6400, 6900, 5500, 200};
constexpr uint16_t STEP_MS = 20;

using Change = std::pair<uint32_t, Battery>;
using Changes = std::vector<Change>;

// A battery that is looked at every 20 ms; keeps every change with its time.
struct Bench {
  explicit Bench(uint32_t start_ms = 0) : now_ms(start_ms) {}

  void hold(uint16_t mv, bool is_loaded, uint32_t for_ms) {
    for (uint32_t t = 0; t < for_ms; t += STEP_MS, now_ms += STEP_MS) {
      if (battery.update(mv, is_loaded, now_ms)) {
        seen.emplace_back(now_ms, battery.state());
      }
    }
  }
  void rest(uint16_t mv, uint32_t for_ms) { hold(mv, false, for_ms); }
  void drive(uint16_t mv, uint32_t for_ms) { hold(mv, true, for_ms); }
  std::vector<Battery> states() const {
    std::vector<Battery> all;
    for (const Change& change : seen) all.push_back(change.second);
    return all;
  }

  BatteryMonitor battery{TWO_CELLS};
  uint32_t now_ms;
  Changes seen;
};

using States = std::vector<Battery>;

}  // namespace

TEST_CASE("nothing is known before the first verdict, which takes a second of rest") {
  Bench bench;
  CHECK(bench.battery.state() == Battery::Unknown);
  bench.rest(7800, 2000);
  CHECK(bench.seen == Changes{{1000, Battery::Good}});
}

TEST_CASE("thresholds belong to the better side") {
  const std::vector<std::pair<uint16_t, Battery>> table = {
      {6900, Battery::Good}, {6899, Battery::Weak},    {6400, Battery::Weak},
      {6399, Battery::Empty}, {2000, Battery::Empty}, {1999, Battery::Missing}};
  for (const auto& row : table) {
    Bench bench;
    bench.rest(row.first, 3000);
    CHECK(bench.states() == States{row.second});
  }
}

TEST_CASE("a motor's start does not make a good battery weak or empty") {
  Bench bench;
  bench.rest(7400, 2000);
  for (int i = 0; i < 20; ++i) {
    bench.drive(6000, 1000);
    bench.rest(7300, 800);
  }
  CHECK(bench.states() == States{Battery::Good});
}

TEST_CASE("five seconds under load count as well") {
  Bench bench;
  bench.rest(7400, 1500);
  bench.drive(6700, 7000);
  REQUIRE(bench.states() == States{Battery::Good, Battery::Weak});
  CHECK(bench.seen.back().first >= 1500 + 5000);
  CHECK(bench.seen.back().first <= 1500 + 6000);
}

TEST_CASE("sagging is told after 60 ms under load, and never at rest") {
  Bench bench;
  bench.rest(7400, 2000);
  bench.drive(5499, 60);
  CHECK(bench.states() == States{Battery::Good});
  bench.drive(5499, 20);
  CHECK(bench.seen.back() == Change{2060, Battery::Sagging});

  Bench resting;
  resting.rest(5499, 3000);
  CHECK(resting.states() == States{Battery::Empty});
}

TEST_CASE("at the sag limit itself nothing sags") {
  Bench bench;
  bench.rest(7400, 2000);
  bench.drive(5500, 500);
  CHECK(bench.states() == States{Battery::Good});
}

TEST_CASE("after sagging, a second of rest says what it was") {
  Bench good;
  good.rest(7400, 2000);
  good.drive(5000, 200);
  good.rest(7300, 3000);
  CHECK(good.states() == States{Battery::Good, Battery::Sagging, Battery::Good});

  Bench empty;
  empty.rest(7400, 2000);
  empty.drive(5000, 200);
  empty.rest(6200, 3000);
  CHECK(empty.states() == States{Battery::Good, Battery::Sagging, Battery::Empty});
}

TEST_CASE("sagging holds for as long as the load lasts") {
  Bench bench;
  bench.rest(7400, 2000);
  bench.drive(5000, 200);
  bench.drive(7400, 9000);
  CHECK(bench.states() == States{Battery::Good, Battery::Sagging});
}

TEST_CASE("an empty battery that recovers at rest stays empty") {
  Bench bench;
  bench.rest(6000, 2000);
  bench.rest(7099, 20000);
  CHECK(bench.states() == States{Battery::Empty});
  bench.drive(5000, 2000);
  CHECK(bench.states() == States{Battery::Empty});
}

TEST_CASE("a charged battery ends the emptiness") {
  Bench bench;
  bench.rest(6000, 2000);
  bench.rest(7100, 4000);
  CHECK(bench.states() == States{Battery::Empty, Battery::Good});
}

TEST_CASE("weak becomes good only above the hysteresis") {
  Bench bench;
  bench.rest(6800, 2000);
  bench.rest(7099, 10000);
  CHECK(bench.states() == States{Battery::Weak});
  bench.rest(7100, 4000);
  CHECK(bench.states() == States{Battery::Weak, Battery::Good});
}

TEST_CASE("a battery pulled out is missing after 100 ms and judged anew when it comes back") {
  Bench bench;
  bench.rest(7400, 2000);
  bench.rest(300, 100);
  CHECK(bench.states() == States{Battery::Good});
  bench.rest(300, 100);
  CHECK(bench.seen.back() == Change{2100, Battery::Missing});
  bench.rest(7400, 3000);
  CHECK(bench.states() == States{Battery::Good, Battery::Missing, Battery::Good});
}

TEST_CASE("the smoothed voltage follows with 0.3 s") {
  Bench bench;
  bench.rest(8000, 20);
  CHECK(bench.battery.mv() == 8000);
  bench.rest(7000, 320);
  CHECK(bench.battery.mv() == 7356);  // (15 / 16) to the 16th of the difference is left
}

TEST_CASE("the clock's wrap-around changes nothing") {
  Bench bench(0xFFFFFFFFu - 500);
  bench.rest(7400, 2000);
  bench.drive(5000, 200);
  bench.rest(6000, 2000);
  CHECK(bench.states() == States{Battery::Good, Battery::Sagging, Battery::Empty});
  CHECK(bench.seen.front().first == 499);
}

TEST_CASE("a reading becomes the voltage before the divider") {
  CHECK(battery_mv(0, 10000) == 0);
  CHECK(battery_mv(1023, 10000) == 10000);
  CHECK(battery_mv(512, 10000) == 5005);
  CHECK(battery_mv(1023, 20000) == 20000);
}

TEST_CASE("under load from the start the first verdict takes exactly five seconds") {
  Bench bench;
  bench.drive(7400, 6000);
  CHECK(bench.seen == Changes{{5000, Battery::Good}});
}

TEST_CASE("what was seen under load counts at rest only after a second of rest") {
  Bench bench;
  bench.drive(6800, 3000);
  bench.rest(6800, 2000);
  CHECK(bench.seen == Changes{{4000, Battery::Weak}});
}

TEST_CASE("every load begins the second of rest anew") {
  Bench bench;
  for (int i = 0; i < 3; ++i) {
    bench.drive(6800, 20);
    bench.rest(6800, 980);
  }
  CHECK(bench.seen == Changes{});
  bench.rest(6800, 40);
  CHECK(bench.states() == States{Battery::Weak});
}
