#include "MotionSensor.h"

void MotionSensor::begin(bool was_off, uint32_t now_ms) {
  is_warm_ = !was_off;
  since_ms_ = now_ms;
  level_.begin(false, now_ms);
}

bool MotionSensor::update(bool is_high, uint32_t now_ms) {
  level_.update(is_high, now_ms);
  if (!is_warm_ && now_ms - since_ms_ >= WARM_UP_MS) is_warm_ = true;
  const bool was_seen = is_seen_;
  is_seen_ = is_warm_ && level_.is_on();
  return is_seen_ && !was_seen;
}
