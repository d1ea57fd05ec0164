// PinHash: a code of the keypad as it is stored: salted and hashed, never the digits.
//
// The hash is XTEA (Needham and Wheeler 1997) in Davies-Meyer mode, keyed by digits and salt, 32 times: 12 ms on the chip. A
// million codes are soon tried by whoever has read the EEPROM out: the hash only keeps a code from being read by chance. What
// defends the keypad is CodeLock.
#pragma once

#include <stdint.h>

constexpr uint8_t PIN_DIGITS_MIN = 4;
constexpr uint8_t PIN_DIGITS_MAX = 8;

class PinHash {
 public:
  static constexpr uint8_t BYTES = 12;

  // digits: PIN_DIGITS_MIN to PIN_DIGITS_MAX values 0 to 9. salt: from the host, another for each code.
  void set(const uint8_t* digits, uint8_t count, uint32_t salt);

  // From now on no digits are right.
  void clear() { *this = PinHash(); }

  bool is_set() const { return (hash_[0] | hash_[1]) != 0; }
  bool is_right(const uint8_t* digits, uint8_t count) const;

  void to_bytes(uint8_t* bytes) const;
  void from_bytes(const uint8_t* bytes);

 private:
  uint32_t salt_ = 0;
  uint32_t hash_[2] = {0, 0};
};

// One block of 64 bits with a key of 128.
void xtea_encrypt(uint32_t block[2], const uint32_t key[4]);
