// Random walks: whatever happens in whatever order, what must never be never is.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "node_house.h"

namespace {

using Kind = EventKind;

const char* const KEYS = "0123456789*#CD";  // no A and B: who arms is known

struct Walk {
  std::mt19937 chance;
  House house;
  bool may_disarm = false;  // a good code or the host's order was given
  bool tamper_sounds;

  explicit Walk(unsigned seed) : chance(seed), tamper_sounds(seed % 2) {
    AlarmSettings settings;
    settings.tamper_sounds_disarmed = tamper_sounds;
    settings.siren_s = 20;
    house.set_code("4711");
    house.node->set(settings);
    house.is_linked = seed % 3 != 0;
    house.run(1);
  }

  void step() {
    const bool was_armed = house.node->panel().mode() != ArmMode::OFF;
    act();
    for (uint32_t i = chance() % 400; i > 0; --i) {
      house.tick();
      check(was_armed);
    }
    may_disarm = false;
  }

  void act() {
    static const uint16_t raws[] = {House::CLOSED, House::CLOSED, House::OPEN, House::OPEN, House::SHORTED, House::CUT, House::WRONG};
    switch (chance() % 10) {
      case 0: house.node->arm(chance() % 2 ? ArmMode::AWAY : ArmMode::HOME, chance() % 4 ? 0 : chance() % 128, house.now_ms); break;
      case 1: may_disarm = true; chance() % 2 ? (void)house.node->disarm(house.now_ms) : house.press("4711#"); break;
      case 2: house.press(std::string(1, KEYS[chance() % 14]).c_str()); break;
      case 3: house.press("1234#"); break;
      case 4: case 5: house.zones[chance() % 4] = raws[chance() % 7]; break;
      case 6: house.motions[chance() % 2] = chance() % 2; break;
      case 7: house.battery = static_cast<uint16_t>(chance() % 3 ? House::FULL : 0); break;
      case 8: chance() % 2 ? house.reset() : house.cut_power(static_cast<uint8_t>(chance())); break;
      default: house.is_linked = !house.is_linked;
    }
  }

  void check(bool was_armed) {
    const AlarmPanel& panel = house.node->panel();
    if (house.node->outputs().siren_is_on()) {
      CHECK(panel.state() == AlarmState::ALARM);
      CHECK((panel.mode() != ArmMode::OFF || tamper_sounds));
    }
    if (was_armed && panel.mode() == ArmMode::OFF) CHECK(may_disarm);
    CHECK(panel.remaining_s(house.now_ms) <= 45);
    CHECK(house.node->lock().remaining_s(house.now_ms) <= 900);
  }
};

}  // namespace

TEST_CASE("it never sounds unless it is armed, or tampering shall; it is never disarmed without a good code or an order") {
  int sounded = 0, armed = 0;
  for (unsigned seed = 0; seed < 40; ++seed) {
    Walk walk(seed);
    for (int i = 0; i < 120; ++i) {
      walk.step();
      armed += walk.house.node->panel().mode() != ArmMode::OFF;
    }
    sounded += walk.house.siren_ms > 0;
  }
  CHECK(armed > 1000);  // the walks did go where it matters
  CHECK(sounded > 25);
}
