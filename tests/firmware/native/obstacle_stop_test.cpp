#include "ObstacleStop.h"

#include <doctest/doctest.h>

#include <vector>

namespace {

constexpr ObstacleLimits LIMITS = {150, 1000, 60, 50, 500};
constexpr SonarReading NOTHING = {EchoKind::Nothing, 0};
constexpr SonarReading SILENT = {EchoKind::Silent, 0};

SonarReading echo(int mm) { return {EchoKind::Echo, static_cast<uint16_t>(mm)}; }

WheelSpeeds both(int mm_s) { return {static_cast<int16_t>(mm_s), static_cast<int16_t>(mm_s)}; }

// A car with a sensor that gives a reading every 60 ms and an update every 20 ms.
struct Bench {
  explicit Bench(uint32_t start_ms = 0) : now_ms(start_ms) {}

  void cycle(const SonarReading& reading, int driven_mm_s, int wish_mm_s) {
    obstacle.hear(reading, now_ms);
    pass(60, driven_mm_s, wish_mm_s);
  }
  void cycles(int count, const SonarReading& reading, int driven_mm_s, int wish_mm_s) {
    for (int i = 0; i < count; ++i) cycle(reading, driven_mm_s, wish_mm_s);
  }
  void pass(uint32_t for_ms, int driven_mm_s, int wish_mm_s) {
    for (uint32_t end_ms = now_ms + for_ms; now_ms != end_ms;) {
      now_ms += 20;
      const Way before = obstacle.way();
      obstacle.update(both(driven_mm_s), both(wish_mm_s), now_ms);
      changes += obstacle.way() != before;
    }
  }

  ObstacleStop obstacle{LIMITS};
  uint32_t now_ms;
  int changes = 0;  // of the way, since the start
};

bool equal(const WheelSpeeds& one, int left, int right) { return one.left_mm_s == left && one.right_mm_s == right; }

}  // namespace

TEST_CASE("the stopping distance is reaction, braking and margin") {
  CHECK(stopping_mm(0, LIMITS) == 60);
  CHECK(stopping_mm(100, LIMITS) == 15 + 5 + 60);
  CHECK(stopping_mm(500, LIMITS) == 75 + 125 + 60);
  CHECK(stopping_mm(2000, LIMITS) == 300 + 2000 + 60);
}

TEST_CASE("the speed is the middle of both wheels") {
  CHECK(WheelSpeeds{300, 100}.forwards_mm_s() == 200);
  CHECK(WheelSpeeds{300, -300}.forwards_mm_s() == 0);
  CHECK(WheelSpeeds{32767, 32767}.forwards_mm_s() == 32767);
}

TEST_CASE("nearer than the stopping distance of the wish, forwards is blocked, though the car stands") {
  Bench bench;
  bench.cycles(3, echo(260), 0, 500);
  CHECK(bench.obstacle.way() == Way::Obstacle);
  CHECK(bench.obstacle.stop_mm() == 260);
  bench.cycles(3, echo(261), 0, 250);
  CHECK(bench.obstacle.way() == Way::Free);
}

TEST_CASE("nearer than the stopping distance of the speed, forwards is blocked, though less is wished") {
  Bench bench;
  bench.cycles(3, echo(250), 0, 100);
  CHECK(bench.obstacle.way() == Way::Free);
  bench.pass(20, 500, 100);
  CHECK(bench.obstacle.way() == Way::Obstacle);
}

TEST_CASE("free again only beyond the hysteresis") {
  Bench bench;
  bench.cycles(3, echo(200), 0, 500);
  bench.cycles(3, echo(310), 0, 500);
  CHECK(bench.obstacle.way() == Way::Obstacle);
  bench.cycles(3, echo(311), 0, 500);
  CHECK(bench.obstacle.way() == Way::Free);
  bench.cycles(3, echo(261), 0, 500);
  CHECK(bench.obstacle.way() == Way::Free);
  CHECK(bench.changes == 2);  // no stop and go on the way
}

TEST_CASE("blocked, no wheel turns forwards, and backwards stays as it is") {
  Bench bench;
  bench.cycles(3, echo(100), 0, 300);
  CHECK(equal(bench.obstacle.allowed({300, 300}), 0, 0));
  CHECK(equal(bench.obstacle.allowed({300, -100}), 0, -100));
  CHECK(equal(bench.obstacle.allowed({-100, 300}), -100, 0));
  CHECK(equal(bench.obstacle.allowed({-300, -200}), -300, -200));
  CHECK(equal(bench.obstacle.allowed({200, -200}), 200, -200));  // turning on the spot
}

TEST_CASE("one stray echo changes nothing, a second one does") {
  Bench bench;
  bench.cycles(5, echo(1500), 0, 500);
  bench.cycle(echo(50), 0, 500);
  CHECK(bench.obstacle.way() == Way::Free);
  bench.cycles(2, echo(1500), 0, 500);
  bench.cycle(echo(200), 0, 500);
  bench.cycle(echo(200), 0, 500);
  CHECK(bench.obstacle.way() == Way::Obstacle);
  bench.cycle(echo(3000), 0, 500);
  CHECK(bench.obstacle.way() == Way::Obstacle);
}

TEST_CASE("of two echoes the nearer one is believed, and the first one at once") {
  Bench bench;
  bench.cycle(echo(1500), 0, 500);
  CHECK(bench.obstacle.ahead_mm() == 1500);
  bench.cycle(echo(100), 0, 500);
  CHECK(bench.obstacle.ahead_mm() == 100);
}

TEST_CASE("a wall whose echo stays away comes nearer by the way driven, until it blocks") {
  Bench bench;
  bench.cycles(3, echo(600), 0, 500);
  bench.cycles(5, NOTHING, 500, 500);  // 0.3 s at 0.5 m/s
  CHECK(bench.obstacle.ahead_mm() == 450);
  CHECK(bench.obstacle.way() == Way::Free);
  bench.cycles(7, NOTHING, 500, 500);
  CHECK(bench.obstacle.way() == Way::Obstacle);
}

TEST_CASE("driving backwards moves the wall away, as far as driven") {
  Bench bench;
  bench.cycles(3, echo(600), 0, 0);
  bench.pass(100, -500, -500);
  CHECK(bench.obstacle.ahead_mm() == 650);
}

TEST_CASE("a wall that has driven through the car is at no distance, not far away") {
  Bench bench;
  bench.cycles(3, echo(100), 0, 0);
  bench.pass(200, 2000, 500);
  CHECK(bench.obstacle.ahead_mm() == 0);
  CHECK(bench.obstacle.way() == Way::Obstacle);
}

TEST_CASE("an echo is believed for a second") {
  Bench bench;
  bench.cycles(3, echo(700), 0, 0);
  bench.cycles(14, NOTHING, 0, 0);  // the last echo is 0.9 s old now
  CHECK(bench.obstacle.ahead_mm() == 700);
  bench.cycles(2, NOTHING, 0, 0);
  CHECK(bench.obstacle.ahead_mm() == ObstacleStop::NOTHING_MM);
  CHECK(bench.obstacle.way() == Way::Free);
}

TEST_CASE("where nothing is seen, the car is slowed, both wheels alike") {
  Bench bench;
  bench.cycles(3, NOTHING, 0, 900);
  CHECK(bench.obstacle.way() == Way::Free);
  CHECK(equal(bench.obstacle.allowed({500, 500}), 500, 500));
  CHECK(equal(bench.obstacle.allowed({1000, 1000}), 500, 500));
  CHECK(equal(bench.obstacle.allowed({1500, 500}), 750, 250));
  CHECK(equal(bench.obstacle.allowed({-1000, -1000}), -1000, -1000));
  bench.cycles(3, echo(3900), 0, 900);
  CHECK(equal(bench.obstacle.allowed({1000, 1000}), 1000, 1000));
}

TEST_CASE("before the first reading, and without any for 0.3 s, forwards is blocked") {
  Bench bench(5000);
  CHECK(bench.obstacle.way() == Way::Blind);
  bench.pass(20, 0, 100);
  CHECK(bench.obstacle.way() == Way::Blind);
  bench.obstacle.hear(echo(2000), bench.now_ms);
  bench.pass(300, 0, 100);
  CHECK(bench.obstacle.way() == Way::Free);
  bench.pass(20, 0, 100);
  CHECK(bench.obstacle.way() == Way::Blind);
  CHECK(equal(bench.obstacle.allowed({100, 100}), 0, 0));
  CHECK(equal(bench.obstacle.allowed({-100, -100}), -100, -100));
}

TEST_CASE("five pings without an answer, and the sensor is lost; one answer, and it is back") {
  Bench bench;
  bench.cycle(echo(2000), 0, 100);
  bench.cycles(4, SILENT, 0, 100);
  CHECK(bench.obstacle.way() == Way::Free);
  bench.cycle(SILENT, 0, 100);
  CHECK(bench.obstacle.way() == Way::Blind);
  bench.cycles(300, SILENT, 0, 100);
  CHECK(bench.obstacle.way() == Way::Blind);
  bench.cycle(NOTHING, 0, 100);
  CHECK(bench.obstacle.way() == Way::Free);
  bench.cycles(4, SILENT, 0, 100);
  CHECK(bench.obstacle.way() == Way::Free);
}

TEST_CASE("without a sensor nothing is seen, and the car is slowed") {
  Bench bench;
  bench.obstacle.configure(false, 300);
  bench.pass(1000, 0, 600);
  CHECK(bench.obstacle.way() == Way::Free);
  CHECK(equal(bench.obstacle.allowed({600, 600}), 300, 300));
  bench.cycles(3, echo(2000), 0, 600);
  CHECK(equal(bench.obstacle.allowed({600, 600}), 300, 300));
}

TEST_CASE("the clock's wrap-around changes nothing") {
  Bench bench(0xFFFFFFFFu - 119);
  bench.cycles(3, echo(600), 0, 500);
  bench.cycles(2, NOTHING, 500, 500);
  CHECK(bench.obstacle.ahead_mm() == 540);
  CHECK(bench.obstacle.way() == Way::Free);
  bench.cycles(14, NOTHING, 0, 500);
  CHECK(bench.obstacle.ahead_mm() == ObstacleStop::NOTHING_MM);
}

TEST_CASE("of four echoes the oldest is forgotten") {
  Bench bench;
  bench.cycles(3, echo(200), 0, 0);
  bench.cycles(2, echo(1500), 0, 0);
  CHECK(bench.obstacle.ahead_mm() == 1500);
}

TEST_CASE("blocked, not even a millimetre a second is left of forwards") {
  Bench bench;
  bench.cycles(3, echo(50), 0, 300);
  CHECK(equal(bench.obstacle.allowed({1, 1}), 0, 0));
  CHECK(equal(bench.obstacle.allowed({2, 0}), 0, 0));
}

TEST_CASE("an update that comes late moves a wall on by 100 ms at most") {
  Bench bench;
  bench.cycles(3, echo(600), 0, 0);
  bench.now_ms += 150;
  bench.obstacle.update(both(500), both(500), bench.now_ms);
  CHECK(bench.obstacle.ahead_mm() == 550);
}

TEST_CASE("memory and staleness end to the millisecond") {
  ObstacleStop obstacle(LIMITS);
  obstacle.hear(echo(700), 5000);
  obstacle.update(both(0), both(0), 5300);
  CHECK(obstacle.way() == Way::Free);
  obstacle.update(both(0), both(0), 5301);
  CHECK(obstacle.way() == Way::Blind);
  obstacle.update(both(0), both(0), 5999);
  CHECK(obstacle.ahead_mm() == 700);
  obstacle.update(both(0), both(0), 6000);
  CHECK(obstacle.ahead_mm() == 9999);
}
