// WheelControl: the duty that keeps a wheel at its speed.
//
// With an encoder: feed-forward (the duty that should do it) and a PI controller for what it does not. Without one: the
// feed-forward alone. A wheel is never driven against its own rolling: it brakes first, and turns round when it stands.
// So the duty has the sign of the target or is 0, whatever the encoder says.
#pragma once

#include <stdint.h>

class WheelControl {
 public:
  static constexpr uint8_t STEP_MS = 20;
  static constexpr int16_t FULL_DUTY = 255;
  static constexpr int16_t DEAD_DUTY = 40;        // below about this a small geared motor does not turn
  static constexpr int16_t RAMP_MM_S = 40;        // per step: 2 m/s2, so that a start does not pull the battery down
  static constexpr int16_t STANDS_MM_S = 40;      // slow enough to turn round
  static constexpr uint8_t TURN_STEPS = 25;       // after so many without drive, it may turn round in any case
  static constexpr uint8_t BLIND_TURN_STEPS = 15; // the same, where no encoder could tell that it stands

  // full_mm_s: the speed at full duty, 100 to 2000. has_encoder: whether speed_mm_s can be believed.
  void configure(uint16_t full_mm_s, bool has_encoder);

  // One step of STEP_MS. Returns the duty, -255..255.
  int16_t update(int16_t target_mm_s, int16_t speed_mm_s);

  // At once; the next update begins from rest.
  void stop();

  bool is_backwards() const { return is_backwards_; }
  int16_t duty() const { return duty_; }

 private:
  bool may_drive(bool backwards, uint16_t speed) const;
  void ramp(int16_t target);
  int16_t feed_forward() const;
  int16_t controlled(int16_t error);

  int16_t full_mm_s_ = 650;
  int16_t ramped_mm_s_ = 0;   // magnitudes: direction is is_backwards_
  int16_t integral_ = 0;      // duty times INTEGRAL_ONE
  int16_t duty_ = 0;
  uint8_t undriven_steps_ = TURN_STEPS;
  bool has_encoder_ = true;
  bool is_backwards_ = false;
};
