// What the host sets once and the node keeps: delays, which sensor does what, the codes.
#pragma once

#include <stdint.h>
#include "NodeEvent.h"
#include "PinHash.h"

// Figures "inspired by EN 50131-1": entry at most 45 s, a sounder between 90 s and 15 min.
struct AlarmSettings {
  static constexpr uint8_t BYTES = 34;
  static constexpr uint8_t CODES = 2;  // the code, and the duress code

  uint8_t exit_s = 45;                    // 0 to 180
  uint8_t entry_s = 30;                   // 0 to 45
  uint16_t siren_s = 180;                 // 5 to 900
  uint8_t retriggers = 3;                 // 0 to 3: alarms of one sensor after its first, until it is shut down
  uint8_t entry_route = 0b0010001;        // these start the entry delay: zone 0 and motion sensor 4
  uint8_t left_out_at_home = 0b0110000;   // these do not count in HOME: both motion sensors
  uint16_t battery_low_mv = 4400;         // 2000 to 12000; four NiMH cells at 1.1 V
  bool tamper_sounds_disarmed = false;    // whether tampering while disarmed sounds the siren
  PinHash codes[CODES];

  bool is_valid() const;
  void to_bytes(uint8_t* bytes) const;
  void from_bytes(const uint8_t* bytes);
};
