#include "EepromRecord.h"

#include <string.h>

namespace {

uint16_t word_at(const uint8_t* bytes) { return static_cast<uint16_t>(bytes[0] | bytes[1] << 8); }

void put_word(uint8_t* bytes, uint16_t word) {
  bytes[0] = static_cast<uint8_t>(word);
  bytes[1] = static_cast<uint8_t>(word >> 8);
}

// Numbers begin again at 0 after 65,535: the later one is less than half the circle ahead.
bool is_later(uint16_t number, uint16_t other) { return static_cast<int16_t>(number - other) > 0; }

}  // namespace

EepromRecord::Found EepromRecord::load(uint8_t* payload) {
  uint8_t bytes[EepromWriter::CAPACITY];
  Found found = Found::BLANK;
  for (uint8_t slot = 0; slot < slots_; ++slot) {
    if (!read_slot(slot, bytes)) {
      // Slot 0 alone, damaged: the first write of all was cut off, nothing was ever stored.
      if (found == Found::BLANK && slot > 0 && !is_blank(slot)) found = Found::DAMAGED;
      continue;
    }
    const uint16_t number = word_at(bytes);
    if (found == Found::VALID && !is_later(number, number_)) continue;
    found = Found::VALID;
    number_ = number;
    next_slot_ = slot + 1 < slots_ ? slot + 1 : 0;
    memcpy(payload, bytes + 2, payload_bytes_);
  }
  return found;
}

bool EepromRecord::start_save(EepromWriter& writer, const uint8_t* payload) {
  uint8_t bytes[EepromWriter::CAPACITY];
  put_word(bytes, number_ + 1);
  memcpy(bytes + 2, payload, payload_bytes_);
  put_word(bytes + 2 + payload_bytes_, eeprom_crc(bytes, payload_bytes_ + 2));
  if (!writer.start(slot_address(next_slot_), bytes, slot_bytes())) return false;
  ++number_;
  next_slot_ = next_slot_ + 1 < slots_ ? next_slot_ + 1 : 0;
  return true;
}

bool EepromRecord::read_slot(uint8_t slot, uint8_t* bytes) const {
  for (uint8_t i = 0; i < slot_bytes(); ++i) bytes[i] = memory_.read(slot_address(slot) + i);
  return word_at(bytes + 2 + payload_bytes_) == eeprom_crc(bytes, payload_bytes_ + 2);
}

bool EepromRecord::is_blank(uint8_t slot) const {
  for (uint8_t i = 0; i < slot_bytes(); ++i) {
    if (memory_.read(slot_address(slot) + i) != EEPROM_BLANK) return false;
  }
  return true;
}
