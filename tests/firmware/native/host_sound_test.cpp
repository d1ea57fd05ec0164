#include <doctest/doctest.h>

#include "HostSound.h"
#include "node_house.h"

TEST_CASE("the host's sound lasts as long as was asked, and no longer") {
  HostSound sound;
  sound.order(5, false, 1000);
  CHECK(sound.is_on());
  CHECK(sound.remaining_s(1000) == 5);
  CHECK(sound.remaining_s(1001) == 5);
  sound.update(5999);
  CHECK(sound.is_on());
  CHECK(sound.remaining_s(5999) == 1);
  sound.update(6000);
  CHECK_FALSE(sound.is_on());
  CHECK(sound.remaining_s(6000) == 0);
}

TEST_CASE("said again it goes on, and 0 ends it at once") {
  HostSound sound;
  sound.order(5, false, 0);
  sound.order(5, true, 4000);
  sound.update(8999);
  CHECK(sound.is_on());
  CHECK(sound.is_pulsing());
  sound.order(0, false, 9000);
  CHECK_FALSE(sound.is_on());
}

TEST_CASE("a host gone mad is cut off after 900 s and heard again only after it has said silent") {
  HostSound sound;
  uint32_t on_ms = 0;
  for (uint32_t now_ms = 0; now_ms < 3600000; now_ms += 100) {
    if (now_ms % 2000 == 0) sound.order(900, false, now_ms);
    sound.update(now_ms);
    on_ms += sound.is_on() ? 100 : 0;
  }
  CHECK(on_ms == 900000);
  sound.order(0, false, 3600000);
  sound.order(10, false, 3600000);
  sound.update(3600000);
  CHECK(sound.is_on());
}

TEST_CASE("one sound of 900 s ends by the limit; one that ended by its own time may begin again") {
  HostSound sound;
  sound.order(3, false, 0);
  sound.update(3000);
  CHECK_FALSE(sound.is_on());
  sound.order(3, false, 4000);
  CHECK(sound.is_on());
}

TEST_CASE("the clock may wrap while it sounds") {
  HostSound sound;
  const uint32_t begin_ms = 0xFFFFFFFF - 2000;
  sound.order(5, false, begin_ms);
  sound.update(begin_ms + 4999);
  CHECK(sound.is_on());
  sound.update(begin_ms + 5000);
  CHECK_FALSE(sound.is_on());
}

TEST_CASE("a disarmed node sounds for the host, and DISARM silences it") {
  House house;
  house.run(1);
  house.node->sound(60, false, house.now_ms);
  house.run(2);
  CHECK(house.siren_ms >= 1990);
  CHECK(house.node->panel().state() == AlarmState::DISARMED);
  house.node->disarm(house.now_ms);
  house.siren_ms = 0;
  house.run(5);
  CHECK(house.siren_ms == 0);
}

TEST_CASE("a pulsing sound never hides an alarm of the node's own, and its end does not silence that") {
  House house;
  house.run(1);
  AlarmSettings settings;
  settings.exit_s = 0;
  CHECK(house.node->set(settings));
  CHECK(house.node->arm(ArmMode::AWAY, 0, house.now_ms));
  house.run(1);
  house.zones[1] = House::OPEN;
  house.run(1);
  CHECK(house.node->panel().state() == AlarmState::ALARM);
  house.node->sound(60, true, house.now_ms);
  house.siren_ms = 0;
  house.run(4);
  CHECK(house.siren_ms == 4000);
  house.node->sound(0, false, house.now_ms);
  house.run(4);
  CHECK(house.siren_ms == 8000);
}

TEST_CASE("a reset forgets the host's sound and not the node's own alarm") {
  House house;
  house.run(1);
  house.node->sound(600, false, house.now_ms);
  house.run(1);
  house.reset();
  house.siren_ms = 0;
  house.run(3);
  CHECK(house.siren_ms == 0);
}
