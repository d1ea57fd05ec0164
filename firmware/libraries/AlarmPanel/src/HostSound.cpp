#include "HostSound.h"

void HostSound::order(uint16_t for_s, bool is_pulsing, uint32_t now_ms) {
  if (for_s == 0) stop();
  if (for_s == 0 || is_refused_) return;
  if (!is_on_) begun_ms_ = now_ms;
  is_on_ = true;
  is_pulsing_ = is_pulsing;
  since_ms_ = now_ms;
  for_ms_ = (for_s < MOST_S ? for_s : MOST_S) * 1000UL;
}

void HostSound::stop() { is_on_ = is_refused_ = false; }

void HostSound::update(uint32_t now_ms) {
  if (!is_on_ || remaining_ms(now_ms) > 0) return;
  is_on_ = false;
  is_refused_ = now_ms - begun_ms_ >= MOST_S * 1000UL;
}

uint16_t HostSound::remaining_s(uint32_t now_ms) const {
  return is_on_ ? static_cast<uint16_t>((remaining_ms(now_ms) + 999) / 1000) : 0;
}

uint32_t HostSound::remaining_ms(uint32_t now_ms) const {
  const uint32_t asked_ms = now_ms - since_ms_, whole_ms = now_ms - begun_ms_;
  if (asked_ms >= for_ms_ || whole_ms >= MOST_S * 1000UL) return 0;
  const uint32_t left_ms = for_ms_ - asked_ms, most_ms = MOST_S * 1000UL - whole_ms;
  return left_ms < most_ms ? left_ms : most_ms;
}
