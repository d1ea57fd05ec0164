// EventRing: the last 64 events in the EEPROM, each until the host has acknowledged it, and after that until its place is needed.
//
// A record is: id (2 bytes), kind, detail, start (1), uptime (3), CRC (2), mark (1). Event number n lives in slot n % 64 and
// wears out nobody else. The mark says acknowledged when it equals n / 64: so a record that is written over an old one is
// unacknowledged without the mark being touched, and a cut while a mark is written makes at worst an event that is sent once
// more. The CRC is written last: a record that was cut off is none, and its slot held one that was acknowledged.
//
// Writes: 200 events a day are 73,000 a year, 1,140 for each cell; a cell stands 100,000 (datasheet, section 8.4).
#pragma once

#include <stdint.h>
#include "EepromMemory.h"
#include "EepromWriter.h"

struct EventRecord {
  uint16_t id;
  uint8_t kind;
  uint8_t detail;
  uint8_t start;      // which time since power-on: counts up at each power cut
  uint32_t uptime_s;  // when, on the clock of that time; 24 bits, 194 days
};

constexpr uint32_t UPTIME_MASK = 0xFFFFFF;

class EventRing {
 public:
  static constexpr uint8_t SLOTS = 64;
  static constexpr uint8_t RECORD_BYTES = 11;
  static constexpr uint16_t BYTES = static_cast<uint16_t>(SLOTS) * RECORD_BYTES;

  EventRing(EepromMemory& memory, uint16_t address) : memory_(memory), address_(address) {}

  // Finds out what is there. Call it once, when the memory is ready.
  void begin();

  uint16_t next_id() const { return next_; }              // id of the event that is appended next; the first is 1
  uint16_t oldest_id() const { return oldest_; }          // id of the oldest unacknowledged one, or next_id()
  uint8_t unacknowledged() const { return static_cast<uint8_t>(next_ - oldest_); }
  bool is_full() const { return unacknowledged() == SLOTS; }

  // Reads an event; false when there is no whole one with this id.
  bool read(uint16_t id, EventRecord& record) const;

  // Hands the event to the writer, under next_id(). It counts when stored() is called after the writer has finished;
  // stored() says false when it cannot be read back: its slot is worn out, and the id is passed over.
  // Returns false when it cannot start yet, or when the ring is full.
  bool start_append(EepromWriter& writer, const EventRecord& record);
  bool stored();

  // The same for the mark of the oldest event; acknowledged() then goes on to the next one.
  bool start_acknowledge(EepromWriter& writer);
  void acknowledged();

 private:
  uint16_t slot_address(uint16_t id) const { return address_ + static_cast<uint16_t>(id % SLOTS) * RECORD_BYTES; }
  uint16_t mark_address(uint16_t id) const { return slot_address(id) + RECORD_BYTES - 1; }
  static uint8_t mark_of(uint16_t id) { return static_cast<uint8_t>(id / SLOTS); }
  bool is_acknowledged(uint16_t id) const { return memory_.read(mark_address(id)) == mark_of(id); }
  bool read_slot(uint8_t slot, EventRecord& record) const;
  void pass_over_missing();

  EepromMemory& memory_;
  const uint16_t address_;
  uint16_t next_ = 1;
  uint16_t oldest_ = 1;
};
