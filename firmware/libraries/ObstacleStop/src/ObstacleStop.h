// ObstacleStop: the last line of defence against what stands in front of the car.
//
//   stopping distance = v * latency + v^2 / (2 * deceleration) + margin
//
// Nearer than this, forwards is blocked, until the way is free by the hysteresis more; backwards and turning on the spot
// are always free. v is the speed or the wish, whichever is greater, so that a standing car does not start towards a
// wall that it could not stop at.
//
// What is ahead is the median of the last three echoes, each moved on by the way driven since. So one stray echo
// changes nothing, and an echo that does not come back (soft, or turned away) does not make a wall go away: it comes
// nearer as the car drives on, for a second.
//
// What is not known never means "carry on":
//   | the sensor says                     | forwards                                     |
//   | echoes                              | free beyond the stopping distance            |
//   | nothing came back, for a second     | free, but no faster than open_mm_s           |
//   | no answer five times, or no reading | blocked (Blind)                              |
//   | it is not fitted                    | free, but no faster than open_mm_s           |
#pragma once

#include <Sonar.h>

struct ObstacleLimits {
  uint16_t latency_ms;      // from an obstacle's being there to the motors' being off
  uint16_t decel_mm_s2;     // at least, with the motors off
  uint16_t margin_mm;       // still free in front of a car that stands
  uint16_t hysteresis_mm;
  uint16_t open_mm_s;       // no faster where the sensor sees nothing at all
};

// Where a car that drives at this speed comes to stand, in mm. speed_mm_s: 0 to 2000.
uint16_t stopping_mm(uint16_t speed_mm_s, const ObstacleLimits& limits);

enum class Way : uint8_t { Free, Obstacle, Blind };

struct WheelSpeeds {
  int16_t left_mm_s;
  int16_t right_mm_s;

  int16_t forwards_mm_s() const { return static_cast<int16_t>((static_cast<int32_t>(left_mm_s) + right_mm_s) / 2); }
};

class ObstacleStop {
 public:
  static constexpr uint16_t NOTHING_MM = 9999;   // distance when nothing is known to be ahead
  static constexpr uint16_t MEMORY_MS = 1000;    // so long an echo is believed
  static constexpr uint8_t SILENT_CYCLES = 5;    // so many pings without answer, and the sensor is lost
  static constexpr uint16_t STALE_MS = 300;      // no reading at all for so long: lost as well

  explicit constexpr ObstacleStop(const ObstacleLimits& limits) : limits_(limits) {}

  // Whether there is a sensor; without one nothing is ever seen. open_mm_s: as in ObstacleLimits.
  void configure(bool is_fitted, uint16_t open_mm_s);

  // A reading of the sensor.
  void hear(const SonarReading& reading, uint32_t now_ms);

  // Every 20 ms. speed: measured (without encoders: demanded). wish: what the host wants.
  void update(const WheelSpeeds& speed, const WheelSpeeds& wish, uint32_t now_ms);

  // What is left of a wish: no wheel forwards where forwards is blocked, no faster than open_mm_s where nothing is seen.
  WheelSpeeds allowed(const WheelSpeeds& wish) const;

  // A wish with no wheel forwards, unless it only turns the car on the spot or drives it backwards.
  static WheelSpeeds without_forwards(const WheelSpeeds& wish);

  Way way() const { return way_; }

  // What is ahead, or NOTHING_MM; and nearer than what forwards is blocked.
  uint16_t ahead_mm() const { return ahead_mm_; }
  uint16_t stop_mm() const { return stop_mm_; }

 private:
  static constexpr uint8_t ECHOES = 3;

  struct Heard {
    int32_t um;      // how far it is now, by the way driven since
    uint32_t at_ms;
    bool is_known;
  };

  void move_on(int16_t forwards_mm_s, uint32_t passed_ms);
  void forget(uint32_t now_ms);
  uint16_t nearest_believed() const;
  Way judge(uint32_t now_ms) const;

  ObstacleLimits limits_;
  Heard heard_[ECHOES] = {};
  uint8_t next_ = 0;
  uint8_t silent_ = SILENT_CYCLES;  // before the first reading the sensor is as good as lost
  bool is_fitted_ = true;
  Way way_ = Way::Blind;
  uint16_t ahead_mm_ = NOTHING_MM;
  uint16_t stop_mm_ = 0;
  uint32_t reading_ms_ = 0;
  uint32_t updated_ms_ = 0;
};
