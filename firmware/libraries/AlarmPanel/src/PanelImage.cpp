#include "PanelImage.h"

namespace {

uint8_t low(uint16_t word) { return static_cast<uint8_t>(word); }
uint8_t high(uint16_t word) { return static_cast<uint8_t>(word >> 8); }
uint16_t word_at(const uint8_t* bytes) { return static_cast<uint16_t>(bytes[0] | bytes[1] << 8); }

}  // namespace

PanelImage PanelImage::armed_away() {
  PanelImage image;
  image.state = AlarmState::ARMED;
  image.mode = ArmMode::AWAY;
  return image;
}

void PanelImage::to_bytes(uint8_t* bytes) const {
  bytes[0] = static_cast<uint8_t>(static_cast<uint8_t>(state) | static_cast<uint8_t>(mode) << 4);
  bytes[1] = bypass;
  bytes[2] = left_open;
  for (uint8_t i = 0; i < 4; ++i) {
    const uint8_t odd = 2 * i + 1 < SENSORS ? alarms[2 * i + 1] : 0;
    bytes[3 + i] = static_cast<uint8_t>(alarms[2 * i] | odd << 4);
  }
  bytes[7] = low(remaining_s);
  bytes[8] = high(remaining_s);
  bytes[9] = static_cast<uint8_t>(cause | (has_alarmed ? 0x80 : 0));
  bytes[10] = static_cast<uint8_t>(code_tries | lock_level << 4);
  bytes[11] = low(lock_remaining_s);
  bytes[12] = high(lock_remaining_s);
  bytes[13] = low(note_id);
  bytes[14] = high(note_id);
  bytes[15] = static_cast<uint8_t>(note_kind);
  bytes[16] = note_detail;
}

bool PanelImage::from_bytes(const uint8_t* bytes) {
  const uint8_t state_number = bytes[0] & 0x0F;
  const uint8_t mode_number = bytes[0] >> 4;
  if (state_number > static_cast<uint8_t>(AlarmState::ALARM) || mode_number > static_cast<uint8_t>(ArmMode::HOME)) return false;
  state = static_cast<AlarmState>(state_number);
  mode = static_cast<ArmMode>(mode_number);
  bypass = bytes[1] & ALL_SENSORS;
  left_open = bytes[2] & ALL_SENSORS;
  for (uint8_t i = 0; i < SENSORS; ++i) alarms[i] = i % 2 ? bytes[3 + i / 2] >> 4 : bytes[3 + i / 2] & 0x0F;
  remaining_s = word_at(bytes + 7);
  cause = bytes[9] & 0x07;
  has_alarmed = (bytes[9] & 0x80) != 0;
  code_tries = bytes[10] & 0x0F;
  lock_level = bytes[10] >> 4;
  lock_remaining_s = word_at(bytes + 11);
  note_id = word_at(bytes + 13);
  note_kind = static_cast<EventKind>(bytes[15]);
  note_detail = bytes[16];
  // Armed in no mode, or disarmed in one, cannot be; an alarm in mode OFF is tampering while disarmed.
  return state == AlarmState::ALARM || (state == AlarmState::DISARMED) == (mode == ArmMode::OFF);
}
