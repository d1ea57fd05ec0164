// CodeLock: three wrong codes lock the keypad for 90 s; each further lock lasts twice as long, at most 15 minutes.
//
// A try is counted and stored *before* it is judged, and taken back when it was right: whoever cuts the power at the first
// sign of a wrong code has spent the try all the same. A restart does not shorten a lock.
#pragma once

#include <stdint.h>

class CodeLock {
 public:
  static constexpr uint8_t TRIES = 3;
  static constexpr uint16_t FIRST_S = 90;
  static constexpr uint16_t LONGEST_S = 900;

  void restore(uint8_t tries, uint8_t level, uint16_t remaining_s, uint32_t now_ms);

  // Counts a try. Store tries() before it is judged.
  void count_try() {
    if (tries_ < TRIES) ++tries_;
  }

  // The code was right: all is forgotten.
  void forgive();

  // The code was wrong; returns true when that has locked the keypad.
  bool refuse(uint32_t now_ms);

  // Returns true when the lock has just ended.
  bool update(uint32_t now_ms);

  bool is_locked() const { return locked_s_ != 0; }
  uint16_t remaining_s(uint32_t now_ms) const;
  uint8_t tries() const { return tries_; }
  uint8_t level() const { return level_; }

 private:
  void lock(uint16_t for_s, uint32_t now_ms);

  uint8_t tries_ = 0;
  uint8_t level_ = 0;  // how many locks since the last right code, at most 4
  uint16_t locked_s_ = 0;
  uint32_t since_ms_ = 0;
};
