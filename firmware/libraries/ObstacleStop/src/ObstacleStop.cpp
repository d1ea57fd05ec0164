#include "ObstacleStop.h"

namespace {

uint16_t positive(int16_t value) { return value > 0 ? static_cast<uint16_t>(value) : 0; }

int16_t not_forwards(int16_t mm_s) { return mm_s > 0 ? 0 : mm_s; }

int16_t scaled(int16_t mm_s, uint16_t part, uint16_t whole) {
  return static_cast<int16_t>(static_cast<int32_t>(mm_s) * part / whole);
}

}  // namespace

constexpr uint16_t ObstacleStop::NOTHING_MM;
constexpr uint16_t ObstacleStop::MEMORY_MS;
constexpr uint8_t ObstacleStop::SILENT_CYCLES;
constexpr uint16_t ObstacleStop::STALE_MS;

uint16_t stopping_mm(uint16_t speed_mm_s, const ObstacleLimits& limits) {
  const uint32_t speed = speed_mm_s;
  const uint32_t unnoticed_mm = speed * limits.latency_ms / 1000;
  const uint32_t braking_mm = speed * speed / (2UL * limits.decel_mm_s2);
  return static_cast<uint16_t>(unnoticed_mm + braking_mm + limits.margin_mm);
}

void ObstacleStop::configure(bool is_fitted, uint16_t open_mm_s) {
  is_fitted_ = is_fitted;
  limits_.open_mm_s = open_mm_s;
}

void ObstacleStop::hear(const SonarReading& reading, uint32_t now_ms) {
  reading_ms_ = now_ms;
  if (reading.kind == EchoKind::Silent) {
    silent_ += silent_ < SILENT_CYCLES;
    return;
  }
  silent_ = 0;
  if (reading.kind == EchoKind::Echo) {
    heard_[next_] = {static_cast<int32_t>(reading.mm) * 1000, now_ms, true};
    next_ = static_cast<uint8_t>((next_ + 1) % ECHOES);
  }
}

void ObstacleStop::update(const WheelSpeeds& speed, const WheelSpeeds& wish, uint32_t now_ms) {
  move_on(speed.forwards_mm_s(), now_ms - updated_ms_);
  updated_ms_ = now_ms;
  forget(now_ms);
  ahead_mm_ = nearest_believed();
  const uint16_t wished = positive(wish.forwards_mm_s());
  const uint16_t driven = positive(speed.forwards_mm_s());
  stop_mm_ = stopping_mm(wished > driven ? wished : driven, limits_);
  way_ = judge(now_ms);
}

Way ObstacleStop::judge(uint32_t now_ms) const {
  if (!is_fitted_) {
    return Way::Free;
  }
  if (silent_ >= SILENT_CYCLES || now_ms - reading_ms_ > STALE_MS) {
    return Way::Blind;
  }
  const uint16_t free_from_mm = stop_mm_ + (way_ == Way::Obstacle ? limits_.hysteresis_mm : 0);
  return ahead_mm_ <= free_from_mm ? Way::Obstacle : Way::Free;
}

void ObstacleStop::move_on(int16_t forwards_mm_s, uint32_t passed_ms) {
  const int32_t way_um = static_cast<int32_t>(forwards_mm_s) * static_cast<int32_t>(passed_ms > 100 ? 100 : passed_ms);
  for (Heard& heard : heard_) {
    heard.um = heard.um > way_um ? heard.um - way_um : 0;
  }
}

void ObstacleStop::forget(uint32_t now_ms) {
  for (Heard& heard : heard_) {
    heard.is_known = heard.is_known && now_ms - heard.at_ms < MEMORY_MS;
  }
}

// The middle one of three; the nearer one of two; the only one.
uint16_t ObstacleStop::nearest_believed() const {
  int32_t known[ECHOES];
  uint8_t count = 0;
  for (const Heard& heard : heard_) {
    if (!heard.is_known) continue;
    uint8_t place = count++;
    for (; place > 0 && known[place - 1] > heard.um; --place) known[place] = known[place - 1];
    known[place] = heard.um;
  }
  return count == 0 ? NOTHING_MM : static_cast<uint16_t>(known[count == ECHOES ? 1 : 0] / 1000);
}

WheelSpeeds ObstacleStop::allowed(const WheelSpeeds& wish) const {
  if (way_ != Way::Free) {
    return without_forwards(wish);
  }
  const uint16_t forwards = positive(wish.forwards_mm_s());
  const bool sees_nothing = !is_fitted_ || ahead_mm_ == NOTHING_MM;
  if (!sees_nothing || forwards <= limits_.open_mm_s) {
    return wish;
  }
  return {scaled(wish.left_mm_s, limits_.open_mm_s, forwards), scaled(wish.right_mm_s, limits_.open_mm_s, forwards)};
}

WheelSpeeds ObstacleStop::without_forwards(const WheelSpeeds& wish) {
  if (wish.forwards_mm_s() <= 0) {
    return wish;
  }
  return {not_forwards(wish.left_mm_s), not_forwards(wish.right_mm_s)};
}
