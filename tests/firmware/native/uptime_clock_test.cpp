#include <doctest/doctest.h>

#include <initializer_list>

#include "UptimeClock.h"

TEST_CASE("it begins at 0 under the next number where the memory holds anything") {
  for (uint32_t rubbish : {0x00000000u, 0xFFFFFFFFu, 0x12345678u}) {
    ClockImage image = {rubbish, rubbish, static_cast<uint8_t>(rubbish)};
    UptimeClock clock(image);
    clock.begin(7, 500);
    CHECK_FALSE(clock.has_gone_on());
    CHECK(clock.uptime_s() == 0);
    CHECK(clock.start() == 8);
  }
}

TEST_CASE("the start number begins again at 0 after 255") {
  ClockImage image = {1, 2, 3};
  UptimeClock clock(image);
  clock.begin(255, 0);
  CHECK(clock.start() == 0);
}

TEST_CASE("it counts whole seconds, also those that nobody looked at, over the wrap of millis()") {
  ClockImage image = {1, 2, 3};
  UptimeClock clock(image);
  uint32_t now_ms = 0xFFFFFFFFu - 1499;
  clock.begin(0, now_ms);
  clock.update(now_ms + 999);
  CHECK(clock.uptime_s() == 0);
  clock.update(now_ms + 1000);
  CHECK(clock.uptime_s() == 1);
  clock.update(now_ms + 4999);
  CHECK(clock.uptime_s() == 4);
  clock.update(now_ms + 5000);
  CHECK(clock.uptime_s() == 5);
}

TEST_CASE("a reset costs it the boot-loader's time, and it keeps its number") {
  ClockImage image = {1, 2, 3};
  UptimeClock before(image);
  before.begin(4, 0);
  before.update(60000);
  UptimeClock after(image);
  after.begin(99, 12);
  CHECK(after.has_gone_on());
  CHECK(after.uptime_s() == 62);
  CHECK(after.start() == 5);
  after.update(1012);
  CHECK(after.uptime_s() == 63);
}

TEST_CASE("one changed bit anywhere in its image is found") {
  for (int bit = 0; bit < 72; ++bit) {
    ClockImage image = {1, 2, 3};
    UptimeClock before(image);
    before.begin(4, 0);
    before.update(60000);
    if (bit < 32) image.uptime_s ^= 1u << bit;
    if (bit >= 32 && bit < 64) image.check ^= 1u << (bit - 32);
    if (bit >= 64) image.start ^= static_cast<uint8_t>(1 << (bit - 64));
    UptimeClock after(image);
    after.begin(4, 0);
    CHECK_FALSE(after.has_gone_on());
  }
}
