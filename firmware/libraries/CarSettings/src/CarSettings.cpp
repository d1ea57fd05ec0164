#include "CarSettings.h"

using maker::car::Setting;

constexpr uint8_t CarSettings::COUNT;
constexpr uint8_t CarSettings::BYTES;

namespace {

struct Bounds {
  uint16_t low;
  uint16_t high;
  uint16_t first;
};

// In the order of Setting.
constexpr Bounds BOUNDS[] = {
    {0, 1, 1},               // Encoders
    {0, 1, 1},               // Sonar
    {0, 1, 1},               // Battery
    {50, 5000, 196},         // Edges: 20 slots are 40 edges on the 204 mm of a 65 mm wheel
    {100, 2000, 650},        // FullSpeed: small geared motors at 7.4 V less 2 V in an L298N
    {50, 1500, 500},         // OpenSpeed
    {5000, 20000, 10000},    // Divider: 10 kohm over 10 kohm
    {3000, 20000, 7000},     // LowCharge: two lithium cells of 3.5 V
    {2500, 20000, 6400},     // NoCharge: two of 3.2 V
};
static_assert(sizeof BOUNDS / sizeof BOUNDS[0] == CarSettings::COUNT, "one line for each setting");

constexpr uint16_t HYSTERESIS_MV = 200;

}  // namespace

CarSettings::CarSettings() {
  for (uint8_t i = 0; i < COUNT; ++i) values_[i] = BOUNDS[i].first;
}

bool CarSettings::set(Setting setting, uint16_t value) {
  const uint8_t i = static_cast<uint8_t>(setting);
  if (value < BOUNDS[i].low || value > BOUNDS[i].high) {
    return false;
  }
  values_[i] = value;
  return true;
}

void CarSettings::to_bytes(uint8_t* bytes) const {
  for (uint8_t i = 0; i < COUNT; ++i) {
    bytes[2 * i] = static_cast<uint8_t>(values_[i]);
    bytes[2 * i + 1] = static_cast<uint8_t>(values_[i] >> 8);
  }
}

void CarSettings::from_bytes(const uint8_t* bytes) {
  for (uint8_t i = 0; i < COUNT; ++i) {
    set(static_cast<Setting>(i), static_cast<uint16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8));
  }
}

BatteryLimits CarSettings::battery_limits() const {
  const uint16_t empty_mv = get(Setting::NoCharge);
  return {static_cast<uint16_t>(empty_mv / 3), empty_mv, get(Setting::LowCharge),
          static_cast<uint16_t>(empty_mv - empty_mv / 8), HYSTERESIS_MV};
}
