// What a node might forget, or believe too readily.
#include <doctest/doctest.h>

#include "node_house.h"

namespace {

// Where the state of the alarm stands: ten slots.
constexpr uint16_t STATE_SLOT_BYTES = PanelImage::BYTES + EepromRecord::OVERHEAD;

uint16_t state_slot(uint8_t slot) { return static_cast<uint16_t>(NodeStore::STATE_ADDRESS + slot * STATE_SLOT_BYTES); }

// Nobody fetches events: everyday ones find no place any more.
void fill_the_ring(House& house) {
  for (int i = 0; i < 60; ++i) {
    house.zones[1 + i / FlapLimit::MOST] = i % 2 ? House::CLOSED : House::OPEN;
    house.run(0.5);
  }
}

}  // namespace

TEST_CASE("a worn cell in any slot of the state loses nothing that was said to be stored") {
  for (uint8_t slot = 0; slot < NodeStore::STATE_SLOTS; ++slot) {
    House house;
    house.run(1);
    house.memory.worn = {static_cast<uint16_t>(state_slot(slot) + 5)};
    for (int times = 0; times < 12; ++times) {
      house.node->arm(ArmMode::AWAY, 0, house.now_ms);
      house.run(0.6);
      CHECK(house.node->is_state_stored());
      house.cut_power(0xFF);
      CAPTURE(int(slot));
      CAPTURE(times);
      CHECK(house.state() == AlarmState::EXIT_DELAY);
      house.node->disarm(house.now_ms);
      house.run(0.6);
      house.cut_power(0xFF);
      CHECK(house.state() == AlarmState::DISARMED);
    }
  }
}

TEST_CASE("a worn cell in either slot of the settings loses no setting") {
  for (uint8_t slot = 0; slot < NodeStore::SETTINGS_SLOTS; ++slot) {
    House house;
    house.run(1);
    const uint16_t address = NodeStore::SETTINGS_ADDRESS + slot * (AlarmSettings::BYTES + EepromRecord::OVERHEAD);
    house.memory.worn = {static_cast<uint16_t>(address + 4)};
    for (uint8_t exit_s = 20; exit_s < 30; ++exit_s) {
      AlarmSettings wanted;
      wanted.exit_s = exit_s;
      house.node->set(wanted);
      house.run(1.5);
      CHECK(house.node->is_stored());
      house.cut_power(0xFF);
      CHECK(house.node->settings().exit_s == exit_s);
    }
  }
}

TEST_CASE("with every slot of the state worn out the node gives up, and tells it") {
  House house;
  house.run(1);
  for (uint8_t slot = 0; slot < NodeStore::STATE_SLOTS; ++slot) {
    house.memory.worn.push_back(static_cast<uint16_t>(state_slot(slot) + 5));
  }
  house.node->arm(ArmMode::AWAY, 0, house.now_ms);
  house.run(3);
  CHECK(house.node->is_state_stored());
  house.link();
  bool is_told = false;
  for (const House::Event& event : house.take()) is_told = is_told || event.first == EventKind::MEMORY_WORN;
  CHECK(is_told);
}

TEST_CASE("a door that opens while the power is off is an alarm, also when nobody has fetched events for long") {
  House house;
  house.zones[0] = House::OPEN;
  house.run(1);
  fill_the_ring(house);
  house.zones[0] = house.zones[1] = house.zones[2] = House::CLOSED;
  house.run(1);
  house.arm();
  CHECK(house.state() == AlarmState::ARMED);
  CHECK(house.node->panel().left_out() == 0);
  house.zones[0] = House::OPEN;
  house.cut_power(0xFF);
  house.run(1);
  CHECK(house.state() == AlarmState::ENTRY_DELAY);
}

TEST_CASE("a loop that wavers between two states that are not closed is not taken for closed") {
  ZoneLoop loop;
  uint32_t now_ms = 0;
  for (; now_ms < 400; now_ms += 20) loop.update(341, now_ms);
  CHECK(loop.state() == ZoneState::CLOSED);
  for (int i = 0; now_ms < 3000; now_ms += 20) loop.update(i++ / 2 % 2 ? 890 : 910, now_ms);
  CHECK(loop.state() != ZoneState::CLOSED);
}

TEST_CASE("a loop that wavers is told once, and one that wavers about closed is left alone") {
  House house;
  house.link();
  house.take();
  for (int i = 0; i < 100; ++i) {
    house.zones[2] = i / 2 % 2 ? 890 : 910;
    house.run(0.02);
  }
  CHECK(house.take().size() == 1);
  house.zones[2] = House::CLOSED;
  house.run(1);
  CHECK(house.take() == House::Events{{EventKind::ZONE_CLOSED, 2}});
  for (int i = 0; i < 100; ++i) {
    house.zones[2] = i / 2 % 2 ? House::CLOSED : House::OPEN;
    house.run(0.02);
  }
  house.zones[2] = House::CLOSED;
  house.run(1);
  CHECK(house.take().empty());
}

TEST_CASE("a lid of which only the opening was told trips when it is open after a power cut, and not while it is closed") {
  for (bool is_open : {true, false}) {
    House house;
    house.battery = 0;
    house.run(2);
    house.battery = House::FULL;
    house.run(0.5);
    fill_the_ring(house);
    house.run(8);
    house.arm();
    REQUIRE(house.state() == AlarmState::ARMED);
    if (is_open) house.battery = 0;
    house.cut_power(0xFF);
    house.run(1);
    CHECK(house.state() == (is_open ? AlarmState::ALARM : AlarmState::ARMED));
  }
}

TEST_CASE("what has caused its alarm, or is left out, does not sound again after a restart") {
  House house;
  house.zones[2] = House::OPEN;
  house.run(1);
  house.arm();
  CHECK(house.node->panel().left_out() == bit_of(2));
  house.zones[1] = House::OPEN;
  house.run(185);
  REQUIRE(house.state() == AlarmState::ARMED);
  house.reset();
  house.run(2);
  CHECK(house.state() == AlarmState::ARMED);
}

TEST_CASE("resets never lengthen a delay, nor shorten the siren") {
  for (bool is_siren : {false, true}) {
    for (uint16_t every_ms : {100, 1000, 1900, 2100, 3900}) {
      House house;
      house.run(1);
      house.arm();
      house.zones[is_siren ? 1 : 0] = House::OPEN;
      house.run(0.5);
      const AlarmState state = house.state();
      double seconds = 0;
      while (house.state() == state && seconds < 400) {
        house.run(every_ms / 1000.0);
        house.reset();
        seconds += every_ms / 1000.0 + 1.6;  // the boot-loader's time
      }
      CAPTURE(is_siren);
      CAPTURE(every_ms);
      CAPTURE(seconds);
      CHECK((is_siren ? seconds >= 178 : seconds <= 32 + every_ms / 1000.0));
    }
  }
}

TEST_CASE("restarts while nobody fetches events take no place from what matters") {
  House house;
  house.run(1);
  fill_the_ring(house);
  house.run(8);
  for (int i = 0; i < 20; ++i) {
    house.cut_power(0xFF);
    house.run(1);
  }
  house.arm();
  house.zones[2] = House::OPEN;
  house.run(1);
  CHECK(house.state() == AlarmState::ALARM);
  house.link();
  house.run(10);
  int alarms = 0, losses = 0;
  for (const House::Event& event : house.take()) {
    alarms += event == House::Event(EventKind::ALARM, 2);
    losses += event.first == EventKind::EVENTS_LOST;
  }
  CHECK(alarms == 1);
  CHECK(losses >= 1);
  CHECK(losses <= 3);
}
