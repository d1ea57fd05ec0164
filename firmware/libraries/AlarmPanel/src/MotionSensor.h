// MotionSensor: a PIR (HC-SR501) that is not believed while it warms up.
//
// For up to a minute after its power came on it says "motion" to an empty room (HC-SR501 data sheet: 30 to 60 s).
#pragma once

#include <Debounce.h>
#include <stdint.h>

class MotionSensor {
 public:
  static constexpr uint32_t WARM_UP_MS = 60000;
  static constexpr uint8_t STABLE_MS = 50;  // its pulse lasts 2.5 s and more; a spark on the cable does not

  // warm_ms: for how long it has had power already.
  void begin(uint32_t warm_ms, uint32_t now_ms);

  // Returns true once when somebody moves. A sensor that already sees somebody when it is first believed counts too.
  bool update(bool is_high, uint32_t now_ms);

  bool is_warm() const { return is_warm_; }
  bool sees_motion() const { return is_seen_; }

 private:
  Debounce level_ = Debounce(STABLE_MS, STABLE_MS);
  bool is_warm_ = false;
  bool is_seen_ = false;
  uint32_t warm_up_ms_ = 0;
  uint32_t since_ms_ = 0;
};
