// BatteryMonitor: tells a weak battery from an empty one, from none, and from one that sags under load.
//
//   constexpr BatteryLimits LIMITS = {2000, 6400, 6900, 5500, 200};  // two lithium cells
//   BatteryMonitor battery(LIMITS);
//   battery.update(battery_mv(analogRead(A2), 10000), motors_run, millis());   // every 20 ms
//
// A motor that starts or is held pulls a good battery down for a moment, and an empty one recovers as soon as
// the motors rest: one voltage alone says little. So there are two kinds of verdict. The fast ones (Sagging,
// Missing) look at each sample and protect the board's own supply. The slow ones (Good, Weak, Empty) look at the
// smoothed voltage: after a second of rest, or, where it never rests, after five seconds of the same.
//
//   | from \ seen | < missing 100 ms | load, < sag 60 ms | slow: < empty | slow: < low | slow: above        |
//   | Empty       | Missing          | Empty             | Empty         | Empty       | Good, above low+hys |
//   | Sagging     | Missing          | Sagging           | Empty         | Weak        | Good                |
//   | any other   | Missing          | Sagging           | Empty         | Weak        | Good                |
//
// Weak becomes Good above low + hysteresis. Empty holds although the voltage recovers at rest: only a charged
// battery ends it. Sagging ends by a slow verdict, and only at rest.
#pragma once

#include <stdint.h>

struct BatteryLimits {
  uint16_t missing_mv;     // below: no battery, or its switch is off
  uint16_t empty_mv;       // below: discharging further harms it
  uint16_t low_mv;         // below: charge it soon
  uint16_t sag_mv;         // under load below this, the board's own regulator is about to drop out
  uint16_t hysteresis_mv;  // above low_mv by this much: good again
};

enum class Battery : uint8_t { Unknown, Good, Weak, Empty, Sagging, Missing };

// The battery's voltage from a 10 bit reading; full_scale_mv is the battery voltage that reads 1023 (5000 mV times
// the divider's ratio).
constexpr uint16_t battery_mv(uint16_t raw, uint16_t full_scale_mv) {
  return static_cast<uint16_t>((static_cast<uint32_t>(raw) * full_scale_mv + 511) / 1023);
}

class BatteryMonitor {
 public:
  static constexpr uint16_t MISSING_MS = 100;
  static constexpr uint16_t SAG_MS = 60;
  static constexpr uint16_t REST_MS = 1000;    // at rest, a cell's voltage has mostly recovered after a second
  static constexpr uint16_t LOADED_MS = 5000;  // so long under load is no starting current

  explicit constexpr BatteryMonitor(const BatteryLimits& limits)
      : limits_(limits), state_(Battery::Unknown), seen_(Battery::Unknown), smoothed_(0), has_sample_(false),
        was_loaded_(false), seen_since_ms_(0), rests_since_ms_(0) {}

  void set_limits(const BatteryLimits& limits) { limits_ = limits; }

  // Takes a sample, every 20 ms; returns true when state() has just changed.
  // mv: the battery's voltage. is_loaded: whether something draws current on purpose (motors, siren).
  bool update(uint16_t mv, bool is_loaded, uint32_t now_ms);

  Battery state() const { return state_; }

  // The voltage, smoothed over about 0.3 s.
  uint16_t mv() const { return static_cast<uint16_t>(smoothed_ / SMOOTHING); }

 private:
  static constexpr uint8_t SMOOTHING = 16;  // samples

  void smooth(uint16_t mv);
  Battery judge(uint16_t mv, bool is_loaded) const;
  Battery judge_slowly() const;
  bool is_certain(bool is_loaded, uint32_t now_ms) const;

  BatteryLimits limits_;
  Battery state_;
  Battery seen_;          // what the samples say now; becomes state_ when they say it for long enough
  uint32_t smoothed_;     // millivolts times SMOOTHING
  bool has_sample_;
  bool was_loaded_;
  uint32_t seen_since_ms_;
  uint32_t rests_since_ms_;
};
