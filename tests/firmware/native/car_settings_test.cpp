#include "CarSettings.h"

#include <doctest/doctest.h>

#include <vector>

using maker::car::Setting;

namespace {

struct Row {
  Setting setting;
  int low;
  int high;
  int first;
};

const std::vector<Row> TABLE = {
    {Setting::Encoders, 0, 1, 1},           {Setting::Sonar, 0, 1, 1},
    {Setting::Battery, 0, 1, 1},            {Setting::Edges, 50, 5000, 196},
    {Setting::FullSpeed, 100, 2000, 650},   {Setting::OpenSpeed, 50, 1500, 500},
    {Setting::Divider, 5000, 20000, 10000}, {Setting::LowCharge, 3000, 20000, 7000},
    {Setting::NoCharge, 2500, 20000, 6400},
};

}  // namespace

TEST_CASE("each setting has its bounds, and what it is from the start") {
  REQUIRE(TABLE.size() == CarSettings::COUNT);
  for (const Row& row : TABLE) {
    CarSettings settings;
    CHECK(settings.get(row.setting) == row.first);
    CHECK(settings.set(row.setting, static_cast<uint16_t>(row.low)));
    CHECK_FALSE(settings.set(row.setting, static_cast<uint16_t>(row.low - 1)));
    CHECK(settings.get(row.setting) == row.low);
    CHECK(settings.set(row.setting, static_cast<uint16_t>(row.high)));
    CHECK_FALSE(settings.set(row.setting, static_cast<uint16_t>(row.high + 1)));
    CHECK(settings.get(row.setting) == row.high);
  }
}

TEST_CASE("through bytes and back nothing changes") {
  CarSettings settings;
  settings.set(Setting::Encoders, 0);
  settings.set(Setting::Edges, 4999);
  settings.set(Setting::NoCharge, 3000);
  uint8_t bytes[CarSettings::BYTES] = {0xEE, 0xEE};
  settings.to_bytes(bytes);
  CarSettings read;
  read.from_bytes(bytes);
  for (const Row& row : TABLE) CHECK(read.get(row.setting) == settings.get(row.setting));
  CHECK_FALSE(read.is_on(Setting::Encoders));
  CHECK(read.is_on(Setting::Sonar));
}

TEST_CASE("bytes out of bounds change nothing") {
  uint8_t bytes[CarSettings::BYTES];
  for (uint8_t& byte : bytes) byte = 0xFF;
  CarSettings read;
  read.from_bytes(bytes);
  for (const Row& row : TABLE) CHECK(read.get(row.setting) == row.first);
}

TEST_CASE("sagging and missing follow from where the battery is empty") {
  const BatteryLimits limits = CarSettings().battery_limits();
  CHECK(limits.missing_mv == 2133);
  CHECK(limits.empty_mv == 6400);
  CHECK(limits.low_mv == 7000);
  CHECK(limits.sag_mv == 5600);
  CHECK(limits.hysteresis_mv == 200);
}
