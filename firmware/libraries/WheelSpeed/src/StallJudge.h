// StallJudge: notices a motor that is driven while its wheel gives no edges.
//
// Both silent: the car is held, stands against something, or the motors have no supply. One silent while the other
// turns: this wheel is blocked, or its encoder is unplugged; from here nobody can tell which, and both must stop the
// car: with a dead encoder the controller would give more and more.
#pragma once

#include <stdint.h>

enum class StallVerdict : uint8_t { None, Both, Left, Right };

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

StallVerdict judge_stall(const SilentWheel& left, const SilentWheel& right, uint32_t now_ms);
