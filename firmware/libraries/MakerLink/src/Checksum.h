// CRC-16-CCITT (polynomial 0x1021, start 0xFFFF): finds every swapped pair of characters, and all but one in 65536
// of other damages. Of "123456789" it is 0x29B1.
#pragma once

#include <stdint.h>

#ifdef __AVR__
#include <util/crc16.h>
#endif

namespace maker {

constexpr uint16_t CHECKSUM_START = 0xFFFF;

// Returns the checksum with one more byte.
inline uint16_t checksum_with(uint16_t checksum, uint8_t byte) {
#ifdef __AVR__
  return _crc_xmodem_update(checksum, byte);  // the same polynomial, in assembler
#else
  checksum ^= static_cast<uint16_t>(byte << 8);
  for (uint8_t bit = 0; bit < 8; bit++) {
    const bool carry = (checksum & 0x8000) != 0;
    checksum = static_cast<uint16_t>(checksum << 1);
    if (carry) checksum ^= 0x1021;
  }
  return checksum;
#endif
}

inline uint16_t checksum_of(const char* text, uint8_t length) {
  uint16_t checksum = CHECKSUM_START;
  for (uint8_t i = 0; i < length; i++) checksum = checksum_with(checksum, static_cast<uint8_t>(text[i]));
  return checksum;
}

// Returns one of the digits 0 to F.
inline char hex_digit(uint8_t value) {
  return static_cast<char>(value < 10 ? '0' + value : 'A' + value - 10);
}

}  // namespace maker
