#include "Sonar.h"

constexpr uint16_t Sonar::CYCLE_MS;
constexpr uint32_t Sonar::ANSWER_US;
constexpr uint32_t Sonar::FARTHEST_US;
constexpr uint32_t Sonar::STUCK_US;

void Sonar::begin(uint32_t now_us, uint32_t now_ms) {
  was_begun_ = true;
  begun_ms_ = now_ms;
  begun_us_ = now_us;
  is_owed_ = true;
  if (phase_ != Phase::Hangs) {
    phase_ = Phase::Asked;
  }
}

void Sonar::on_edge(bool is_high, uint32_t at_us) {
  if (is_high && phase_ != Phase::Idle) {
    rose_us_ = at_us;
    phase_ = Phase::High;
  } else if (!is_high && phase_ == Phase::High) {
    fell_us_ = at_us;
    phase_ = Phase::Fell;
  } else if (!is_high && phase_ == Phase::Hangs) {
    phase_ = is_owed_ ? Phase::Asked : Phase::Idle;
  }
}

bool Sonar::poll(uint32_t now_us, SonarReading& reading) {
  if (!is_owed_) {
    return false;
  }
  switch (phase_) {
    case Phase::Fell:
      return give_pulse(reading);
    case Phase::High:
      if (now_us - rose_us_ <= FARTHEST_US) return false;
      phase_ = Phase::Hangs;
      return give(EchoKind::Nothing, 0, reading);
    case Phase::Hangs:
      return give_hanging(now_us, reading);
    default:
      if (now_us - begun_us_ <= ANSWER_US) return false;
      phase_ = Phase::Idle;
      return give(EchoKind::Silent, 0, reading);
  }
}

bool Sonar::give_pulse(SonarReading& reading) {
  const uint32_t width_us = fell_us_ - rose_us_;
  phase_ = Phase::Idle;
  if (width_us > FARTHEST_US) {
    return give(EchoKind::Nothing, 0, reading);
  }
  return give(EchoKind::Echo, echo_mm(width_us), reading);
}

bool Sonar::give_hanging(uint32_t now_us, SonarReading& reading) {
  if (now_us - rose_us_ <= STUCK_US) {
    return give(EchoKind::Nothing, 0, reading);
  }
  rose_us_ = now_us - STUCK_US - 1;  // stays stuck when micros() wraps around
  return give(EchoKind::Silent, 0, reading);
}

bool Sonar::give(EchoKind kind, uint16_t mm, SonarReading& reading) {
  is_owed_ = false;
  reading.kind = kind;
  reading.mm = mm;
  return true;
}
