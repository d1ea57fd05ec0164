#include "AlarmSettings.h"

#include <string.h>

bool AlarmSettings::is_valid() const {
  return exit_s <= 180 && entry_s <= 45 && siren_s >= 5 && siren_s <= 900 && retriggers <= 3 &&
         entry_route <= ALL_SENSORS && left_out_at_home <= ALL_SENSORS && battery_low_mv >= 2000 && battery_low_mv <= 12000;
}

void AlarmSettings::to_bytes(uint8_t* bytes) const {
  const uint8_t plain[] = {
      exit_s,
      entry_s,
      static_cast<uint8_t>(siren_s),
      static_cast<uint8_t>(siren_s >> 8),
      retriggers,
      entry_route,
      left_out_at_home,
      static_cast<uint8_t>(battery_low_mv),
      static_cast<uint8_t>(battery_low_mv >> 8),
      static_cast<uint8_t>(tamper_sounds_disarmed ? 1 : 0),
  };
  memcpy(bytes, plain, sizeof plain);
  for (uint8_t i = 0; i < CODES; ++i) codes[i].to_bytes(bytes + sizeof plain + i * PinHash::BYTES);
}

void AlarmSettings::from_bytes(const uint8_t* bytes) {
  exit_s = bytes[0];
  entry_s = bytes[1];
  siren_s = static_cast<uint16_t>(bytes[2] | bytes[3] << 8);
  retriggers = bytes[4];
  entry_route = bytes[5];
  left_out_at_home = bytes[6];
  battery_low_mv = static_cast<uint16_t>(bytes[7] | bytes[8] << 8);
  tamper_sounds_disarmed = bytes[9] != 0;
  for (uint8_t i = 0; i < CODES; ++i) codes[i].from_bytes(bytes + 10 + i * PinHash::BYTES);
}
