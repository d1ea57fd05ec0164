// StallJudge: notices a motor that is driven while its wheel gives no edges, and edges that no motor drives.
//
// Both silent: the car is held, stands against something, or the motors have no supply. One silent while the other
// turns: this wheel is blocked, or its encoder is unplugged; from here nobody can tell which, and both must stop the
// car: with a dead encoder the controller would give more and more. Noise on an encoder's wire does the opposite: the
// controller believes a wheel that is far too fast and drives only the other one, so the car turns in circles.
#pragma once

#include <stdint.h>

enum class StallVerdict : uint8_t { None, Both, Left, Right, LeftNoisy, RightNoisy };

// How long one wheel has been driven without an edge.
class SilentWheel {
 public:
  static constexpr uint16_t START_MS = 400;     // a loaded motor may take so long to begin to turn
  static constexpr uint8_t MISSED_EDGES = 3;    // and then so many edges may be missing

  // duty, target_mm_s: as driven; 0 is not driven. new_edges: since the last update.
  void update(int16_t duty, int16_t target_mm_s, uint16_t new_edges, uint16_t edges_per_m, uint32_t now_ms);

  bool is_silent(uint32_t now_ms) const { return is_driven_ && now_ms - since_ms_ >= patience_ms_; }

  // Driven and silent for half of its time: seen beside a wheel that is silent, both are held.
  bool is_suspect(uint32_t now_ms) const { return is_driven_ && now_ms - since_ms_ >= patience_ms_ / 2; }

 private:
  bool is_driven_ = false;
  uint32_t since_ms_ = 0;
  uint32_t patience_ms_ = START_MS;
};

// How long one wheel has seemed faster than its motor can make it.
class NoisyWheel {
 public:
  // A car that rolls out from 1000 mm/s at 700 mm/s2 does without its motor for 1430 ms.
  static constexpr uint16_t UNDRIVEN_MS = 1500;
  static constexpr uint16_t IMPOSSIBLE_MS = 100;  // at twice full speed or more: a few spikes may pass, a hum may not

  // duty, target_mm_s: as driven. speed_mm_s: as measured. full_speed_mm_s: the car's, at full duty.
  void update(int16_t duty, int16_t target_mm_s, int16_t speed_mm_s, uint16_t full_speed_mm_s, uint32_t now_ms);

  bool is_noisy(uint32_t now_ms) const {
    return now_ms - driven_ms_ >= UNDRIVEN_MS || now_ms - possible_ms_ >= IMPOSSIBLE_MS;
  }

 private:
  uint32_t driven_ms_ = 0;    // when its motor was last driven, or should not turn
  uint32_t possible_ms_ = 0;  // when its speed was last possible
};

// What a wheel's edges say against its motor.
struct WheelDoubts {
  SilentWheel silence;
  NoisyWheel noise;
};

StallVerdict judge_stall(const WheelDoubts& left, const WheelDoubts& right, uint32_t now_ms);
