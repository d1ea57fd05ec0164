// An EEPROM that takes its time, and loses the byte that is being written when the power is cut.
#pragma once

#include <array>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "EepromMemory.h"
#include "EepromWriter.h"

class FakeEeprom : public EepromMemory {
 public:
  static constexpr uint32_t WRITE_US = 3400;

  FakeEeprom() { cells.fill(EEPROM_BLANK); }

  bool is_ready() const override { return now_us >= busy_until_us_; }

  uint8_t read(uint16_t address) const override {
    if (!is_ready()) throw std::logic_error("read while a byte is being written: the chip would wait");
    return cells.at(address);
  }

  void start_write(uint16_t address, uint8_t value) override {
    if (!is_ready()) throw std::logic_error("written while a byte is being written");
    writing_ = address;
    busy_until_us_ = now_us + WRITE_US;
    cells.at(address) = is_worn(address) ? static_cast<uint8_t>(value ^ 0x10) : value;
    writes.push_back(address);
  }

  // What the power cut makes of the byte that is being written: anything.
  void cut_power(uint8_t rubbish) {
    if (!is_ready()) cells.at(writing_) = rubbish;
    busy_until_us_ = now_us;
  }

  bool is_worn(uint16_t address) const {
    for (uint16_t one : worn) {
      if (one == address) return true;
    }
    return false;
  }

  std::array<uint8_t, 1024> cells;
  std::vector<uint16_t> writes;  // addresses, in order
  std::vector<uint16_t> worn;
  uint64_t now_us = 0;

 private:
  uint16_t writing_ = 0;
  uint64_t busy_until_us_ = 0;
};

inline void finish(EepromWriter& writer, FakeEeprom& memory) {
  while (!writer.is_idle()) {
    writer.update();
    memory.now_us += FakeEeprom::WRITE_US;
  }
}
