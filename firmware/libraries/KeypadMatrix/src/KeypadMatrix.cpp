#include "KeypadMatrix.h"

namespace {

constexpr char KEYS[] = "123A456B789C*0#D";

bool is_one_bit(uint16_t bits) { return bits != 0 && (bits & (bits - 1)) == 0; }

uint8_t number_of_bit(uint16_t bits) {
  uint8_t number = 0;
  while (bits > 1) {
    bits >>= 1;
    ++number;
  }
  return number;
}

}  // namespace

char key_at(uint8_t row, uint8_t column) { return KEYS[KEYPAD_COLUMNS * row + column]; }

char KeypadMatrix::update(uint16_t contacts, uint32_t now_ms) {
  if (contacts != seen_) {
    seen_ = contacts;
    since_ms_ = now_ms;
  }
  if (contacts == down_ || now_ms - since_ms_ < KEY_STABLE_MS) return 0;
  return believe(contacts);
}

char KeypadMatrix::believe(uint16_t contacts) {
  const bool was_free = down_ == 0;
  down_ = contacts;
  if (contacts == 0) {
    is_refusing_ = false;
    return 0;
  }
  if (was_free && is_one_bit(contacts)) return KEYS[number_of_bit(contacts)];
  is_refusing_ = true;  // a second key came, or one of several went
  return 0;
}
