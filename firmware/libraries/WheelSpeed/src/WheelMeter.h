// WheelMeter: a wheel's speed and way from the edges of its encoder.
//
// A slotted disc on a small wheel gives an edge every 5 mm: two in 20 ms at 0.5 m/s. Counting them would know the
// speed to a third only. So the speed comes from the time between edges, and while none comes, from the time that none
// has come. An encoder with one line does not know the direction: it is the one in which the wheel is driven.
#pragma once

#include <stdint.h>

// What the interrupt has counted; a copy is taken with interrupts off.
struct Edges {
  uint16_t count;
  uint32_t last_us;
};

class EdgeCounter {
 public:
  // Edges closer than this are chatter of the light barrier: 2 m/s at 5000 edges a metre are 100 us apart.
  static constexpr uint16_t CHATTER_US = 60;

  // For the interrupt.
  void on_edge(uint32_t at_us) {
    if (at_us - edges_.last_us < CHATTER_US) return;
    edges_.count++;
    edges_.last_us = at_us;
  }

  const Edges& edges() const { return edges_; }

 private:
  Edges edges_ = {0, 0};
};

class WheelMeter {
 public:
  static constexpr uint16_t FASTEST_MM_S = 2000;
  static constexpr uint32_t STILL_US = 300000;  // no edge for so long: it stands

  // edges_per_m: rising and falling ones on one metre, 50 to 5000.
  void set_edges_per_m(uint16_t edges_per_m) { um_per_edge_ = 1000000UL / edges_per_m; }

  // Call it at least every 100 ms. is_backwards: which way the wheel is driven.
  void update(const Edges& edges, uint32_t now_us, bool is_backwards);

  int16_t speed_mm_s() const { return is_backwards_ ? -static_cast<int16_t>(mm_s_) : static_cast<int16_t>(mm_s_); }

  // The way since the start, in edges, backwards negative; wraps around.
  int16_t ticks() const { return static_cast<int16_t>(ticks_); }

  // Edges that came with the last update.
  uint16_t new_edges() const { return new_edges_; }

 private:
  uint16_t speed_of(uint16_t count, uint32_t us) const;

  uint32_t um_per_edge_ = 5102;  // 196 edges on a metre: 20 slots, wheel of 65 mm
  Edges seen_ = {0, 0};
  uint16_t mm_s_ = 0;
  uint16_t ticks_ = 0;
  uint16_t new_edges_ = 0;
  bool is_still_ = true;  // the last edge is too old to measure from
  bool is_backwards_ = false;
};
