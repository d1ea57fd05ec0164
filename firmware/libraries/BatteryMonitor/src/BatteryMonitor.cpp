#include "BatteryMonitor.h"

constexpr uint16_t BatteryMonitor::MISSING_MS;
constexpr uint16_t BatteryMonitor::SAG_MS;
constexpr uint16_t BatteryMonitor::REST_MS;
constexpr uint16_t BatteryMonitor::LOADED_MS;

bool BatteryMonitor::update(uint16_t mv, bool is_loaded, uint32_t now_ms) {
  smooth(mv);
  if (is_loaded || was_loaded_ || !has_sample_) {
    rests_since_ms_ = now_ms;
  }
  was_loaded_ = is_loaded;
  const Battery seen = judge(mv, is_loaded);
  if (seen != seen_ || !has_sample_) {
    seen_ = seen;
    seen_since_ms_ = now_ms;
  }
  has_sample_ = true;
  if (seen_ == state_ || !is_certain(is_loaded, now_ms)) {
    return false;
  }
  state_ = seen_;
  return true;
}

void BatteryMonitor::smooth(uint16_t mv) {
  smoothed_ = has_sample_ ? smoothed_ - smoothed_ / SMOOTHING + mv : static_cast<uint32_t>(mv) * SMOOTHING;
}

Battery BatteryMonitor::judge(uint16_t mv, bool is_loaded) const {
  if (mv < limits_.missing_mv) {
    return Battery::Missing;
  }
  if (is_loaded && state_ != Battery::Empty && (state_ == Battery::Sagging || mv < limits_.sag_mv)) {
    return Battery::Sagging;
  }
  return judge_slowly();
}

Battery BatteryMonitor::judge_slowly() const {
  const bool must_rise = state_ == Battery::Weak || state_ == Battery::Empty;
  const uint16_t good_mv = limits_.low_mv + (must_rise ? limits_.hysteresis_mv : 0);
  if (mv() >= good_mv) {
    return Battery::Good;
  }
  return state_ == Battery::Empty || mv() < limits_.empty_mv ? Battery::Empty : Battery::Weak;
}

bool BatteryMonitor::is_certain(bool is_loaded, uint32_t now_ms) const {
  const uint32_t held_ms = now_ms - seen_since_ms_;
  if (seen_ == Battery::Missing) {
    return held_ms >= MISSING_MS;
  }
  if (seen_ == Battery::Sagging) {
    return held_ms >= SAG_MS;
  }
  const bool has_rested = !is_loaded && now_ms - rests_since_ms_ >= REST_MS;
  return held_ms >= LOADED_MS || (has_rested && held_ms >= REST_MS);
}
