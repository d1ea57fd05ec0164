#include "CodeEntry.h"

#include <string.h>

bool CodeEntry::type(char key, uint32_t now_ms) {
  if (is_ended_ || now_ms - last_key_ms_ >= FORGET_MS) forget();
  last_key_ms_ = now_ms;
  if (key == '#') {
    is_ended_ = count_ > 0;
    return is_ended_;
  }
  if (key < '0' || key > '9') {
    forget();
    return false;
  }
  if (count_ < PIN_DIGITS_MAX) digits_[count_] = static_cast<uint8_t>(key - '0');
  if (count_ <= PIN_DIGITS_MAX) ++count_;
  return false;
}

void CodeEntry::forget() {
  memset(digits_, 0, sizeof digits_);
  count_ = 0;
  is_ended_ = false;
}
