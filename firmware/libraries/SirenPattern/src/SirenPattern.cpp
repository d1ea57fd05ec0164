#include "SirenPattern.h"

namespace {

constexpr Rhythm OFF = {1, 0};
constexpr Rhythm ON = {1, 1};
constexpr Rhythm PULSING = {1000, 500};
constexpr Rhythm STROBE_FAST = {500, 100};
constexpr Rhythm STROBE_SLOW = {4000, 100};

Rhythm siren_of(Show what) {
  if (what == Show::ALARM) return ON;
  if (what == Show::TAMPER_ALARM) return PULSING;
  return OFF;
}

Rhythm strobe_of(Show what) {
  if (what == Show::ALARM || what == Show::TAMPER_ALARM) return STROBE_FAST;
  if (what == Show::ALARM_MEMORY) return STROBE_SLOW;
  return OFF;
}

Rhythm led_of(Show what) {
  switch (what) {
    case Show::DISARMED: return {4000, 50};
    case Show::TROUBLE: return {500, 50};
    case Show::EXIT_DELAY: return {1000, 500};
    case Show::ARMED: return ON;
    case Show::ALARM_MEMORY: return {1000, 900};
    case Show::ENTRY_DELAY: return {250, 125};
    case Show::ALARM:
    case Show::TAMPER_ALARM: break;
  }
  return {125, 62};
}

bool is_on(Rhythm rhythm, uint32_t elapsed_ms) { return elapsed_ms % rhythm.period_ms < rhythm.on_ms; }

}  // namespace

void SirenPattern::show(Show what, uint32_t now_ms) {
  if (what == what_) return;
  what_ = what;
  since_ms_ = now_ms;
}

void SirenPattern::update(uint32_t now_ms) {
  const uint32_t elapsed_ms = now_ms - since_ms_;
  siren_ = is_on(siren_of(what_), elapsed_ms);
  strobe_ = is_on(strobe_of(what_), elapsed_ms);
  led_ = is_on(led_of(what_), elapsed_ms);
}
