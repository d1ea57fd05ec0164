// DriveSafety: decides whether a car may drive, and remembers why it stopped.
//
//   |                              | Disarmed               | Ready                  | Armed                       |
//   | ARM                          | refused, with a hurdle | Armed                  | stays Armed                 |
//   | DRV at zero                  | 500 ms of it: Ready    | -                      | drives                      |
//   | DRV not at zero              | begins the 500 ms anew | Disarmed               | drives                      |
//   | no DRV for 100 ms            | begins the 500 ms anew | Disarmed               | -                           |
//   | no DRV for 300 ms            | -                      | -                      | Disarmed: LinkLost          |
//   | DISARM                       | begins the 500 ms anew | Disarmed               | Disarmed: Order             |
//   | HELLO                        | begins the 500 ms anew | Disarmed               | Disarmed: NewHost           |
//   | emergency stop open          | -                      | Disarmed               | Disarmed: Estop             |
//   | bumper becomes pressed       | -                      | -                      | Disarmed: Bumper            |
//   | battery sags, empty, missing | -                      | Disarmed               | Disarmed: Sag, Empty, ...   |
//   | motor driven, no edges       | -                      | -                      | Disarmed: Stall, LeftSilent |
//   | edges that no motor drives   | -                      | -                      | Disarmed: LeftNoisy, ...    |
//
// Every start is Disarmed, whatever was before; the sketch starts anew whenever the host opens the port. Nothing arms by
// itself: the cause of a stop may be gone, it stays Disarmed until the host, which has sent zero for 500 ms since
// the stop, says ARM. A pressed bumper is no hurdle, or the car could not back away from what it hit; forwards stays
// blocked meanwhile.
#pragma once

#include <BatteryMonitor.h>
#include <DeadMan.h>
#include <ObstacleStop.h>
#include <StallJudge.h>
#include <car_messages.h>

// What the sketch sees at this moment.
struct DriveConditions {
  bool host_fits;       // it has said HELLO, and the right one
  bool estop_open;
  bool bumper_pressed;
  bool events_waiting;  // so many events are unacknowledged that the next stop could not be told
  Battery battery;      // Good where none is fitted to be judged
  StallVerdict stall;
};

class DriveSafety {
 public:
  static constexpr uint16_t LINK_LOSS_MS = 300;
  static constexpr uint16_t ZERO_MS = 500;  // good commands at zero before ARM
  static constexpr uint16_t GAP_MS = 100;   // two commands at 20 Hz: one may be damaged on the way

  // A good drive command.
  void drive(const WheelSpeeds& wish, uint32_t now_ms);

  // Arms if nothing is in the way (true, also when it is armed already); else hurdle says what, and nothing changes.
  bool arm(const DriveConditions& now, uint32_t now_ms, maker::car::ArmHurdle& hurdle);

  // Stops, for a reason that the conditions do not show: Order, NewHost.
  void disarm(maker::car::Stop why);

  // In each loop(). Returns true when mode() has changed since the last time, whatever changed it.
  bool update(const DriveConditions& now, uint32_t now_ms);

  maker::car::Mode mode() const { return mode_; }
  bool is_armed() const { return mode_ == maker::car::Mode::Armed; }

  // Why it last stopped.
  maker::car::Stop stop() const { return stop_; }

  // What the host wants of the wheels; nothing unless armed.
  WheelSpeeds wish() const { return is_armed() ? wish_ : WheelSpeeds{0, 0}; }

 private:
  bool find_hurdle(const DriveConditions& now, uint32_t now_ms, maker::car::ArmHurdle& hurdle) const;
  bool find_stop(const DriveConditions& now, uint32_t now_ms, maker::car::Stop& stop);
  void expire(uint32_t now_ms);

  maker::car::Mode mode_ = maker::car::Mode::Disarmed;
  maker::car::Mode told_ = maker::car::Mode::Disarmed;
  maker::car::Stop stop_ = maker::car::Stop::Boot;
  WheelSpeeds wish_ = {0, 0};
  maker::DeadMan dead_man_{LINK_LOSS_MS};
  uint32_t last_ms_ = 0;        // of the last command
  uint32_t good_since_ms_ = 0;  // commands have come without a gap since
  uint32_t zero_since_ms_ = 0;  // and all of them were zero since
  bool is_fed_ = false;         // commands come
  bool is_zero_ = false;        // and the last one was zero
  bool was_bumped_ = false;
};
