#include "WheelControl.h"

namespace {

// Duty per mm/s, in parts of 64. A small motor gains 0.4 duty per mm/s of feed-forward; half of it on top answers an
// error within two of its time constants and does not swing with an edge every 5 mm.
constexpr int16_t KP_64 = 12;
// Duty per mm/s and step, in parts of INTEGRAL_ONE: the error is gone after about 0.5 s.
constexpr int16_t INTEGRAL_ONE = 64;
constexpr int16_t KI = 1;
constexpr int16_t INTEGRAL_LIMIT = 120 * INTEGRAL_ONE;
constexpr int16_t LARGEST_ERROR = 1000;  // mm/s; keeps the products within 16 bits

int16_t limited(int16_t value, int16_t low, int16_t high) { return value < low ? low : value > high ? high : value; }

}  // namespace

constexpr uint8_t WheelControl::STEP_MS;
constexpr int16_t WheelControl::FULL_DUTY;
constexpr int16_t WheelControl::DEAD_DUTY;
constexpr int16_t WheelControl::RAMP_MM_S;
constexpr int16_t WheelControl::STANDS_MM_S;
constexpr uint8_t WheelControl::TURN_STEPS;
constexpr uint8_t WheelControl::BLIND_TURN_STEPS;

void WheelControl::configure(uint16_t full_mm_s, bool has_encoder) {
  full_mm_s_ = static_cast<int16_t>(full_mm_s);
  has_encoder_ = has_encoder;
  stop();
}

void WheelControl::stop() {
  ramped_mm_s_ = integral_ = duty_ = 0;
}

int16_t WheelControl::update(int16_t target_mm_s, int16_t speed_mm_s) {
  const bool backwards = target_mm_s < 0;
  const int16_t target = backwards ? -target_mm_s : target_mm_s;
  const int16_t speed = speed_mm_s < 0 ? -speed_mm_s : speed_mm_s;
  if (target == 0 || !may_drive(backwards, static_cast<uint16_t>(speed))) {
    stop();
    undriven_steps_ += undriven_steps_ < TURN_STEPS;
    return 0;
  }
  undriven_steps_ = 0;
  is_backwards_ = backwards;
  ramp(target);
  const int16_t magnitude = has_encoder_ ? controlled(ramped_mm_s_ - speed) : feed_forward();
  duty_ = backwards ? -magnitude : magnitude;
  return duty_;
}

bool WheelControl::may_drive(bool backwards, uint16_t speed) const {
  if (backwards == is_backwards_ || undriven_steps_ >= TURN_STEPS) {
    return true;
  }
  return has_encoder_ ? undriven_steps_ > 0 && speed < STANDS_MM_S : undriven_steps_ >= BLIND_TURN_STEPS;
}

void WheelControl::ramp(int16_t target) {
  const int16_t next = ramped_mm_s_ + RAMP_MM_S;
  ramped_mm_s_ = next < target ? next : target;
}

int16_t WheelControl::feed_forward() const {
  const int32_t above = static_cast<int32_t>(ramped_mm_s_) * (FULL_DUTY - DEAD_DUTY) / full_mm_s_;
  return limited(static_cast<int16_t>(DEAD_DUTY + above), 0, FULL_DUTY);
}

int16_t WheelControl::controlled(int16_t error) {
  error = limited(error, -LARGEST_ERROR, LARGEST_ERROR);
  const int16_t wanted = feed_forward() + error * KP_64 / 64 + integral_ / INTEGRAL_ONE;
  const bool winds_up = (wanted > FULL_DUTY && error > 0) || (wanted < 0 && error < 0);
  if (!winds_up) {
    integral_ = limited(integral_ + error * KI, -INTEGRAL_LIMIT, INTEGRAL_LIMIT);
  }
  return limited(wanted, 0, FULL_DUTY);
}
