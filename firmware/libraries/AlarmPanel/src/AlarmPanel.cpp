#include "AlarmPanel.h"

#include <string.h>

namespace {

constexpr uint8_t ALARMS_MAX = 15;  // a nibble in the EEPROM

bool is_level(uint8_t sensor) { return sensor < FIRST_MOTION || sensor == LID; }  // motion is a moment, not a state

}  // namespace

void AlarmPanel::restore(const PanelImage& image, uint8_t open, uint32_t now_ms) {
  state_ = image.state;
  mode_ = image.mode;
  bypass_ = image.bypass;
  left_open_ = image.left_open;
  memcpy(alarms_, image.alarms, sizeof alarms_);
  cause_ = image.cause;
  open_ = open & may_be_open();
  has_alarmed_ = image.has_alarmed;
  is_tamper_alarm_ = false;
  note_id_ = image.note_id;
  note_kind_ = image.note_kind;
  note_detail_ = image.note_detail;
  since_ms_ = checkpoint_ms_ = now_ms;
  const uint8_t cost_s = state_ == AlarmState::ALARM ? SIREN_RESTART_COST_S : DELAY_RESTART_COST_S;
  for_ms_ = image.remaining_s > cost_s ? (image.remaining_s - cost_s) * 1000UL : 0;
  is_changed_ = has_time();  // so that restarts without end add up
}

// While armed, a sensor is open because it is left out, or it has caused the entry delay or an alarm. Of any other, events tell
// only that it was opened: that it was closed again found no place. It must be able to trip.
uint8_t AlarmPanel::may_be_open() const {
  if (state_ != AlarmState::ARMED && state_ != AlarmState::ENTRY_DELAY) return ALL_SENSORS;
  uint8_t mask = left_out() | bit_of(cause_);
  for (uint8_t sensor = 0; sensor < SENSORS; ++sensor) {
    if (alarms_[sensor] > 0) mask |= bit_of(sensor);
  }
  return mask;
}

bool AlarmPanel::arm(ArmMode mode, uint8_t bypass, By by, uint32_t now_ms) {
  if (state_ != AlarmState::DISARMED || mode == ArmMode::OFF) return false;
  mode_ = mode;
  bypass_ = bypass & ALL_SENSORS;
  left_open_ = 0;
  memset(alarms_, 0, sizeof alarms_);
  cause_ = NO_SENSOR;
  has_alarmed_ = false;
  enter(AlarmState::EXIT_DELAY, EventKind::EXIT_STARTED, static_cast<uint8_t>(by), settings_.exit_s, now_ms);
  if (bypass_ != 0) events_.note(EventKind::BYPASSED, bypass_);
  if (settings_.exit_s == 0) end_exit_delay(now_ms);
  return true;
}

bool AlarmPanel::disarm(By by, uint32_t now_ms) {
  if (state_ == AlarmState::DISARMED) return false;
  mode_ = ArmMode::OFF;
  bypass_ = left_open_ = 0;
  memset(alarms_, 0, sizeof alarms_);
  enter(AlarmState::DISARMED, EventKind::DISARMED, static_cast<uint8_t>(by), 0, now_ms);
  return true;
}

void AlarmPanel::trip(uint8_t sensor, uint32_t now_ms) {
  if (is_level(sensor)) open_ |= bit_of(sensor);
  if (!counts(sensor)) return;
  const bool is_entry = (settings_.entry_route & bit_of(sensor)) != 0;
  if (state_ == AlarmState::ARMED && is_entry && settings_.entry_s > 0) {
    cause_ = sensor;
    enter(AlarmState::ENTRY_DELAY, EventKind::ENTRY_STARTED, sensor, settings_.entry_s, now_ms);
  } else if (state_ == AlarmState::ARMED || (state_ == AlarmState::ENTRY_DELAY && !is_entry)) {
    alarm(sensor, false, now_ms);
  }
}

void AlarmPanel::tamper(uint8_t sensor, uint32_t now_ms) {
  open_ |= bit_of(sensor);
  const uint8_t ignored = bypass_ | left_open_ | shut_down();
  if (state_ == AlarmState::ALARM || (ignored & bit_of(sensor)) != 0) return;
  if (state_ == AlarmState::DISARMED && !settings_.tamper_sounds_disarmed) return;
  alarm(sensor, true, now_ms);
}

void AlarmPanel::close(uint8_t sensor) {
  open_ &= ~bit_of(sensor);
  if ((left_open_ & bit_of(sensor)) == 0) return;
  left_open_ &= ~bit_of(sensor);
  is_changed_ = true;
}

void AlarmPanel::tick(uint32_t now_ms) {
  if (!has_time()) return;
  if (now_ms - since_ms_ < for_ms_) {
    if (now_ms - checkpoint_ms_ < CHECKPOINT_MS) return;
    checkpoint_ms_ = now_ms;
    is_changed_ = true;
    return;
  }
  if (state_ == AlarmState::EXIT_DELAY) {
    end_exit_delay(now_ms);
  } else if (state_ == AlarmState::ENTRY_DELAY) {
    alarm(cause_, false, now_ms);
  } else {
    end_alarm(now_ms);
  }
}

void AlarmPanel::alarm(uint8_t sensor, bool is_tamper, uint32_t now_ms) {
  if (alarms_[sensor] < ALARMS_MAX) ++alarms_[sensor];
  cause_ = sensor;
  has_alarmed_ = true;
  is_tamper_alarm_ = is_tamper;
  enter(AlarmState::ALARM, EventKind::ALARM, sensor, settings_.siren_s, now_ms);
}

void AlarmPanel::end_exit_delay(uint32_t now_ms) {
  left_open_ = open_ & ~left_out();
  enter(AlarmState::ARMED, EventKind::ARMED, static_cast<uint8_t>(mode_), 0, now_ms);
  for (uint8_t sensor = 0; sensor < SENSORS; ++sensor) {
    if ((left_open_ & bit_of(sensor)) != 0) events_.note(EventKind::LEFT_OPEN, sensor);
  }
}

void AlarmPanel::end_alarm(uint32_t now_ms) {
  const AlarmState next = mode_ == ArmMode::OFF ? AlarmState::DISARMED : AlarmState::ARMED;
  enter(next, EventKind::SIREN_CUT_OFF, cause_, 0, now_ms);
  if ((shut_down() & bit_of(cause_)) != 0) events_.note(EventKind::SHUT_DOWN, cause_);
}

void AlarmPanel::enter(AlarmState state, EventKind why, uint8_t detail, uint16_t for_s, uint32_t now_ms) {
  state_ = state;
  for_ms_ = for_s * 1000UL;
  since_ms_ = checkpoint_ms_ = now_ms;
  note_kind_ = why;
  note_detail_ = detail;
  note_id_ = events_.note(why, detail);
  is_changed_ = true;
}

uint8_t AlarmPanel::left_out() const {
  const uint8_t at_home = mode_ == ArmMode::HOME ? settings_.left_out_at_home : 0;
  return bypass_ | left_open_ | at_home | shut_down();
}

uint8_t AlarmPanel::shut_down() const {
  uint8_t mask = 0;
  for (uint8_t sensor = 0; sensor < SENSORS; ++sensor) {
    if (alarms_[sensor] > settings_.retriggers) mask |= bit_of(sensor);
  }
  return mask;
}

bool AlarmPanel::has_time() const { return state_ != AlarmState::DISARMED && state_ != AlarmState::ARMED; }

uint16_t AlarmPanel::remaining_s(uint32_t now_ms) const {
  const uint32_t elapsed_ms = now_ms - since_ms_;
  return has_time() && elapsed_ms < for_ms_ ? static_cast<uint16_t>((for_ms_ - elapsed_ms + 999) / 1000) : 0;
}

void AlarmPanel::save(PanelImage& image, uint32_t now_ms) const {
  image.state = state_;
  image.mode = mode_;
  image.bypass = bypass_;
  image.left_open = left_open_;
  memcpy(image.alarms, alarms_, sizeof alarms_);
  image.remaining_s = remaining_s(now_ms);
  image.cause = cause_;
  image.has_alarmed = has_alarmed_;
  image.note_id = note_id_;
  image.note_kind = note_kind_;
  image.note_detail = note_detail_;
}

bool AlarmPanel::take_change() {
  const bool is_changed = is_changed_;
  is_changed_ = false;
  return is_changed;
}
