#include "DriveSafety.h"

#include <doctest/doctest.h>

#include <random>
#include <vector>

using maker::car::ArmHurdle;
using maker::car::Mode;
using maker::car::Stop;

namespace {

constexpr DriveConditions FINE = {true, false, false, false, Battery::Good, StallVerdict::None};

// A car and its host on one clock; loop() runs every millisecond.
struct Bench {
  explicit Bench(uint32_t start_ms = 1000) : now_ms(start_ms) {}

  void pass(uint32_t for_ms) {
    for (uint32_t i = 0; i < for_ms; ++i) {
      ++now_ms;
      if (safety.update(conditions, now_ms)) modes.push_back(safety.mode());
    }
  }
  void command(int left, int right) {
    safety.drive({static_cast<int16_t>(left), static_cast<int16_t>(right)}, now_ms);
  }
  // Commands every 20 ms for a time.
  void send(int left, int right, uint32_t for_ms) {
    for (uint32_t t = 0; t < for_ms; t += 20) {
      command(left, right);
      pass(20);
    }
  }
  bool arm() { return safety.arm(conditions, now_ms, hurdle); }
  void drive() {
    send(0, 0, 520);
    REQUIRE(arm());
    send(300, 300, 200);
    REQUIRE(safety.is_armed());
    modes.clear();
  }

  DriveSafety safety;
  DriveConditions conditions = FINE;
  uint32_t now_ms;
  ArmHurdle hurdle = ArmHurdle::NoHello;
  std::vector<Mode> modes;
};

using Modes = std::vector<Mode>;

}  // namespace

TEST_CASE("it starts disarmed, and without a host nothing ever changes") {
  Bench bench;
  bench.pass(100000);
  CHECK(bench.modes == Modes{});
  CHECK(bench.safety.mode() == Mode::Disarmed);
  CHECK(bench.safety.stop() == Stop::Boot);
}

TEST_CASE("500 ms of commands at zero make it ready, and only ARM arms it") {
  Bench bench;
  for (int i = 0; i < 26; ++i) {
    bench.command(0, 0);
    bench.pass(i < 25 ? 20 : 0);
  }
  CHECK(bench.modes == Modes{Mode::Ready});
  bench.send(0, 0, 5000);
  CHECK(bench.modes == Modes{Mode::Ready});
  CHECK(bench.arm());
  bench.pass(1);
  CHECK(bench.modes == Modes{Mode::Ready, Mode::Armed});
}

TEST_CASE("one millisecond less than 500 is refused") {
  Bench bench;
  bench.command(0, 0);
  for (int i = 0; i < 6; ++i) {
    bench.pass(80);
    bench.command(0, 0);
  }
  bench.pass(19);
  CHECK_FALSE(bench.arm());
  CHECK(bench.hurdle == ArmHurdle::NoCommands);
  bench.pass(1);
  CHECK(bench.arm());
}

TEST_CASE("a refused ARM is not remembered") {
  Bench bench;
  bench.send(0, 0, 100);
  CHECK_FALSE(bench.arm());
  bench.send(0, 0, 2000);
  CHECK_FALSE(bench.safety.is_armed());
}

TEST_CASE("a gap of 100 ms is no gap, one of 101 ms begins the time anew") {
  Bench bench;
  bench.send(0, 0, 400);
  bench.pass(80);
  bench.send(0, 0, 40);
  CHECK(bench.arm());

  Bench late;
  late.send(0, 0, 400);
  late.pass(81);
  late.send(0, 0, 480);
  CHECK_FALSE(late.arm());
  CHECK(late.hurdle == ArmHurdle::NoCommands);
  late.send(0, 0, 20);
  CHECK(late.arm());
}

TEST_CASE("ready ends when the commands stay away") {
  Bench bench;
  bench.send(0, 0, 600);
  bench.pass(81);
  CHECK(bench.modes == Modes{Mode::Ready, Mode::Disarmed});
  CHECK_FALSE(bench.arm());
}

TEST_CASE("a command that is not zero, of either wheel, begins the time anew") {
  for (const int left : {0, 1}) {
    Bench bench;
    bench.send(0, 0, 600);
    bench.command(left, 1 - left);
    CHECK_FALSE(bench.arm());
    CHECK(bench.hurdle == ArmHurdle::NotZero);
    bench.pass(20);
    bench.send(0, 0, 480);
    CHECK_FALSE(bench.arm());
    CHECK(bench.hurdle == ArmHurdle::NotZero);
    bench.send(0, 0, 20);
    CHECK(bench.arm());
  }
}

TEST_CASE("each hurdle has its name, and the first that applies is told") {
  Bench bench;
  bench.conditions = {false, true, true, true, Battery::Empty, StallVerdict::Both};
  bench.command(300, 300);
  std::vector<ArmHurdle> told;
  const auto refused = [&] {
    CHECK_FALSE(bench.arm());
    told.push_back(bench.hurdle);
  };
  refused();
  bench.conditions.host_fits = true;
  refused();
  bench.conditions.estop_open = false;
  refused();
  bench.conditions.battery = Battery::Weak;
  refused();
  bench.conditions.events_waiting = false;
  refused();
  bench.send(300, 300, 600);
  refused();
  bench.send(0, 0, 600);
  CHECK(bench.arm());  // the bumper and an old stall are no hurdles
  CHECK(told == std::vector<ArmHurdle>{ArmHurdle::NoHello, ArmHurdle::Estop, ArmHurdle::Battery, ArmHurdle::Events,
                                       ArmHurdle::NoCommands, ArmHurdle::NotZero});
}

TEST_CASE("only a good or a weak battery may drive") {
  for (const Battery battery : {Battery::Unknown, Battery::Empty, Battery::Sagging, Battery::Missing}) {
    Bench bench;
    bench.conditions.battery = battery;
    bench.send(0, 0, 600);
    CHECK_FALSE(bench.arm());
    CHECK(bench.hurdle == ArmHurdle::Battery);
    CHECK(bench.modes == Modes{});
  }
  for (const Battery battery : {Battery::Good, Battery::Weak}) {
    Bench bench;
    bench.conditions.battery = battery;
    bench.drive();
    CHECK(bench.safety.is_armed());
  }
}

TEST_CASE("the wish of the host reaches the wheels only while armed") {
  Bench bench;
  bench.send(300, -200, 600);
  CHECK(bench.safety.wish().left_mm_s == 0);
  CHECK(bench.safety.wish().right_mm_s == 0);
  bench.drive();
  bench.command(310, -200);
  CHECK(bench.safety.wish().left_mm_s == 310);
  CHECK(bench.safety.wish().right_mm_s == -200);
  bench.safety.disarm(Stop::Order);
  CHECK(bench.safety.wish().left_mm_s == 0);
}

TEST_CASE("300 ms without a command stop it, not 299") {
  Bench bench;
  bench.drive();
  bench.command(300, 300);
  bench.pass(299);
  CHECK(bench.modes == Modes{});
  bench.pass(1);
  CHECK(bench.modes == Modes{Mode::Disarmed});
  CHECK(bench.safety.stop() == Stop::LinkLost);
}

TEST_CASE("armed without a further command, the 300 ms count from the last one, not from ARM") {
  Bench bench;
  bench.send(0, 0, 500);
  bench.command(0, 0);
  bench.pass(90);
  CHECK(bench.arm());
  bench.pass(209);
  CHECK(bench.safety.is_armed());
  bench.pass(1);
  CHECK(bench.safety.stop() == Stop::LinkLost);
}

TEST_CASE("commands that come back after the stop do not drive, however long they come") {
  Bench bench;
  bench.drive();
  bench.pass(300);
  bench.send(300, 300, 60000);
  CHECK(bench.modes == Modes{Mode::Disarmed});
  CHECK_FALSE(bench.arm());
  CHECK(bench.safety.wish().left_mm_s == 0);
}

TEST_CASE("after a stop the 500 ms begin anew") {
  Bench bench;
  bench.drive();
  bench.send(0, 0, 1000);
  bench.safety.disarm(Stop::Order);
  bench.command(0, 0);
  CHECK_FALSE(bench.arm());
  CHECK(bench.hurdle == ArmHurdle::NoCommands);
  bench.send(0, 0, 500);
  bench.command(0, 0);
  CHECK(bench.arm());
}

TEST_CASE("every cause stops it at once, by its name, and stays the reason when it is gone") {
  struct Row {
    DriveConditions conditions;
    Stop stop;
  };
  const std::vector<Row> table = {
      {{true, true, false, false, Battery::Good, StallVerdict::None}, Stop::Estop},
      {{true, false, true, false, Battery::Good, StallVerdict::None}, Stop::Bumper},
      {{true, false, false, false, Battery::Sagging, StallVerdict::None}, Stop::Sag},
      {{true, false, false, false, Battery::Empty, StallVerdict::None}, Stop::Empty},
      {{true, false, false, false, Battery::Missing, StallVerdict::None}, Stop::Missing},
      {{true, false, false, false, Battery::Unknown, StallVerdict::None}, Stop::Missing},
      {{true, false, false, false, Battery::Good, StallVerdict::Both}, Stop::Stall},
      {{true, false, false, false, Battery::Good, StallVerdict::Left}, Stop::LeftSilent},
      {{true, false, false, false, Battery::Good, StallVerdict::Right}, Stop::RightSilent},
      {{true, false, false, false, Battery::Good, StallVerdict::LeftNoisy}, Stop::LeftNoisy},
      {{true, false, false, false, Battery::Good, StallVerdict::RightNoisy}, Stop::RightNoisy},
  };
  for (const Row& row : table) {
    Bench bench;
    bench.drive();
    bench.conditions = row.conditions;
    bench.pass(1);
    CHECK(bench.modes == Modes{Mode::Disarmed});
    bench.conditions = FINE;
    bench.send(300, 300, 2000);
    CHECK(bench.modes == Modes{Mode::Disarmed});
    CHECK(bench.safety.stop() == row.stop);
  }
}

TEST_CASE("of several causes the most urgent one is told") {
  Bench bench;
  bench.drive();
  bench.conditions = {true, true, true, false, Battery::Empty, StallVerdict::Both};
  bench.pass(1);
  CHECK(bench.safety.stop() == Stop::Estop);
  Bench bumped;
  bumped.drive();
  bumped.conditions = {true, false, true, false, Battery::Empty, StallVerdict::Both};
  bumped.pass(1);
  CHECK(bumped.safety.stop() == Stop::Bumper);
}

TEST_CASE("a bumper that is pressed at arming lets the car back away; pressed again, it stops") {
  Bench bench;
  bench.conditions.bumper_pressed = true;
  bench.drive();
  bench.conditions.bumper_pressed = false;
  bench.send(-100, -100, 200);
  CHECK(bench.modes == Modes{});
  bench.conditions.bumper_pressed = true;
  bench.pass(1);
  CHECK(bench.safety.stop() == Stop::Bumper);
}

TEST_CASE("an order to stop that comes while it is disarmed keeps the reason") {
  Bench bench;
  bench.drive();
  bench.pass(300);
  bench.safety.disarm(Stop::Order);
  CHECK(bench.safety.stop() == Stop::LinkLost);
  bench.drive();
  bench.safety.disarm(Stop::NewHost);
  CHECK(bench.safety.stop() == Stop::NewHost);
}

TEST_CASE("full events, a host that no longer fits, and ARM again do not stop a drive") {
  Bench bench;
  bench.drive();
  bench.conditions.events_waiting = true;
  bench.send(300, 300, 100);
  CHECK(bench.arm());
  bench.send(300, 300, 100);
  CHECK(bench.modes == Modes{});
}

TEST_CASE("the clock's wrap-around neither arms nor stops nor delays") {
  for (uint32_t before_ms = 0; before_ms < 1000; before_ms += 37) {
    Bench bench(0xFFFFFFFFu - before_ms);
    bench.drive();
    bench.command(300, 300);
    bench.pass(299);
    CHECK(bench.safety.is_armed());
    bench.pass(1);
    CHECK(bench.safety.stop() == Stop::LinkLost);
  }
}

TEST_CASE("whatever happens: armed only by ARM after 500 ms at zero, stopped at the latest after 300 ms") {
  std::mt19937 random(4);
  for (int run = 0; run < 200; ++run) {
    Bench bench;
    uint32_t zero_since_ms = 0, last_ms = 0;
    bool is_fed = false;
    for (int step = 0; step < 2000; ++step) {
      const bool was_armed = bench.safety.is_armed();
      const unsigned chance = random() % 100;
      if (is_fed && bench.now_ms - last_ms > 100) is_fed = false;
      if (chance < 70) {
        const int speed = random() % 40 == 0 ? 100 : 0;
        if (!is_fed || speed != 0) zero_since_ms = bench.now_ms;
        is_fed = true;
        last_ms = bench.now_ms;
        bench.command(speed, 0);
      } else if (chance < 80) {
        const bool may = is_fed && bench.now_ms - zero_since_ms >= 500;
        const bool took = bench.arm();
        if (!was_armed && took) CHECK(may);
      } else if (chance < 81) {
        bench.safety.disarm(Stop::Order);
        is_fed = false;
      }
      bench.pass(random() % 60 == 0 ? random() % 400 : random() % 30);
      if (bench.safety.is_armed()) CHECK(bench.now_ms - last_ms < 300);
      if (was_armed && !bench.safety.is_armed()) is_fed = false;
      if (bench.safety.is_armed() && !was_armed) CHECK(chance >= 70);
    }
  }
}
