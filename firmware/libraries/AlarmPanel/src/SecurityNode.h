// SecurityNode: the whole security node but its pins and its cable. The sketch gives it samples and does what it says.
//
// It decides alone. The host arms, disarms, sets and is told, but nothing waits for it: when the cable is cut, delays, siren,
// cut-off and codes go on as before, and every event is kept until somebody fetches it.
//
// Codes are judged here, whether the link is up or not: one place to judge and one lock to count, and no digit ever leaves the
// node. The host is told the result.
//
// After a start it is what it was: see PanelImage.h, NodeStore.h. Nothing ever makes it disarmed but a right code, the host's
// DISARM, or a blank EEPROM.
#pragma once

#include <BatteryMonitor.h>
#include <KeypadMatrix.h>
#include <SirenPattern.h>
#include <ZoneLoop.h>
#include <stdint.h>
#include "AlarmPanel.h"
#include "CodeEntry.h"
#include "CodeLock.h"
#include "FlapLimit.h"
#include "HostSound.h"
#include "MotionSensor.h"
#include "NodeStore.h"

class SecurityNode {
 public:
  static constexpr uint16_t LINK_LOSS_MS = 5000;          // the host says something every second
  static constexpr uint32_t MOTION_QUIET_MS = 300000;     // while disarmed, one MOTION event in 5 minutes is enough
  static constexpr uint16_t MOTION_QUIET_ARMED_MS = 10000;
  static constexpr uint16_t DIVIDER_FULL_SCALE_MV = 15000;  // 2 kohm and 1 kohm: 5 V at the pin
  static constexpr uint16_t LID_OPEN_MV = 300;              // below: the lid switch is open, or the battery gone

  // clock: in memory that no start erases.
  SecurityNode(EepromMemory& memory, ClockImage& clock);

  // Takes up what was. cause: why it started, noted as it is. The memory must be ready.
  void begin(uint8_t cause, uint32_t now_ms);

  // Samples. Zones and battery every 20 ms, motion every 20 ms or oftener, keys at each scan of the keypad.
  void zone_sample(uint8_t zone, uint16_t raw, uint32_t now_ms);
  void battery_sample(uint16_t raw, uint32_t now_ms);
  void motion_sample(uint8_t motion, bool is_high, uint32_t now_ms);
  void keypad_scan(uint16_t contacts, uint32_t now_ms);

  // All that goes by time. Call it in each loop().
  void update(uint32_t now_ms);

  // What the host says. The two answer false when the state does not allow it.
  void host_heard(uint32_t now_ms);
  bool arm(ArmMode mode, uint8_t bypass, uint32_t now_ms) { return panel_.arm(mode, bypass, By::HOST, now_ms); }
  bool disarm(uint32_t now_ms) {
    sound_.stop();
    return panel_.disarm(By::HOST, now_ms);
  }
  void sound(uint16_t for_s, bool is_pulsing, uint32_t now_ms) { sound_.order(for_s, is_pulsing, now_ms); }
  bool set(const AlarmSettings& settings);  // keeps the codes; false: out of range
  // which: 0 the code, 1 the duress code. count 0: no code.
  bool set_code(uint8_t which, const uint8_t* digits, uint8_t count, uint32_t salt);

  const SirenPattern& outputs() const { return pattern_; }
  const AlarmPanel& panel() const { return panel_; }
  const CodeLock& lock() const { return lock_; }
  const HostSound& host_sound() const { return sound_; }
  const AlarmSettings& settings() const { return settings_; }
  NodeStore& store() { return store_; }
  const NodeStore& store() const { return store_; }
  // Whether what was last decided would survive a power cut.
  bool is_state_stored() const { return !panel_.is_changed() && !must_save_ && store_.is_state_stored(); }
  bool is_stored() const { return is_state_stored() && store_.are_settings_stored(); }

  uint8_t typed() const { return entry_.count(); }
  ZoneState zone(uint8_t zone) const { return known_zones_[zone]; }
  bool sees_motion(uint8_t motion) const { return motions_[motion].sees_motion(); }
  bool is_warm() const { return motions_[0].is_warm(); }
  uint16_t battery_mv() const { return battery_.mv(); }
  bool is_lid_open() const { return is_lid_open_; }
  bool is_battery_low() const { return is_battery_low_; }
  bool is_link_up() const { return is_link_up_; }

 private:
  void restore_settings();
  void restore_panel(uint32_t now_ms);
  void recall_sensors();
  void recall(const EventRecord& record);
  uint8_t open_sensors() const;
  void doubt_sensors();
  void follow_zone(uint8_t zone, uint32_t now_ms);
  void follow_battery(uint32_t now_ms);
  void press(char key, uint32_t now_ms);
  void count_try();
  void judge_code(uint32_t now_ms);
  void accept_code(bool is_duress, uint32_t now_ms);
  void save_state(uint32_t now_ms);
  void show(uint32_t now_ms);
  Show what_to_show() const;
  Show of_the_panel() const;
  bool is_tampered_with() const;
  BatteryLimits battery_limits() const;

  NodeStore store_;
  AlarmSettings settings_;
  AlarmPanel panel_;
  CodeLock lock_;
  CodeEntry entry_;
  KeypadMatrix keypad_;
  ZoneLoop zones_[ZONES];
  ZoneState known_zones_[ZONES] = {};  // as last told
  FlapLimit flaps_[ZONES];
  FlapLimit tampers_[ZONES];  // counted apart: nobody hides a cut wire behind a slamming door
  MotionSensor motions_[MOTIONS];
  uint32_t motion_told_ms_[MOTIONS] = {};
  bool motion_was_told_[MOTIONS] = {};
  BatteryMonitor battery_;
  SirenPattern pattern_;
  HostSound sound_;
  bool is_lid_open_ = false;     // as last told
  bool is_battery_low_ = false;  // as last told
  bool is_judging_ = false;
  bool must_save_ = false;
  bool is_link_up_ = false;
  uint32_t heard_ms_ = 0;
};
