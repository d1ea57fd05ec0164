#include "Debounce.h"

void Debounce::begin(bool raw, uint32_t now_ms) {
  is_on_ = was_raw_ = raw;
  since_ms_ = changed_ms_ = now_ms;
}

bool Debounce::update(bool raw, uint32_t now_ms) {
  if (raw != was_raw_) {
    was_raw_ = raw;
    since_ms_ = now_ms;
  }
  const uint16_t wait_ms = raw ? on_ms_ : off_ms_;
  if (raw == is_on_ || now_ms - since_ms_ < wait_ms) {
    return false;
  }
  is_on_ = raw;
  changed_ms_ = now_ms;
  return true;
}
