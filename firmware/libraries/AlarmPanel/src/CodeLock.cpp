#include "CodeLock.h"

namespace {

constexpr uint8_t LEVEL_MAX = 5;  // 90, 180, 360, 720, 900 s

uint16_t lock_s(uint8_t level) {
  uint16_t for_s = CodeLock::FIRST_S;
  for (uint8_t i = 1; i < level; ++i) for_s *= 2;
  return for_s < CodeLock::LONGEST_S ? for_s : CodeLock::LONGEST_S;
}

}  // namespace

void CodeLock::restore(uint8_t tries, uint8_t level, uint16_t remaining_s, uint32_t now_ms) {
  tries_ = tries < TRIES ? tries : TRIES;
  level_ = level < LEVEL_MAX ? level : LEVEL_MAX;
  if (remaining_s > LONGEST_S) remaining_s = LONGEST_S;
  if (remaining_s > 0) {
    lock(remaining_s, now_ms);
  } else if (tries_ == TRIES) {  // cut off between the third try and its judgement
    refuse(now_ms);
  }
}

void CodeLock::forgive() { tries_ = level_ = 0; }

bool CodeLock::refuse(uint32_t now_ms) {
  if (tries_ < TRIES) return false;
  tries_ = 0;
  if (level_ < LEVEL_MAX) ++level_;
  lock(lock_s(level_), now_ms);
  return true;
}

void CodeLock::lock(uint16_t for_s, uint32_t now_ms) {
  locked_s_ = for_s;
  since_ms_ = now_ms;
}

bool CodeLock::update(uint32_t now_ms) {
  if (!is_locked() || now_ms - since_ms_ < locked_s_ * 1000UL) return false;
  locked_s_ = 0;
  return true;
}

uint16_t CodeLock::remaining_s(uint32_t now_ms) const {
  const uint32_t elapsed_s = (now_ms - since_ms_) / 1000;
  return elapsed_s < locked_s_ ? static_cast<uint16_t>(locked_s_ - elapsed_s) : 0;
}
