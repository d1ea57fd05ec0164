#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "node_house.h"

namespace {

using Kind = EventKind;

// A node that reads its EEPROM as a fresh start would, without changing it.
struct Reading {
  FakeEeprom memory;
  ClockImage clock = {};
  std::unique_ptr<SecurityNode> node;

  explicit Reading(const FakeEeprom& of) : memory(of) {
    node.reset(new SecurityNode(memory, clock));
    node->begin(0, 0);
  }
};

// How well armed a state is; a restart may go up, never down.
int safety(AlarmState state) { return state == AlarmState::DISARMED ? 0 : state == AlarmState::EXIT_DELAY ? 1 : 2; }

}  // namespace

TEST_CASE("cut at every single step of arming, alarm, disarming: never less safe than what was confirmed, no event lost") {
  std::mt19937 chance(4);
  for (int steps = 0; steps < 1600; steps += 1) {
    House house;
    house.run(3);
    house.node->arm(ArmMode::AWAY, 0, house.now_ms);
    house.run(45.1);  // armed, about to be stored
    for (int i = 0; i < steps; ++i) {
      house.tick();
      if (i == 300) house.zones[1] = House::OPEN;
      if (i == 900) house.node->disarm(house.now_ms);
    }
    const bool was_stored = house.node->is_state_stored();
    const AlarmState before = house.state();
    const EventRing& ring = house.node->store().log().ring();
    const uint16_t whole = ring.next_id();
    house.cut_power(static_cast<uint8_t>(chance()));
    if (was_stored) {
      CHECK(house.state() == before);
    } else {
      CHECK(safety(house.state()) >= (steps > 900 ? 0 : 1));
    }
    CHECK(house.node->store().log().ring().next_id() >= whole);
    for (uint16_t id = 1; id < whole; ++id) {
      EventRecord record;
      CHECK(house.node->store().log().ring().read(id, record));
    }
  }
}

TEST_CASE("cut between the state and its event, the event is told all the same, once") {
  int retold = 0;
  for (int steps = 0; steps < 120; ++steps) {
    House house;
    house.link();
    house.run(3);
    house.arm();
    house.take();
    house.is_linked = false;
    house.zones[1] = House::OPEN;
    while (house.state() == AlarmState::ARMED) house.tick();
    for (int i = 0; i < steps; ++i) house.tick();
    const bool was_state_stored = house.node->is_state_stored();
    const bool was_event_stored = house.node->store().log().is_stored();
    house.cut_power(0x3C);
    house.run(3);
    house.link();
    const House::Events events = house.take();
    const auto alarm = std::find(events.begin(), events.end(), House::Event(Kind::ALARM, 1));
    REQUIRE(alarm != events.end());
    const int age_s = house.ages[house.ages.size() - events.size() + (alarm - events.begin())];
    CHECK(age_s == (was_state_stored ? -1 : 3));  // not stored: the window was seen anew
    CHECK(std::count(events.begin(), events.end(), House::Event(Kind::ALARM, 1)) == 1);
    CHECK(std::count(events.begin(), events.end(), House::Event(Kind::ZONE_OPENED, 1)) == 1);
    CHECK(house.state() == AlarmState::ALARM);
    retold += was_state_stored && !was_event_stored;
  }
  CHECK(retold > 5);  // the case this is about did happen
}

TEST_CASE("cut while the retold event is written, again and again: told once") {
  House house;
  house.run(3);
  house.arm();
  house.run(2);
  house.zones[1] = House::OPEN;
  while (!house.node->is_state_stored() || house.state() == AlarmState::ARMED) house.tick();
  for (int cuts = 0; cuts < 40; ++cuts) {
    for (int i = 0; i < cuts; ++i) house.tick();
    house.cut_power(static_cast<uint8_t>(cuts * 41));
  }
  house.link();
  const std::vector<Kind> kinds = house.take_kinds();
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::ALARM) == 1);
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::ZONE_OPENED) == 1);
}

TEST_CASE("3,000 power cuts at random instants of a busy life: the armed state stands, events come once and in order") {
  std::mt19937 chance(20261127);
  House house;
  house.set_code("4711");
  house.link();
  int last_id = 0;
  int armed_cuts = 0;
  for (int cut = 0; cut < 3000; ++cut) {
    const uint32_t act = chance() % 8;
    if (act == 0 && house.state() == AlarmState::DISARMED) house.node->arm(ArmMode::AWAY, 0, house.now_ms);
    if (act == 1) house.node->disarm(house.now_ms);
    if (act == 2) house.zones[chance() % 4] = House::OPEN;
    if (act == 3) house.zones[chance() % 4] = House::CLOSED;
    if (act == 4) house.zones[chance() % 4] = House::CUT;
    if (act == 5) house.is_linked = !house.is_linked;
    if (act == 6) house.press("1");
    const uint32_t ticks = chance() % (act == 7 ? 15000 : 60);
    for (uint32_t i = 0; i < ticks; ++i) house.tick();
    const bool was_stored = house.node->is_state_stored();
    const AlarmState before = house.state();
    const bool is_soft = chance() % 3 == 0;
    if (is_soft) {
      house.reset();
    } else {
      house.cut_power(static_cast<uint8_t>(chance()));
    }
    if (was_stored) CHECK(house.state() == before);
    if (was_stored && before != AlarmState::DISARMED) ++armed_cuts;
    EventRecord record;
    if (house.node->store().oldest(record)) {
      CHECK(record.id >= last_id);
      last_id = record.id;
    }
  }
  house.link();
  CHECK(armed_cuts > 500);
  CHECK(house.last_id >= last_id);
  CHECK(house.node->store().log().unacknowledged() == 0);
  // What came twice: only an event whose mark was cut off.
  CHECK(house.repeats < 600);
}
