#include "WheelSpeed.h"

#include <doctest/doctest.h>

#include <vector>

namespace {

constexpr uint32_t STEP_US = 20000;

// An encoder of 200 edges a metre (5 mm apart) that turns as evenly as the test wants.
struct Wheel {
  explicit Wheel(uint32_t start_us = 0) : now_us(start_us), next_edge_us(start_us) { meter.set_edges_per_m(200); }

  void turn(uint32_t edge_us, int steps, bool is_backwards = false) {
    next_edge_us = now_us + edge_us;
    for (int i = 0; i < steps; ++i) {
      const uint32_t end_us = now_us + STEP_US;
      for (; end_us - next_edge_us < 0x80000000u; next_edge_us += edge_us) counter.on_edge(next_edge_us);
      now_us = end_us;
      meter.update(counter.edges(), now_us, is_backwards);
    }
  }
  void stand(int steps) {
    for (int i = 0; i < steps; ++i) {
      now_us += STEP_US;
      meter.update(counter.edges(), now_us, false);
      speeds.push_back(meter.speed_mm_s());
    }
  }

  EdgeCounter counter;
  WheelMeter meter;
  uint32_t now_us;
  uint32_t next_edge_us;
  std::vector<int> speeds;
};

// A motor with a dead zone and a lag, as WheelControl sees it: speed in mm/s for each step of 20 ms.
struct Motor {
  double gain = 650.0 / 215;
  double load = 40;  // duty that only turns the gears
  double lag = 0.8;  // what is left of the difference after a step: a time constant of 90 ms
  double mm_s = 0;

  void step(int duty) {
    const double magnitude = duty < 0 ? -duty : duty;
    const double wanted = magnitude > load ? (magnitude - load) * gain : 0;
    mm_s = wanted + (mm_s - wanted) * lag;
  }
};

std::vector<int> run(WheelControl& control, Motor& motor, int target, int steps) {
  std::vector<int> duties;
  for (int i = 0; i < steps; ++i) {
    const int speed = static_cast<int>(motor.mm_s);
    duties.push_back(control.update(static_cast<int16_t>(target), static_cast<int16_t>(speed)));
    motor.step(duties.back());
  }
  return duties;
}

// Steps until the duty is no longer 0, or -1.
int steps_until_driven(WheelControl& control, int target, int speed) {
  for (int i = 0; i < 100; ++i) {
    if (control.update(static_cast<int16_t>(target), static_cast<int16_t>(speed)) != 0) return i;
  }
  return -1;
}

struct Pair {
  void step(int left_duty, int right_duty, int left_edges, int right_edges, int mm_s = 200) {
    now_ms += 20;
    left.silence.update(static_cast<int16_t>(left_duty), static_cast<int16_t>(mm_s), static_cast<uint16_t>(left_edges), 200, now_ms);
    right.silence.update(static_cast<int16_t>(right_duty), static_cast<int16_t>(mm_s), static_cast<uint16_t>(right_edges), 200, now_ms);
    left.noise.update(1, 0, 0, 650, now_ms);
    right.noise.update(1, 0, 0, 650, now_ms);
    if (verdict == StallVerdict::None && judge_stall(left, right, now_ms) != StallVerdict::None) {
      verdict = judge_stall(left, right, now_ms);
      told_ms = now_ms;
    }
  }

  WheelDoubts left;
  WheelDoubts right;
  uint32_t now_ms = 0;
  uint32_t told_ms = 0;
  StallVerdict verdict = StallVerdict::None;
};

}  // namespace

TEST_CASE("the speed comes from the time between edges, not from their number") {
  Wheel wheel;
  wheel.turn(10000, 50);
  CHECK(wheel.meter.speed_mm_s() == 500);
  wheel.turn(14700, 50);
  CHECK(wheel.meter.speed_mm_s() == 340);
  wheel.turn(50000, 50);
  CHECK(wheel.meter.speed_mm_s() == 100);
}

TEST_CASE("the way counts up forwards, down backwards, and wraps around") {
  Wheel wheel;
  wheel.turn(10000, 50);
  CHECK(wheel.meter.ticks() == 100);
  wheel.turn(10000, 75, true);
  CHECK(wheel.meter.ticks() == -50);
  CHECK(wheel.meter.speed_mm_s() == -500);
  wheel.turn(100, 200, true);
  CHECK(wheel.meter.ticks() == static_cast<int16_t>(-50 - 40000));
}

TEST_CASE("a wheel that stops is known to be slower with every moment without an edge, and stands after 0.3 s") {
  Wheel wheel;
  wheel.turn(10000, 50);
  wheel.stand(16);
  const std::vector<int> slower = {250, 125, 83, 62, 50, 41, 35, 31, 27, 25, 22, 20, 19, 17, 0, 0};
  CHECK(wheel.speeds == slower);
}

TEST_CASE("the first edge after a stand says nothing, the second does") {
  Wheel wheel;
  wheel.turn(30000, 2);
  CHECK(wheel.meter.speed_mm_s() == 0);
  wheel.turn(30000, 2);
  CHECK(wheel.meter.speed_mm_s() > 0);
  wheel.stand(20);
  wheel.now_us += 0xFFFFFFFFu - 100000;  // more than an hour: micros() has wrapped around
  wheel.counter.on_edge(wheel.now_us - 1000);
  wheel.meter.update(wheel.counter.edges(), wheel.now_us, false);
  CHECK(wheel.meter.speed_mm_s() == 0);
}

TEST_CASE("new_edges are those of the last update") {
  Wheel wheel;
  wheel.turn(10000, 1);
  CHECK(wheel.meter.new_edges() == 2);
  wheel.stand(1);
  CHECK(wheel.meter.new_edges() == 0);
}

TEST_CASE("chatter of the light barrier is no edge") {
  EdgeCounter counter;
  counter.on_edge(1000);
  counter.on_edge(1059);
  counter.on_edge(1060);
  counter.on_edge(1061);
  CHECK(counter.edges().count == 2);
  CHECK(counter.edges().last_us == 1060);
}

TEST_CASE("edges that cannot be are the fastest possible, not a number out of range") {
  Wheel wheel;
  wheel.turn(100, 20);
  CHECK(wheel.meter.speed_mm_s() == WheelMeter::FASTEST_MM_S);
  wheel.turn(2501, 20);
  CHECK(wheel.meter.speed_mm_s() == 1999);
}

TEST_CASE("micros() may wrap around between two edges") {
  Wheel wheel(0xFFFFFFFFu - 500000);
  wheel.turn(10000, 50);
  CHECK(wheel.meter.speed_mm_s() == 500);
  CHECK(wheel.meter.ticks() == 100);
}

TEST_CASE("with an encoder the speed is right although the motor is weaker than thought") {
  for (const double gain : {2.0, 3.0, 4.0}) {
    WheelControl control;
    control.configure(650, true);
    Motor motor;
    motor.gain = gain;
    motor.load = 70;
    run(control, motor, 300, 150);
    CHECK(motor.mm_s > 290);
    CHECK(motor.mm_s < 310);
  }
}

TEST_CASE("without an encoder the duty is the feed-forward, whatever the speed") {
  WheelControl control;
  control.configure(650, false);
  Motor motor;
  CHECK(run(control, motor, 650, 40).back() == 255);
  CHECK(run(control, motor, 325, 1).back() == 147);
  CHECK(run(control, motor, 1500, 40).back() == 255);
}

TEST_CASE("a start is a ramp of 2 m/s2, slowing down is at once") {
  WheelControl control;
  control.configure(650, false);
  std::vector<int> duties;
  for (int i = 0; i < 5; ++i) duties.push_back(control.update(160, 0));
  CHECK(duties == std::vector<int>{53, 66, 79, 92, 92});
  CHECK(control.update(40, 0) == 53);
  CHECK(control.update(0, 0) == 0);
}

TEST_CASE("the integral does not wind up while the motor gives all it has") {
  WheelControl control;
  control.configure(650, true);
  for (int i = 0; i < 1000; ++i) control.update(600, 300);  // held: full duty and still too slow
  CHECK(control.duty() == 255);
  int steps = 0;
  while (control.update(200, 300) > 40 && steps < 100) ++steps;
  CHECK(steps <= 30);  // wound up, it would be over 100
}

TEST_CASE("too fast gives less duty, down to none, and never the other direction") {
  WheelControl control;
  control.configure(650, true);
  for (int i = 0; i < 200; ++i) {
    const int duty = control.update(100, 600);
    CHECK(duty >= 0);
  }
  CHECK(control.duty() == 0);
  for (int i = 0; i < 200; ++i) CHECK(control.update(-100, 0) <= 0);
}

TEST_CASE("with an encoder it turns round as soon as the wheel stands") {
  WheelControl control;
  control.configure(650, true);
  control.update(300, 0);
  CHECK(steps_until_driven(control, -300, 0) == 1);
  CHECK(control.is_backwards());
}

TEST_CASE("a wheel that rolls is not driven against its rolling, but not for ever") {
  WheelControl control;
  control.configure(650, true);
  control.update(300, 0);
  CHECK(steps_until_driven(control, -300, 40) == 25);
  control.configure(650, true);
  CHECK(steps_until_driven(control, 300, 39) == 1);
}

TEST_CASE("without an encoder it waits 0.3 s before it turns round") {
  WheelControl control;
  control.configure(650, false);
  control.update(300, 0);
  CHECK(steps_until_driven(control, -300, 0) == 15);
}

TEST_CASE("a rest counts towards turning round") {
  WheelControl control;
  control.configure(650, false);
  control.update(300, 0);
  for (int i = 0; i < 300; ++i) control.update(0, 0);
  CHECK(steps_until_driven(control, -300, 0) == 0);
}

TEST_CASE("stopped, the next start begins from rest") {
  WheelControl control;
  control.configure(650, true);
  for (int i = 0; i < 100; ++i) control.update(300, 0);
  control.stop();
  CHECK(control.duty() == 0);
  WheelControl fresh;
  fresh.configure(650, true);
  CHECK(control.update(300, 0) == fresh.update(300, 0));
}

TEST_CASE("both silent is a stall, after 0.4 s and three edges") {
  Pair pair;
  for (int i = 0; i < 50; ++i) pair.step(100, 100, 0, 0);
  CHECK(pair.verdict == StallVerdict::Both);
  CHECK(pair.told_ms == 20 + 480);  // 400 ms and three times 25 ms, seen in steps of 20 ms
}

TEST_CASE("one silent beside one that turns has its side's name") {
  Pair left;
  for (int i = 0; i < 50; ++i) left.step(100, 100, 0, 1);
  CHECK(left.verdict == StallVerdict::Left);
  Pair right;
  for (int i = 0; i < 50; ++i) right.step(-100, -100, 1, 0, -200);
  CHECK(right.verdict == StallVerdict::Right);
}

TEST_CASE("a wheel that is not driven may stand") {
  Pair pair;
  for (int i = 0; i < 100; ++i) pair.step(0, 100, 0, 1);
  CHECK(pair.verdict == StallVerdict::None);
  for (int i = 0; i < 100; ++i) pair.step(0, 0, 0, 0, 0);
  CHECK(pair.verdict == StallVerdict::None);
  for (int i = 0; i < 100; ++i) pair.step(100, 0, 0, 0);
  CHECK(pair.verdict == StallVerdict::Left);
}

TEST_CASE("both held, the second a moment later, is a stall of both") {
  Pair pair;
  for (int i = 0; i < 8; ++i) pair.step(100, 100, 0, 1);
  for (int i = 0; i < 50; ++i) pair.step(100, 100, 0, 0);
  CHECK(pair.verdict == StallVerdict::Both);
}

TEST_CASE("slow wheels get the time that their edges need") {
  Pair pair;
  for (int i = 0; i < 44; ++i) pair.step(60, 60, 0, 0, 30);
  CHECK(pair.verdict == StallVerdict::None);  // 400 ms and three times 167 ms
  for (int i = 0; i < 10; ++i) pair.step(60, 60, 0, 0, 30);
  CHECK(pair.verdict == StallVerdict::Both);
}

TEST_CASE("every start begins the time anew, also across the clock's wrap-around") {
  Pair pair;
  pair.now_ms = 0xFFFFFFFFu - 300;
  for (int k = 0; k < 5; ++k) {
    for (int i = 0; i < 20; ++i) pair.step(100, 100, 0, 0);
    pair.step(0, 0, 0, 0);
  }
  CHECK(pair.verdict == StallVerdict::None);
}

TEST_CASE("the first steps are the feed-forward, 12/64 of the error, and its sum by 64") {
  WheelControl control;
  control.configure(650, true);
  std::vector<int> duties;
  for (int i = 0; i < 6; ++i) duties.push_back(control.update(640, 0));
  CHECK(duties == std::vector<int>{60, 81, 102, 125, 149, 173});
}

TEST_CASE("a wheel is silent and suspect to the millisecond") {
  SilentWheel wheel;
  wheel.update(100, 200, 0, 200, 1000);
  wheel.update(100, 200, 0, 200, 1020);
  CHECK_FALSE(wheel.is_suspect(1000 + 236));
  CHECK(wheel.is_suspect(1000 + 237));
  CHECK_FALSE(wheel.is_silent(1000 + 474));
  CHECK(wheel.is_silent(1000 + 475));
}

TEST_CASE("both ways round a slow wheel gets the same time") {
  for (const int16_t mm_s : {-30, 30}) {
    SilentWheel wheel;
    wheel.update(mm_s, mm_s, 0, 200, 0);
    CHECK_FALSE(wheel.is_silent(899));
    CHECK(wheel.is_silent(900));
  }
}

TEST_CASE("the smallest duty counts as driven, and a wish without one does not") {
  SilentWheel wheel;
  wheel.update(1, 200, 0, 200, 0);
  CHECK(wheel.is_silent(1000));
  wheel.update(0, 200, 0, 200, 0);
  CHECK_FALSE(wheel.is_silent(1000));
}

TEST_CASE("a wheel that turns for a second and a half without its motor is noisy, to the millisecond") {
  NoisyWheel wheel;
  wheel.update(1, 200, 300, 650, 5000);
  wheel.update(0, 200, 300, 650, 6480);
  CHECK_FALSE(wheel.is_noisy(6499));
  CHECK(wheel.is_noisy(6500));
  wheel.update(0, 0, 300, 650, 6500);  // it should not turn: nothing is asked of its motor
  CHECK_FALSE(wheel.is_noisy(6500));
}

TEST_CASE("twice full speed is noise after a tenth of a second, both ways round") {
  for (const int16_t mm_s : {1300, -1300}) {
    NoisyWheel wheel;
    wheel.update(1, 200, static_cast<int16_t>(mm_s > 0 ? 1299 : -1299), 650, 5000);
    wheel.update(1, 200, mm_s, 650, 5020);
    CHECK_FALSE(wheel.is_noisy(5099));
    CHECK(wheel.is_noisy(5100));
  }
}

TEST_CASE("noise is judged before silence, and names its side") {
  WheelDoubts good;
  WheelDoubts noisy;
  good.noise.update(1, 200, 200, 650, 2000);
  noisy.noise.update(1, 200, 5000, 650, 2000);
  CHECK(judge_stall(noisy, good, 2000) == StallVerdict::LeftNoisy);
  CHECK(judge_stall(good, noisy, 2000) == StallVerdict::RightNoisy);
  CHECK(judge_stall(good, good, 2000) == StallVerdict::None);
}
