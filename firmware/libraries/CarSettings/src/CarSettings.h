// CarSettings: what can be set on the car, with its bounds, and what it is before anybody sets it.
//
// From the start everything is taken as fitted: a car without encoders then stops with Stall, and one without a sonar
// does not drive forwards, until somebody says that they are not there. The other way round a broken part would go
// unnoticed.
#pragma once

#include <stdint.h>
#include <BatteryMonitor.h>
#include <car_messages.h>

class CarSettings {
 public:
  static constexpr uint8_t COUNT = static_cast<uint8_t>(maker::car::Setting::NoCharge) + 1;
  static constexpr uint8_t BYTES = 2 * COUNT;

  CarSettings();

  uint16_t get(maker::car::Setting setting) const { return values_[static_cast<uint8_t>(setting)]; }
  bool is_on(maker::car::Setting setting) const { return get(setting) != 0; }

  // Returns false, and changes nothing, when the value is out of bounds.
  bool set(maker::car::Setting setting, uint16_t value);

  // As they stand in the EEPROM. A value read from there that is out of bounds stays what it was.
  void to_bytes(uint8_t* bytes) const;
  void from_bytes(const uint8_t* bytes);

  // The battery's limits: sagging and missing follow from where it is empty.
  BatteryLimits battery_limits() const;

 private:
  uint16_t values_[COUNT];
};
