#include "EventRing.h"

namespace {

constexpr uint8_t CRC_AT = 8;

}  // namespace

void EventRing::begin() {
  EventRecord record;
  bool found = false;
  for (uint8_t slot = 0; slot < SLOTS; ++slot) {
    if (!read_slot(slot, record)) continue;
    if (found && static_cast<int16_t>(record.id - next_) < 0) continue;
    found = true;
    next_ = record.id + 1;
  }
  oldest_ = next_ - SLOTS;
  while (oldest_ != next_ && !(read(oldest_, record) && !is_acknowledged(oldest_))) ++oldest_;
}

bool EventRing::read(uint16_t id, EventRecord& record) const {
  return read_slot(static_cast<uint8_t>(id % SLOTS), record) && record.id == id;
}

bool EventRing::read_slot(uint8_t slot, EventRecord& record) const {
  uint8_t bytes[RECORD_BYTES];
  for (uint8_t i = 0; i < RECORD_BYTES; ++i) bytes[i] = memory_.read(slot_address(slot) + i);
  if (eeprom_crc(bytes, CRC_AT) != static_cast<uint16_t>(bytes[CRC_AT] | bytes[CRC_AT + 1] << 8)) return false;
  record.id = static_cast<uint16_t>(bytes[0] | bytes[1] << 8);
  record.kind = bytes[2];
  record.detail = bytes[3];
  record.start = bytes[4];
  record.uptime_s = bytes[5] | static_cast<uint32_t>(bytes[6]) << 8 | static_cast<uint32_t>(bytes[7]) << 16;
  return record.id % SLOTS == slot;
}

bool EventRing::start_append(EepromWriter& writer, const EventRecord& record) {
  if (is_full() || !writer.is_idle()) return false;
  if (is_acknowledged(next_)) {  // a mark left by a ring that was damaged as a whole: clear it first
    const uint8_t open = static_cast<uint8_t>(~mark_of(next_));
    writer.start(mark_address(next_), &open, 1);
    return false;
  }
  uint8_t bytes[RECORD_BYTES - 1] = {
      static_cast<uint8_t>(next_),
      static_cast<uint8_t>(next_ >> 8),
      record.kind,
      record.detail,
      record.start,
      static_cast<uint8_t>(record.uptime_s),
      static_cast<uint8_t>(record.uptime_s >> 8),
      static_cast<uint8_t>(record.uptime_s >> 16),
  };
  const uint16_t crc = eeprom_crc(bytes, CRC_AT);
  bytes[CRC_AT] = static_cast<uint8_t>(crc);
  bytes[CRC_AT + 1] = static_cast<uint8_t>(crc >> 8);
  return writer.start(slot_address(next_), bytes, sizeof bytes);
}

bool EventRing::stored() {
  EventRecord record;
  const bool is_whole = read(next_, record);
  ++next_;
  pass_over_missing();
  return is_whole;
}

bool EventRing::start_acknowledge(EepromWriter& writer) {
  const uint8_t mark = mark_of(oldest_);
  return oldest_ != next_ && writer.start(mark_address(oldest_), &mark, 1);
}

void EventRing::acknowledged() {
  if (oldest_ == next_) return;
  ++oldest_;
  pass_over_missing();
}

// A worn-out or damaged record can never be sent: it must not hold up the ones after it.
void EventRing::pass_over_missing() {
  EventRecord record;
  while (oldest_ != next_ && !read(oldest_, record)) ++oldest_;
}
