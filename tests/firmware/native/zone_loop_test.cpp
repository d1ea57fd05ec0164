#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "ZoneLoop.h"

namespace {

using States = std::vector<ZoneState>;

constexpr double PULL_UP = 2000, SERIES = 1000, ACROSS = 10000;
constexpr double TOLERANCE = 0.05, WIRE = 50, ADC_STEPS = 4;

double parallel(double a, double b) { return a * b / (a + b); }
double reading(double loop, double pull_up) { return 1023 * loop / (loop + pull_up); }

// The lowest and highest reading of a loop of these resistors, with wires and damp.
struct Span {
  double low, high;
};

Span span(double loop, double leak) {
  const double least = parallel(loop * (1 - TOLERANCE), leak);
  const double most = loop * (1 + TOLERANCE) + WIRE;
  return {reading(least, PULL_UP * (1 + TOLERANCE)) - ADC_STEPS, reading(most, PULL_UP * (1 - TOLERANCE)) + ADC_STEPS};
}

void check_within(Span worst, double window_low, double window_high) {
  CHECK(worst.low >= window_low);
  CHECK(worst.high <= window_high);
}

// Feeds a sample every 10 ms; returns the state after each change.
States changes(ZoneLoop& zone, const std::vector<uint16_t>& samples, uint32_t from_ms = 0) {
  States seen;
  for (size_t i = 0; i < samples.size(); ++i) {
    if (zone.update(samples[i], from_ms + 10 * static_cast<uint32_t>(i))) seen.push_back(zone.state());
  }
  return seen;
}

std::vector<uint16_t> held(uint16_t raw, int count) { return std::vector<uint16_t>(count, raw); }

std::vector<uint16_t> operator+(std::vector<uint16_t> first, const std::vector<uint16_t>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

constexpr uint16_t CLOSED = 341, OPEN = 866;

}  // namespace

TEST_CASE("every sound loop lies in its window, with the worst resistors, wires and damp") {
  check_within(span(SERIES, 100e3), ZONE_CLOSED_MIN, ZONE_CLOSED_MAX);
  check_within(span(SERIES + ACROSS, 100e3), ZONE_OPEN_MIN, ZONE_OPEN_MAX);
  CHECK(reading(50e3, PULL_UP * (1 + TOLERANCE)) - ADC_STEPS >= ZONE_CUT_MIN);
  CHECK(reading(200, PULL_UP * (1 - TOLERANCE)) + ADC_STEPS <= ZONE_SHORTED_MAX);
}

TEST_CASE("a resistor put across the wires of a shut window does not look like a shut or an open one") {
  for (double bridge : {0.0, 100.0, 330.0, 1000.0, 2000.0}) {
    const ZoneState state = zone_state_of(static_cast<uint16_t>(std::lround(reading(parallel(SERIES, bridge), PULL_UP))));
    CHECK(is_tampered(state));
  }
}

TEST_CASE("each reading has one state, with the bounds of the windows inside") {
  States starts;
  std::vector<int> where;
  for (int raw = 0; raw <= 1023; ++raw) {
    const ZoneState state = zone_state_of(static_cast<uint16_t>(raw));
    if (starts.empty() || state != starts.back()) {
      starts.push_back(state);
      where.push_back(raw);
    }
  }
  CHECK(starts == States{ZoneState::SHORTED, ZoneState::WRONG, ZoneState::CLOSED, ZoneState::WRONG, ZoneState::OPEN,
                         ZoneState::WRONG, ZoneState::CUT});
  CHECK(where == std::vector<int>{0, 111, 300, 401, 815, 901, 960});
}

TEST_CASE("only short, cut and wrong are tampering") {
  CHECK_FALSE(is_tampered(ZoneState::UNKNOWN));
  CHECK_FALSE(is_tampered(ZoneState::CLOSED));
  CHECK_FALSE(is_tampered(ZoneState::OPEN));
  CHECK(is_tampered(ZoneState::SHORTED));
  CHECK(is_tampered(ZoneState::CUT));
  CHECK(is_tampered(ZoneState::WRONG));
}

TEST_CASE("a zone is unknown until it has held for 100 ms") {
  ZoneLoop zone;
  CHECK(changes(zone, held(CLOSED, 10)) == States{});
  CHECK(zone.state() == ZoneState::UNKNOWN);
  CHECK(changes(zone, held(CLOSED, 1), 100) == States{ZoneState::CLOSED});
}

TEST_CASE("an opened window is told once, 100 ms after its second sample") {
  ZoneLoop zone;
  changes(zone, held(CLOSED, 20));
  CHECK(changes(zone, held(OPEN, 11), 1000) == States{});
  CHECK(changes(zone, held(OPEN, 20), 1110) == States{ZoneState::OPEN});
}

TEST_CASE("a chattering reed is told once") {
  ZoneLoop zone;
  changes(zone, held(CLOSED, 20));
  const std::vector<uint16_t> chatter = {OPEN, OPEN, CLOSED, CLOSED, OPEN, CLOSED, OPEN, OPEN, CLOSED, CLOSED};
  CHECK(changes(zone, chatter + chatter + held(OPEN, 30), 1000) == States{ZoneState::OPEN});
}

TEST_CASE("a single spike neither trips a zone nor keeps it from being believed") {
  ZoneLoop zone;
  std::vector<uint16_t> spiky;
  for (int i = 0; i < 30; ++i) spiky.push_back(i % 4 == 1 ? 1023 : CLOSED);
  CHECK(changes(zone, spiky) == States{ZoneState::CLOSED});
  for (uint16_t& sample : spiky) sample = sample == 1023 ? 0 : OPEN;
  CHECK(changes(zone, spiky, 1000) == States{ZoneState::OPEN});
}

TEST_CASE("a first sample that is a spike changes nothing") {
  ZoneLoop zone;
  CHECK(changes(zone, held(0, 1) + held(CLOSED, 30)) == States{ZoneState::CLOSED});
}

TEST_CASE("each tampering is told apart, and back again") {
  ZoneLoop zone;
  const auto samples = held(CLOSED, 20) + held(0, 20) + held(1023, 20) + held(600, 20) + held(OPEN, 20) + held(CLOSED, 20);
  CHECK(changes(zone, samples) == States{ZoneState::CLOSED, ZoneState::SHORTED, ZoneState::CUT, ZoneState::WRONG,
                                         ZoneState::OPEN, ZoneState::CLOSED});
}

TEST_CASE("the wrap of millis() in the middle of a change changes nothing") {
  ZoneLoop zone;
  changes(zone, held(CLOSED, 20), 0xFFFFFF00u - 2000);
  CHECK(changes(zone, held(OPEN, 11), 0xFFFFFFFFu - 50) == States{});
  CHECK(changes(zone, held(OPEN, 1), static_cast<uint32_t>(0xFFFFFFFFu - 50 + 110)) == States{ZoneState::OPEN});
}
