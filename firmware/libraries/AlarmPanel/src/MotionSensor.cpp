#include "MotionSensor.h"

constexpr uint32_t MotionSensor::WARM_UP_MS;

void MotionSensor::begin(uint32_t warm_ms, uint32_t now_ms) {
  is_warm_ = warm_ms >= WARM_UP_MS;
  warm_up_ms_ = is_warm_ ? 0 : WARM_UP_MS - warm_ms;
  since_ms_ = now_ms;
  level_.begin(false, now_ms);
}

bool MotionSensor::update(bool is_high, uint32_t now_ms) {
  level_.update(is_high, now_ms);
  if (!is_warm_ && now_ms - since_ms_ >= warm_up_ms_) is_warm_ = true;
  const bool was_seen = is_seen_;
  is_seen_ = is_warm_ && level_.is_on();
  return is_seen_ && !was_seen;
}
