#include "WheelMeter.h"

constexpr uint16_t EdgeCounter::CHATTER_US;
constexpr uint16_t WheelMeter::FASTEST_MM_S;
constexpr uint32_t WheelMeter::STILL_US;

void WheelMeter::update(const Edges& edges, uint32_t now_us, bool is_backwards) {
  is_backwards_ = is_backwards;
  new_edges_ = static_cast<uint16_t>(edges.count - seen_.count);
  ticks_ = static_cast<uint16_t>(is_backwards ? ticks_ - new_edges_ : ticks_ + new_edges_);
  const uint32_t silence_us = now_us - edges.last_us;
  if (new_edges_ == 0) {
    is_still_ = is_still_ || silence_us >= STILL_US;
    const uint16_t at_most = is_still_ ? 0 : speed_of(1, silence_us);
    mm_s_ = at_most < mm_s_ ? at_most : mm_s_;
    return;
  }
  if (!is_still_) {
    mm_s_ = speed_of(new_edges_, edges.last_us - seen_.last_us);
  }
  is_still_ = false;
  seen_ = edges;
}

uint16_t WheelMeter::speed_of(uint16_t count, uint32_t us) const {
  const uint32_t way_um = count * um_per_edge_;
  if (way_um / (FASTEST_MM_S / 1000) >= us) {  // 1 um in 1 us is 1 m/s
    return FASTEST_MM_S;
  }
  return static_cast<uint16_t>(way_um * 1000 / us);
}
