// CodeEntry: what somebody types at the keypad.
//
//   0-9   a digit of the code, at most 8; a ninth makes the entry wrong
//   #     end of the code: disarms, or while disarmed only says whether it is right
//   *     forget what was typed
//   A, B  arm AWAY, arm HOME. No code: arming is never a risk
//   C, D  told to the host, which may use them
//
// After 10 s without a key the entry is forgotten.
#pragma once

#include <stdint.h>
#include "PinHash.h"

class CodeEntry {
 public:
  static constexpr uint16_t FORGET_MS = 10000;

  // Returns true when the key has ended a code: digits() and count() are it until the next key.
  bool type(char key, uint32_t now_ms);

  const uint8_t* digits() const { return digits_; }
  uint8_t count() const { return count_; }  // PIN_DIGITS_MAX + 1: too many

  // Leaves nothing of the code in memory.
  void forget();

 private:
  uint8_t digits_[PIN_DIGITS_MAX] = {};
  uint8_t count_ = 0;
  bool is_ended_ = false;
  uint32_t last_key_ms_ = 0;
};
