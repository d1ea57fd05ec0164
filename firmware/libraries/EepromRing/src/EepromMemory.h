// EepromMemory: what the classes of this library need of an EEPROM. AvrEeprom.h is the one on the chip.
#pragma once

#include <stdint.h>

class EepromMemory {
 public:
  // False while a byte is being written (3.4 ms). Only then may the other two not be called.
  virtual bool is_ready() const = 0;

  virtual uint8_t read(uint16_t address) const = 0;

  // Begins to write a byte and returns at once.
  virtual void start_write(uint16_t address, uint8_t value) = 0;
};

constexpr uint8_t EEPROM_BLANK = 0xFF;

// CRC-16-CCITT (0x1021, start 0xFFFF), as on the link: finds every damaged byte, and all but 1 in 65,536 mixtures of an old
// record and a new one.
uint16_t eeprom_crc(const uint8_t* bytes, uint8_t count);
