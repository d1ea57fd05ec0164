// AlarmPanel: arms, waits, sounds and disarms. It knows sensors by number, and neither pins nor EEPROM.
//
// Every change of state passes through enter(), which notes it with its reason. What makes a cell's change is on the left; "-"
// is "nothing happens". A sensor counts when it is not left out (bypassed, not part of HOME, open since arming, or shut down).
//
//   event                           | DISARMED      | EXIT_DELAY  | ARMED          | ENTRY_DELAY | ALARM
//   arm                             | EXIT_DELAY (1)| -           | -              | -           | -
//   disarm                          | -             | DISARMED    | DISARMED       | DISARMED    | DISARMED
//   sensor on the entry route trips | -             | -           | ENTRY_DELAY (2)| -           | -
//   any other sensor trips          | -             | -           | ALARM          | ALARM       | -
//   a sensor is tampered with       | - (3)         | ALARM       | ALARM          | ALARM       | -
//   the state's time is up          | (has none)    | ARMED       | (has none)     | ALARM       | ARMED (4)
//   restart                         | DISARMED      | EXIT_DELAY  | ARMED          | ENTRY_DELAY | ALARM (5)
//
//   (1) ARMED at once when the exit delay is 0. arm() says no in every other state.
//   (2) ALARM at once when the entry delay is 0.
//   (3) ALARM when the settings say that tampering sounds while disarmed. Tampering counts in HOME too, for all sensors.
//   (4) The siren is cut off; DISARMED when it was an alarm while disarmed. A sensor that has now caused more alarms than its
//       first and `retriggers` is shut down until the next arming (its door swings in the wind, or its cable rots).
//   (5) With the time that remained, less the cost of a restart. It is told apart from a new alarm: only a sensor that trips anew
//       counts.
//
// Arming never fails and never hangs on an open window: what is open when the exit delay ends is left out until it is closed,
// and told (LEFT_OPEN). A door that is used in the exit delay is the way out, and no reason to stop arming.
#pragma once

#include <stdint.h>
#include "AlarmSettings.h"
#include "NodeEvent.h"
#include "PanelImage.h"

class AlarmPanel {
 public:
  // The remaining time is stored so often while a time runs: 76 records a day for one coming and one going (see NodeStore.h).
  static constexpr uint16_t CHECKPOINT_MS = 2000;
  // A restart takes 1.6 s of boot-loader, and up to 2 s have passed since the last record. It must not win anybody time: so a
  // delay loses all of it and more, the siren less than that.
  static constexpr uint8_t DELAY_RESTART_COST_S = 4;
  static constexpr uint8_t SIREN_RESTART_COST_S = 1;

  AlarmPanel(const AlarmSettings& settings, EventSink& events) : settings_(settings), events_(events) {}

  // Takes up what was stored. open: mask of the sensors that were open or tampered with when last told. open() is then what can
  // be believed of it.
  void restore(const PanelImage& image, uint8_t open, uint32_t now_ms);

  // bypass: mask of the sensors to leave out. Returns false when it is not DISARMED.
  bool arm(ArmMode mode, uint8_t bypass, By by, uint32_t now_ms);

  // Returns false when it is DISARMED already.
  bool disarm(By by, uint32_t now_ms);

  void trip(uint8_t sensor, uint32_t now_ms);
  void tamper(uint8_t sensor, uint32_t now_ms);
  void close(uint8_t sensor);  // closed again, and sound
  void tick(uint32_t now_ms);

  AlarmState state() const { return state_; }
  ArmMode mode() const { return mode_; }
  uint16_t remaining_s(uint32_t now_ms) const;  // rounded up; 0 in a state that has no time
  uint8_t cause() const { return cause_; }
  bool has_alarmed() const { return has_alarmed_; }
  bool is_tamper_alarm() const { return is_tamper_alarm_; }
  uint8_t open() const { return open_; }
  uint8_t left_out() const;  // mask of all that does not count

  // Fills in what must be stored; the code lock's part is somebody else's.
  void save(PanelImage& image, uint32_t now_ms) const;

  // Whether something has changed that must be stored; take_change() says it once.
  bool is_changed() const { return is_changed_; }
  bool take_change();

 private:
  void enter(AlarmState state, EventKind why, uint8_t detail, uint16_t for_s, uint32_t now_ms);
  void alarm(uint8_t sensor, bool is_tamper, uint32_t now_ms);
  void end_exit_delay(uint32_t now_ms);
  void end_alarm(uint32_t now_ms);
  uint8_t may_be_open() const;
  bool counts(uint8_t sensor) const { return (left_out() & bit_of(sensor)) == 0; }
  uint8_t shut_down() const;
  bool has_time() const;

  const AlarmSettings& settings_;
  EventSink& events_;
  AlarmState state_ = AlarmState::DISARMED;
  ArmMode mode_ = ArmMode::OFF;
  uint8_t bypass_ = 0;
  uint8_t left_open_ = 0;
  uint8_t open_ = 0;
  uint8_t alarms_[SENSORS] = {};
  uint8_t cause_ = NO_SENSOR;
  bool has_alarmed_ = false;
  bool is_tamper_alarm_ = false;
  bool is_changed_ = false;
  uint16_t note_id_ = 0;
  EventKind note_kind_ = EventKind::NONE;
  uint8_t note_detail_ = 0;
  uint32_t since_ms_ = 0;
  uint32_t for_ms_ = 0;
  uint32_t checkpoint_ms_ = 0;
};
