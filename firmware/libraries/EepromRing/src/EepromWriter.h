// EepromWriter: writes a few bytes into the EEPROM, one each time that it is ready, and never waits for it.
//
// Bytes that are right already are passed over, which saves wear and time. Each byte is read back; one that stays wrong after
// three tries is worn out: it is counted in faults(), and the CRC of its record will say so for ever.
#pragma once

#include <stdint.h>
#include "EepromMemory.h"

class EepromWriter {
 public:
  static constexpr uint8_t CAPACITY = 40;

  explicit EepromWriter(EepromMemory& memory) : memory_(memory) {}

  // Takes over a copy of the bytes. Returns false, and does nothing, when it is still writing or when they are too many.
  bool start(uint16_t address, const uint8_t* bytes, uint8_t count);

  // Starts at most one byte. Call it often; a byte takes 3.4 ms.
  void update();

  // True when all that was given has been written and read back.
  bool is_idle() const { return done_ == count_; }

  uint8_t faults() const { return faults_; }

  // Whether a byte of what was given last stayed wrong.
  bool has_failed() const { return has_failed_; }

 private:
  static constexpr uint8_t TRIES = 3;

  bool is_right() const { return memory_.read(address_ + done_) == bytes_[done_]; }
  void next_byte();

  EepromMemory& memory_;
  uint8_t bytes_[CAPACITY] = {};
  uint16_t address_ = 0;
  uint8_t count_ = 0;
  uint8_t done_ = 0;
  uint8_t tries_ = 0;
  uint8_t faults_ = 0;
  bool has_failed_ = false;
};
