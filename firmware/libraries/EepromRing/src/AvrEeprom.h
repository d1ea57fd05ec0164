// AvrEeprom: the EEPROM of the ATmega328P, 1024 bytes, one byte at a time without waiting.
#pragma once

#ifdef __AVR__

#include <avr/eeprom.h>
#include <avr/io.h>
#include <util/atomic.h>
#include "EepromMemory.h"

class AvrEeprom : public EepromMemory {
 public:
  bool is_ready() const override { return eeprom_is_ready(); }

  uint8_t read(uint16_t address) const override { return eeprom_read_byte(reinterpret_cast<const uint8_t*>(address)); }

  // Erases and writes. EEPE must follow EEMPE within four cycles (datasheet, section 8.4): no interrupt in between.
  void start_write(uint16_t address, uint8_t value) override {
    EEAR = address;
    EEDR = value;
    ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
      EECR = _BV(EEMPE);
      EECR |= _BV(EEPE);
    }
  }
};

#endif
