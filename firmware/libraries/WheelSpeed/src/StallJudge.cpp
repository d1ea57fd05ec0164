#include "StallJudge.h"

constexpr uint16_t SilentWheel::START_MS;
constexpr uint8_t SilentWheel::MISSED_EDGES;
constexpr uint16_t NoisyWheel::UNDRIVEN_MS;
constexpr uint16_t NoisyWheel::IMPOSSIBLE_MS;

void SilentWheel::update(int16_t duty, int16_t target_mm_s, uint16_t new_edges, uint16_t edges_per_m,
                         uint32_t now_ms) {
  const bool is_driven = duty != 0 && target_mm_s != 0;
  if (!is_driven || !is_driven_ || new_edges > 0) {
    since_ms_ = now_ms;
  }
  is_driven_ = is_driven;
  if (is_driven) {
    const uint16_t mm_s = static_cast<uint16_t>(target_mm_s < 0 ? -target_mm_s : target_mm_s);
    patience_ms_ = START_MS + MISSED_EDGES * 1000000UL / (static_cast<uint32_t>(edges_per_m) * mm_s);
  }
}

void NoisyWheel::update(int16_t duty, int16_t target_mm_s, int16_t speed_mm_s, uint16_t full_speed_mm_s,
                        uint32_t now_ms) {
  const int32_t mm_s = speed_mm_s;
  if (duty != 0 || target_mm_s == 0) {
    driven_ms_ = now_ms;
  }
  if ((mm_s < 0 ? -mm_s : mm_s) < 2L * full_speed_mm_s) {
    possible_ms_ = now_ms;
  }
}

static StallVerdict judge_silence(const SilentWheel& left, const SilentWheel& right, uint32_t now_ms) {
  const bool left_silent = left.is_silent(now_ms);
  const bool right_silent = right.is_silent(now_ms);
  if (!left_silent && !right_silent) {
    return StallVerdict::None;
  }
  if (left.is_suspect(now_ms) && right.is_suspect(now_ms)) {
    return StallVerdict::Both;
  }
  return left_silent ? StallVerdict::Left : StallVerdict::Right;
}

StallVerdict judge_stall(const WheelDoubts& left, const WheelDoubts& right, uint32_t now_ms) {
  if (left.noise.is_noisy(now_ms)) {
    return StallVerdict::LeftNoisy;
  }
  if (right.noise.is_noisy(now_ms)) {
    return StallVerdict::RightNoisy;
  }
  return judge_silence(left.silence, right.silence, now_ms);
}
