#include "ZoneLoop.h"

ZoneState zone_state_of(uint16_t raw) {
  if (raw <= ZONE_SHORTED_MAX) return ZoneState::SHORTED;
  if (raw >= ZONE_CLOSED_MIN && raw <= ZONE_CLOSED_MAX) return ZoneState::CLOSED;
  if (raw >= ZONE_OPEN_MIN && raw <= ZONE_OPEN_MAX) return ZoneState::OPEN;
  if (raw >= ZONE_CUT_MIN) return ZoneState::CUT;
  return ZoneState::WRONG;
}

bool ZoneLoop::update(uint16_t raw, uint32_t now_ms) {
  if (candidate_ == ZoneState::UNKNOWN) {  // the first sample
    before_ = before_that_ = raw;
    agreed_ms_ = now_ms;
  }
  const ZoneState seen = zone_state_of(middle_of_three(raw));
  if (seen != candidate_) {
    candidate_ = seen;
    since_ms_ = now_ms;
  }
  if (seen != state_ && (now_ms - since_ms_ >= ZONE_STABLE_MS || wavers(seen, now_ms))) {
    state_ = seen;
    agreed_ms_ = now_ms;
    return true;
  }
  if (seen == state_) agreed_ms_ = now_ms;
  return false;
}

bool ZoneLoop::wavers(ZoneState seen, uint32_t now_ms) const {
  return seen != ZoneState::CLOSED && now_ms - agreed_ms_ >= ZONE_WAVERS_MS;
}

uint16_t ZoneLoop::middle_of_three(uint16_t raw) {
  const uint16_t low = before_ < before_that_ ? before_ : before_that_;
  const uint16_t high = before_ < before_that_ ? before_that_ : before_;
  before_that_ = before_;
  before_ = raw;
  return raw < low ? low : raw > high ? high : raw;
}
