#include "DriveSafety.h"

using maker::car::ArmHurdle;
using maker::car::Mode;
using maker::car::Stop;

constexpr uint16_t DriveSafety::LINK_LOSS_MS;
constexpr uint16_t DriveSafety::ZERO_MS;
constexpr uint16_t DriveSafety::GAP_MS;

void DriveSafety::drive(const WheelSpeeds& wish, uint32_t now_ms) {
  expire(now_ms);
  const bool is_zero = wish.left_mm_s == 0 && wish.right_mm_s == 0;
  if (!is_fed_) {
    good_since_ms_ = now_ms;
  }
  if (!is_fed_ || !is_zero_) {
    zero_since_ms_ = now_ms;
  }
  is_fed_ = true;
  is_zero_ = is_zero;
  last_ms_ = now_ms;
  wish_ = wish;
  dead_man_.feed(now_ms);
}

bool DriveSafety::arm(const DriveConditions& now, uint32_t now_ms, ArmHurdle& hurdle) {
  if (is_armed()) {
    return true;
  }
  expire(now_ms);
  if (find_hurdle(now, now_ms, hurdle)) {
    return false;
  }
  was_bumped_ = now.bumper_pressed;
  dead_man_.start(last_ms_);
  mode_ = Mode::Armed;
  return true;
}

void DriveSafety::disarm(Stop why) {
  if (is_armed()) {
    stop_ = why;
  }
  is_fed_ = false;
  wish_ = {0, 0};
  dead_man_.stop();
  mode_ = Mode::Disarmed;
}

bool DriveSafety::update(const DriveConditions& now, uint32_t now_ms) {
  expire(now_ms);
  if (is_armed()) {
    Stop stop;
    if (find_stop(now, now_ms, stop)) disarm(stop);
  } else {
    ArmHurdle hurdle;
    mode_ = find_hurdle(now, now_ms, hurdle) ? Mode::Disarmed : Mode::Ready;
  }
  was_bumped_ = now.bumper_pressed;
  const bool has_changed = mode_ != told_;
  told_ = mode_;
  return has_changed;
}

bool DriveSafety::find_hurdle(const DriveConditions& now, uint32_t now_ms, ArmHurdle& hurdle) const {
  const bool may_drive = now.battery == Battery::Good || now.battery == Battery::Weak;
  if (!now.host_fits) {
    hurdle = ArmHurdle::NoHello;
  } else if (now.estop_open) {
    hurdle = ArmHurdle::Estop;
  } else if (!may_drive) {
    hurdle = ArmHurdle::Battery;
  } else if (now.events_waiting) {
    hurdle = ArmHurdle::Events;
  } else if (!is_fed_ || now_ms - good_since_ms_ < ZERO_MS) {
    hurdle = ArmHurdle::NoCommands;
  } else if (!is_zero_ || now_ms - zero_since_ms_ < ZERO_MS) {
    hurdle = ArmHurdle::NotZero;
  } else {
    return false;
  }
  return true;
}

static Stop stop_of(StallVerdict verdict) {
  switch (verdict) {
    case StallVerdict::Left:
      return Stop::LeftSilent;
    case StallVerdict::Right:
      return Stop::RightSilent;
    case StallVerdict::LeftNoisy:
      return Stop::LeftNoisy;
    case StallVerdict::RightNoisy:
      return Stop::RightNoisy;
    default:
      return Stop::Stall;
  }
}

// The first that applies: what a person did comes before what a machine noticed.
bool DriveSafety::find_stop(const DriveConditions& now, uint32_t now_ms, Stop& stop) {
  if (now.estop_open) {
    stop = Stop::Estop;
  } else if (now.bumper_pressed && !was_bumped_) {
    stop = Stop::Bumper;
  } else if (now.battery == Battery::Sagging) {
    stop = Stop::Sag;
  } else if (now.battery == Battery::Empty) {
    stop = Stop::Empty;
  } else if (now.battery == Battery::Missing || now.battery == Battery::Unknown) {
    stop = Stop::Missing;
  } else if (now.stall != StallVerdict::None) {
    stop = stop_of(now.stall);
  } else if (dead_man_.update(now_ms)) {
    stop = Stop::LinkLost;
  } else {
    return false;
  }
  return true;
}

// Forgets commands that are too old, so that the clock's wrap-around can never make them new.
void DriveSafety::expire(uint32_t now_ms) {
  if (now_ms - last_ms_ > GAP_MS) {
    is_fed_ = false;
  }
}
