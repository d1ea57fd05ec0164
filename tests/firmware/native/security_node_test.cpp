#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "node_house.h"

namespace {

using Kind = EventKind;
using Kinds = std::vector<EventKind>;
using Events = House::Events;

// A house with a code, whose host has fetched all events.
struct Home : House {
  explicit Home(uint32_t boot_ms = 5) : House(boot_ms) {
    link();
    set_code("4711");
    run(70);  // the motion sensors are warm
    take();
    ages.clear();
  }

  void unlink() {
    is_linked = false;
    run(6);
  }

  void relink() {
    reset();
    link();
  }
};

}  // namespace

TEST_CASE("the first start is told, and every start with its cause") {
  House house;
  house.link();
  CHECK(house.take() == Events{{Kind::FIRST_START, 0}, {Kind::RESTARTED, 1}, {Kind::LINK_BACK, 0}});
  house.reset();
  house.run(3);
  CHECK(house.take() == Events{{Kind::RESTARTED, 1}, {Kind::LINK_BACK, 0}});
  CHECK(house.state() == AlarmState::DISARMED);
}

TEST_CASE("each zone tells open, closed and each kind of tampering, and only changes") {
  for (uint8_t zone = 0; zone < ZONES; ++zone) {
    Home home;
    for (uint16_t raw : {House::OPEN, House::SHORTED, House::CUT, House::WRONG, House::CLOSED}) {
      home.zones[zone] = raw;
      home.run(1);
    }
    CHECK(home.take() == Events{{Kind::ZONE_OPENED, zone}, {Kind::ZONE_SHORTED, zone}, {Kind::ZONE_CUT, zone},
                                {Kind::ZONE_WRONG, zone}, {Kind::ZONE_CLOSED, zone}});
    CHECK(home.node->zone(zone) == ZoneState::CLOSED);
  }
}

TEST_CASE("the lid and the battery are told apart") {
  Home home;
  home.battery = House::LOW_BATTERY;
  home.run(5);
  home.battery = 0;
  home.run(1);
  CHECK(home.node->is_lid_open());
  home.battery = House::FULL;
  home.run(10);
  CHECK(home.take() == Events{{Kind::BATTERY_LOW, 41}, {Kind::LID_OPENED, LID}, {Kind::LID_CLOSED, LID}, {Kind::BATTERY_OK, 51}});
  CHECK_FALSE(home.node->is_lid_open());
}

TEST_CASE("an opened lid sounds when armed, within a second, and shows trouble when not") {
  Home home;
  home.battery = 0;
  home.run(1);
  CHECK(home.state() == AlarmState::DISARMED);
  CHECK(home.siren_ms == 0);
  home.battery = House::FULL;
  home.run(3);
  home.arm();
  home.take();
  home.battery = 10;
  home.run(1);
  CHECK(home.state() == AlarmState::ALARM);
  CHECK(home.take() == Events{{Kind::LID_OPENED, LID}, {Kind::ALARM, LID}});
}

TEST_CASE("motion is not believed for the first minute after power-on, a reset in between changes nothing") {
  House house;
  house.link();
  house.arm();
  house.take();
  house.motions[1] = true;
  house.run(3);
  house.motions[1] = false;
  house.run(1);
  CHECK_FALSE(house.node->is_warm());
  CHECK(house.take() == Events{});
  house.reset();
  house.run(3);
  CHECK_FALSE(house.node->is_warm());
  house.run(4);
  CHECK(house.node->is_warm());
  house.take();
  house.motions[1] = true;
  house.run(1);
  CHECK(house.node->sees_motion(1));
  CHECK_FALSE(house.node->sees_motion(0));
  CHECK(house.take() == Events{{Kind::MOTION, 5}, {Kind::ALARM, 5}});
}

TEST_CASE("somebody who is there when the sensors have warmed up counts") {
  House house;
  house.link();
  house.arm();
  house.motions[1] = true;
  house.run(10);
  CHECK(house.state() == AlarmState::ARMED);
  house.run(3);
  CHECK(house.state() == AlarmState::ALARM);
}

TEST_CASE("a person who walks around at home is told every five minutes, armed every ten seconds") {
  Home home;
  auto walk = [&home](int times) {
    for (int i = 0; i < times; ++i) {
      home.motions[0] = true;
      home.run(2);
      home.motions[0] = false;
      home.run(2);
    }
    const Events events = home.take();
    return std::count(events.begin(), events.end(), House::Event(Kind::MOTION, 4));
  };
  CHECK(walk(160) == 3);  // 640 s
  home.run(300);
  home.node->arm(ArmMode::HOME, 0, home.now_ms);
  CHECK(walk(10) == 4);  // 40 s
}

TEST_CASE("A arms AWAY, B arms HOME, C and D are told, without a code") {
  Home home;
  home.press("A");
  CHECK(home.node->panel().mode() == ArmMode::AWAY);
  home.node->disarm(home.now_ms);
  home.press("B");
  CHECK(home.node->panel().mode() == ArmMode::HOME);
  home.press("CD");
  home.run(1);
  CHECK(home.take() == Events{{Kind::EXIT_STARTED, 2}, {Kind::DISARMED, 1}, {Kind::EXIT_STARTED, 2}, {Kind::KEY_C, 0}, {Kind::KEY_D, 0}});
}

TEST_CASE("the code disarms at the keypad in every state, and silences the siren") {
  Home home;
  home.press("4711#");
  home.run(1);
  CHECK(home.take() == Events{{Kind::CODE_RIGHT, 0}});
  home.arm();
  home.zones[2] = House::OPEN;
  home.run(2);
  CHECK(home.node->outputs().siren_is_on());
  home.press("4711#");
  home.run(0.2);
  CHECK_FALSE(home.node->outputs().siren_is_on());
  CHECK(home.state() == AlarmState::DISARMED);
  home.run(1);
  CHECK(home.take() == Events{{Kind::EXIT_STARTED, 1}, {Kind::ARMED, 1}, {Kind::ZONE_OPENED, 2}, {Kind::ALARM, 2}, {Kind::DISARMED, 2}});
}

TEST_CASE("the duress code disarms, and says so") {
  Home home;
  home.set_code("0911", 1);
  home.arm();
  home.take();
  home.press("0911#");
  home.run(1);
  CHECK(home.take() == Events{{Kind::DISARMED, 3}, {Kind::DURESS, 0}});
  home.press("0911#");
  home.run(1);
  CHECK(home.take() == Events{{Kind::DURESS, 0}});
}

TEST_CASE("a code that was taken away is wrong, and a code of three or nine digits cannot be set") {
  Home home;
  const uint8_t digits[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  CHECK_FALSE(home.node->set_code(0, digits, 3, 1));
  CHECK_FALSE(home.node->set_code(0, digits, 9, 1));
  CHECK_FALSE(home.node->set_code(2, digits, 4, 1));
  home.press("4711#");
  home.run(1);
  CHECK(home.node->set_code(0, digits, 0, 1));
  CHECK_FALSE(home.node->settings().codes[0].is_set());
  home.press("4711#");
  home.run(1);
  CHECK(home.take() == Events{{Kind::CODE_RIGHT, 0}, {Kind::CODE_CHANGED, 0}, {Kind::CODE_WRONG, 1}});
}

TEST_CASE("three wrong codes lock the keypad for 90 s; the right one does nothing meanwhile, and is no try") {
  Home home;
  home.arm();
  home.take();
  home.press("1111#2222#3333#");
  home.run(1);
  CHECK(home.take() == Events{{Kind::CODE_WRONG, 1}, {Kind::CODE_WRONG, 2}, {Kind::CODE_WRONG, 3}, {Kind::KEYPAD_LOCKED, 9}});
  home.press("4711#");
  home.run(85);
  CHECK(home.state() == AlarmState::ARMED);
  CHECK(home.node->lock().is_locked());
  CHECK(home.take() == Events{});
  home.run(5);
  CHECK(home.take() == Events{{Kind::KEYPAD_UNLOCKED, 0}});
  home.press("4711#");
  home.run(1);
  CHECK(home.take() == Events{{Kind::DISARMED, 2}});
}

TEST_CASE("a right code takes its try back, also over a reset, and a locked keypad keeps no digits") {
  Home home;
  home.press("1111#");
  home.run(1);
  home.press("4711#");
  home.run(1);
  home.reset();
  CHECK(home.node->lock().tries() == 0);
  home.press("1111#2222#3333#");
  home.run(1);
  home.press("4711");
  CHECK(home.node->typed() == 4);
  home.press("#");
  CHECK(home.node->typed() == 0);
}

TEST_CASE("a lock and the tries before it survive a reset and a power cut") {
  Home home;
  home.press("1111#2222#");
  home.run(1);
  home.cut_power(0x55);
  home.run(1);
  home.press("3333#");
  home.run(1);
  CHECK(home.node->lock().is_locked());
  home.run(20);
  home.reset();
  CHECK(home.node->lock().remaining_s(home.now_ms) >= 70);
  home.cut_power(0xAA);
  CHECK(home.node->lock().remaining_s(home.now_ms) >= 70);
  home.take();
  home.press("4711#");
  home.run(1);
  CHECK(home.take_kinds() == Kinds{Kind::RESTARTED, Kind::LINK_BACK});
}

TEST_CASE("whoever cuts the power before a wrong code is told has spent the try all the same") {
  Home home;
  for (int i = 0; i < 3; ++i) {
    home.press("1111");
    home.keys = 1 << 14;  // #
    while (!home.node->lock().tries() || home.node->lock().tries() == i) home.tick();
    const size_t told = home.events.size();
    while (home.events.size() == told && home.node->store().log().is_stored()) home.tick();
    home.keys = 0;
    home.cut_power(0);
    home.run(1);
  }
  CHECK(home.node->lock().is_locked());
}

TEST_CASE("arming away through the door: no alarm; coming home: time to disarm; otherwise the siren, cut off in time") {
  Home home;
  home.node->arm(ArmMode::AWAY, 0, home.now_ms);
  home.run(10);
  home.zones[0] = House::OPEN;
  home.motions[0] = true;
  home.run(5);
  home.zones[0] = House::CLOSED;
  home.motions[0] = false;
  home.run(31);
  CHECK(home.state() == AlarmState::ARMED);
  home.zones[0] = House::OPEN;
  home.run(29);
  CHECK(home.state() == AlarmState::ENTRY_DELAY);
  CHECK(home.siren_ms == 0);
  home.run(600);
  CHECK(home.state() == AlarmState::ARMED);
  CHECK(home.siren_ms == 180000);
  home.take();
}

TEST_CASE("cut off for ten minutes it goes on alone, and tells all of it with its age after the port was opened again") {
  Home home;
  home.arm();
  home.take();
  home.ages.clear();
  home.unlink();
  home.run(60);
  home.zones[0] = House::OPEN;
  home.run(540);
  CHECK(home.siren_ms == 180000);
  home.relink();
  CHECK(home.take() == Events{{Kind::LINK_LOST, 0}, {Kind::ZONE_OPENED, 0}, {Kind::ENTRY_STARTED, 0}, {Kind::ALARM, 0},
                              {Kind::SIREN_CUT_OFF, 0}, {Kind::RESTARTED, 1}, {Kind::LINK_BACK, 0}});
  const std::vector<int> expected = {603, 541, 541, 511, 331, 0, 0};
  REQUIRE(home.ages.size() == expected.size());
  for (size_t i = 0; i < expected.size(); ++i) CHECK(std::abs(home.ages[i] - expected[i]) <= 4);
  CHECK(home.state() == AlarmState::ARMED);
  CHECK(home.node->panel().has_alarmed());
}

TEST_CASE("after a power cut what was before is of unknown age, what comes is not") {
  Home home;
  home.unlink();
  home.zones[1] = House::OPEN;
  home.run(5);
  home.cut_power(0x12);
  home.zones[1] = House::CLOSED;
  home.run(10);
  home.link();
  CHECK(home.take_kinds() == Kinds{Kind::LINK_LOST, Kind::ZONE_OPENED, Kind::RESTARTED, Kind::ZONE_CLOSED, Kind::LINK_BACK});
  REQUIRE(home.ages.size() == 5);
  CHECK(home.ages[0] == -1);
  CHECK(home.ages[1] == -1);
  CHECK(home.ages[2] == 10);
  CHECK(home.ages[3] == 10);
  CHECK(home.ages[4] == 0);
}

TEST_CASE("in each state a reset and a power cut bring back the same, with the siren and about the same time") {
  for (bool is_cut : {false, true}) {
    for (int stage = 0; stage < 4; ++stage) {
      Home home;
      if (stage > 0) home.node->arm(ArmMode::AWAY, 0, home.now_ms);
      if (stage > 1) home.run(46);
      if (stage == 2) home.zones[0] = House::OPEN;
      if (stage == 3) home.zones[1] = House::OPEN;
      home.run(11);
      const AlarmState before = home.state();
      const int remaining_s = home.node->panel().remaining_s(home.now_ms);
      CHECK(before == std::vector<AlarmState>{AlarmState::DISARMED, AlarmState::EXIT_DELAY, AlarmState::ENTRY_DELAY,
                                              AlarmState::ALARM}[stage]);
      if (is_cut) {
        home.cut_power(0x77);
      } else {
        home.reset();
      }
      CHECK(home.state() == before);
      CHECK(home.node->panel().remaining_s(home.now_ms) <= remaining_s);
      CHECK(home.node->panel().remaining_s(home.now_ms) >= remaining_s - 4);
      CHECK(home.node->outputs().siren_is_on() == (stage == 3));
      home.take();
      home.run(3);
      CHECK(home.state() == before);
      CHECK(home.take_kinds() == Kinds{Kind::RESTARTED, Kind::LINK_BACK});
    }
  }
}

TEST_CASE("a door opened while the power was off is told and counts; one that was open before does not count again") {
  Home home;
  home.arm();
  home.zones[3] = House::OPEN;
  home.run(300);
  CHECK(home.state() == AlarmState::ARMED);  // the siren was cut off
  home.take();
  home.cut_power(9);
  home.run(5);
  CHECK(home.state() == AlarmState::ARMED);
  home.zones[1] = House::OPEN;
  home.cut_power(9);
  home.run(1);
  CHECK(home.state() == AlarmState::ALARM);
  CHECK(home.take_kinds() == Kinds{Kind::RESTARTED, Kind::LINK_BACK, Kind::RESTARTED, Kind::LINK_BACK, Kind::ZONE_OPENED, Kind::ALARM});
}

TEST_CASE("a window left open when arming is still left out after a restart, and counts once it was closed") {
  Home home;
  home.zones[1] = House::OPEN;
  home.run(1);
  home.arm(ArmMode::AWAY, bit_of(2));
  home.cut_power(0x33);
  home.run(5);
  CHECK(home.node->panel().left_out() == (bit_of(1) | bit_of(2)));
  CHECK(home.state() == AlarmState::ARMED);
  home.zones[1] = House::CLOSED;
  home.zones[2] = House::OPEN;
  home.run(1);
  CHECK(home.state() == AlarmState::ARMED);
  home.zones[1] = House::OPEN;
  home.run(1);
  CHECK(home.state() == AlarmState::ALARM);
}

TEST_CASE("a lid that was open before a restart is not told again; one closed meanwhile is told") {
  Home home;
  home.battery = 0;
  home.run(2);
  home.take();
  home.reset();
  home.run(5);
  CHECK(home.take_kinds() == Kinds{Kind::RESTARTED, Kind::LINK_BACK});
  home.battery = House::LOW_BATTERY;
  home.reset();
  home.run(5);
  CHECK(home.take_kinds() == Kinds{Kind::RESTARTED, Kind::LINK_BACK, Kind::LID_CLOSED, Kind::BATTERY_LOW});
  home.reset();
  home.run(5);
  CHECK(home.take_kinds() == Kinds{Kind::RESTARTED, Kind::LINK_BACK});
}

TEST_CASE("when the stored state is damaged as a whole, it comes back armed AWAY and says so") {
  Home home;
  for (uint16_t i = NodeStore::STATE_ADDRESS; i < NodeStore::EVENTS_ADDRESS; ++i) home.memory.cells[i] ^= 0x24;
  home.reset();
  CHECK(home.state() == AlarmState::ARMED);
  CHECK(home.node->panel().mode() == ArmMode::AWAY);
  home.run(2);
  CHECK(home.take_kinds() == Kinds{Kind::STATE_DAMAGED, Kind::RESTARTED, Kind::LINK_BACK});
  home.reset();
  home.run(2);
  CHECK(home.state() == AlarmState::ARMED);
  CHECK(home.take_kinds() == Kinds{Kind::RESTARTED, Kind::LINK_BACK});
}

TEST_CASE("a blank state beside events that are there is no first start") {
  Home home;
  for (uint16_t i = NodeStore::STATE_ADDRESS; i < NodeStore::EVENTS_ADDRESS; ++i) home.memory.cells[i] = 0xFF;
  home.reset();
  CHECK(home.state() == AlarmState::ARMED);
}

TEST_CASE("damaged settings are the defaults, without a code, and said") {
  Home home;
  AlarmSettings settings;
  settings.exit_s = 10;
  CHECK(home.node->set(settings));
  home.run(1);
  home.take();
  home.reset();
  home.run(1);
  CHECK(home.node->settings().exit_s == 10);
  CHECK(home.node->settings().codes[0].is_set());
  CHECK(home.take_kinds() == Kinds{Kind::RESTARTED, Kind::LINK_BACK});
  for (uint16_t i = NodeStore::SETTINGS_ADDRESS; i < NodeStore::STATE_ADDRESS; ++i) home.memory.cells[i] ^= 0x81;
  home.reset();
  home.run(2);
  CHECK(home.take_kinds() == Kinds{Kind::SETTINGS_DAMAGED, Kind::RESTARTED, Kind::LINK_BACK});
  CHECK(home.node->settings().exit_s == 45);
  CHECK_FALSE(home.node->settings().codes[0].is_set());
}

TEST_CASE("stored settings that are whole and cannot be are the defaults, and said") {
  Home home;
  AlarmSettings impossible;
  impossible.exit_s = 200;
  impossible.entry_s = 7;
  home.node->store().save(impossible);
  home.run(1);
  home.reset();
  home.run(1);
  CHECK(home.node->settings().exit_s == 45);
  CHECK(home.node->settings().entry_s == 30);
  CHECK(home.take_kinds() == Kinds{Kind::SETTINGS_DAMAGED, Kind::RESTARTED, Kind::LINK_BACK});
}

TEST_CASE("a code survives a power cut") {
  Home home;
  home.cut_power(0x21);
  home.arm();
  home.press("4711#");
  CHECK(home.state() == AlarmState::DISARMED);
}

TEST_CASE("a door that was opened and closed before a restart is told no more") {
  Home home;
  for (uint16_t raw : {House::OPEN, House::CLOSED}) {
    home.zones[3] = raw;
    home.run(1);
  }
  home.take();
  home.reset();
  home.run(5);
  CHECK(home.take_kinds() == Kinds{Kind::RESTARTED, Kind::LINK_BACK});
}

TEST_CASE("settings out of range are refused and change nothing") {
  Home home;
  AlarmSettings settings;
  settings.entry_s = 46;
  CHECK_FALSE(home.node->set(settings));
  home.run(1);
  CHECK(home.node->settings().entry_s == 30);
  CHECK(home.take() == Events{});
}

TEST_CASE("the battery's limit follows the settings") {
  Home home;
  AlarmSettings settings;
  settings.battery_low_mv = 6000;
  home.node->set(settings);
  home.run(5);
  CHECK(home.take_kinds() == Kinds{Kind::SETTINGS_CHANGED, Kind::BATTERY_LOW});
  home.reset();
  home.run(10);
  CHECK(home.take_kinds() == Kinds{Kind::RESTARTED, Kind::LINK_BACK});
}

TEST_CASE("silence of the host for 5 s is told once, and its return") {
  Home home;
  home.is_linked = false;
  home.run(4.9);
  CHECK(home.node->is_link_up());
  home.run(0.2);
  CHECK_FALSE(home.node->is_link_up());
  home.run(100);
  home.link();
  CHECK(home.take() == Events{{Kind::LINK_LOST, 0}, {Kind::LINK_BACK, 0}});
}

TEST_CASE("a whole evening over the wrap of millis() is the same as any other") {
  auto evening = [](uint32_t boot_ms) {
    Home home(boot_ms);
    home.arm();
    home.zones[0] = House::OPEN;
    home.run(20);
    home.press("1111#4711#");
    home.zones[0] = House::CLOSED;
    home.run(3);
    home.arm(ArmMode::HOME);
    home.zones[2] = House::OPEN;
    home.run(200);
    home.press("1111#1111#1111#");
    home.run(100);
    return home.take();
  };
  const Events usual = evening(8);
  CHECK(usual.size() > 15);
  for (uint32_t before_wrap_s : {100u, 150u, 170u, 300u, 450u}) {
    CHECK(evening(static_cast<uint32_t>(0u - before_wrap_s * 1000u - before_wrap_s * 1000u % 120 + 8)) == usual);
  }
}

TEST_CASE("each kind of event is either chatter or matters; what matters is what must not be pushed out") {
  int chatter = 0;
  for (int kind = 1; kind <= static_cast<int>(Kind::EVENTS_LOST); ++kind) chatter += !matters(static_cast<Kind>(kind));
  CHECK(chatter == 8);
  for (Kind kind : {Kind::ALARM, Kind::ARMED, Kind::DISARMED, Kind::DURESS, Kind::ZONE_CUT, Kind::LID_OPENED, Kind::KEYPAD_LOCKED}) {
    CHECK(matters(kind));
  }
}

TEST_CASE("an intruder cannot push the alarm out of the memory by slamming doors") {
  Home home;
  home.arm();
  home.unlink();
  home.zones[1] = House::OPEN;
  home.run(2);
  for (int i = 0; i < 100; ++i) {
    home.zones[1 + i / 2 % 3] = i % 2 ? House::CLOSED : House::OPEN;
    home.run(0.5);
  }
  home.zones[3] = House::CUT;
  home.run(200);
  home.relink();
  const Kinds kinds = home.take_kinds();
  auto has = [&kinds](Kind kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); };
  CHECK(has(Kind::ALARM));
  CHECK(has(Kind::ZONE_CUT));
  CHECK(has(Kind::SIREN_CUT_OFF));
  // Some from here on; after the reset, which counts anew: some from here on, and how many.
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::EVENTS_LOST) == 3);
}

TEST_CASE("a worn cell of the event ring is told, and no event is lost by it") {
  Home home;
  const uint16_t slot = NodeStore::EVENTS_ADDRESS + home.node->store().log().next_id() % 64 * EventRing::RECORD_BYTES;
  home.memory.worn = {static_cast<uint16_t>(slot + 2)};
  home.zones[1] = House::OPEN;
  home.run(2);
  home.zones[1] = House::CLOSED;
  home.run(2);
  CHECK(home.take_kinds() == Kinds{Kind::ZONE_OPENED, Kind::MEMORY_WORN, Kind::ZONE_CLOSED});
}

TEST_CASE("a day of eight comings and goings writes no cell more than 40 times") {
  Home home;
  home.memory.writes.clear();
  for (int i = 0; i < 8; ++i) {
    home.arm();
    home.zones[0] = House::OPEN;
    home.run(15);
    home.zones[0] = House::CLOSED;
    home.press("4711#");
    home.run(5);
  }
  std::vector<int> counts(1024);
  for (uint16_t address : home.memory.writes) ++counts[address];
  CHECK(*std::max_element(counts.begin(), counts.end()) <= 40);
  CHECK(counts[0] == 0);
}
