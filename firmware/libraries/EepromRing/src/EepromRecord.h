// EepromRecord: one record that must always be readable, in several slots that are written in turn.
//
// A slot is: number (2 bytes, counts up), payload, CRC (2 bytes, last). A new record goes into the slot after the newest one, so
// the newest one stays whole until its successor is whole: cut the power at any byte, and load() finds one of the two. The
// slots share the wear.
#pragma once

#include <stdint.h>
#include "EepromMemory.h"
#include "EepromWriter.h"

class EepromRecord {
 public:
  enum class Found : uint8_t {
    BLANK,    // never written, or the very first write was cut off
    VALID,
    DAMAGED,  // something was there, and none of it can be trusted
  };

  static constexpr uint8_t OVERHEAD = 4;

  // address: of the first slot. payload_bytes: at most EepromWriter::CAPACITY - OVERHEAD. slots: 2 or more.
  EepromRecord(EepromMemory& memory, uint16_t address, uint8_t payload_bytes, uint8_t slots)
      : memory_(memory), address_(address), payload_bytes_(payload_bytes), slots_(slots) {}

  // Reads the newest whole record; the payload is changed only when the answer is VALID. Call it when the memory is ready.
  Found load(uint8_t* payload);

  // Hands a new record to the writer; returns false when that is busy.
  bool start_save(EepromWriter& writer, const uint8_t* payload);

 private:
  uint8_t slot_bytes() const { return payload_bytes_ + OVERHEAD; }
  uint16_t slot_address(uint8_t slot) const { return address_ + static_cast<uint16_t>(slot) * slot_bytes(); }
  bool read_slot(uint8_t slot, uint8_t* bytes) const;
  bool is_blank(uint8_t slot) const;

  EepromMemory& memory_;
  const uint16_t address_;
  const uint8_t payload_bytes_;
  const uint8_t slots_;
  uint16_t number_ = 0;
  uint8_t next_slot_ = 0;
};
