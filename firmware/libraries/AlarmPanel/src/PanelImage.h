// PanelImage: what the alarm panel must find again after a reset or a power cut, as it stands in the EEPROM.
#pragma once

#include <stdint.h>
#include "NodeEvent.h"

enum class AlarmState : uint8_t { DISARMED, EXIT_DELAY, ARMED, ENTRY_DELAY, ALARM };
enum class ArmMode : uint8_t { OFF, AWAY, HOME };

struct PanelImage {
  static constexpr uint8_t BYTES = 17;

  AlarmState state = AlarmState::DISARMED;
  ArmMode mode = ArmMode::OFF;
  uint8_t bypass = 0;           // mask: left out by the host
  uint8_t left_open = 0;        // mask: open when the exit delay ended, left out until closed
  uint8_t alarms[SENSORS] = {}; // how many alarms each has caused since arming, at most 15
  uint16_t remaining_s = 0;     // of a state with a time
  uint8_t cause = NO_SENSOR;    // of the entry delay or the last alarm
  bool has_alarmed = false;     // since arming
  uint8_t code_tries = 0;
  uint8_t lock_level = 0;
  uint16_t lock_remaining_s = 0;
  // The event that told of this state: restored too, if the cut came between the two writes.
  uint16_t note_id = 0;
  EventKind note_kind = EventKind::NONE;
  uint8_t note_detail = 0;

  // The safe side: what a panel becomes that has forgotten its state.
  static PanelImage armed_away();

  void to_bytes(uint8_t* bytes) const;

  // Returns false when the bytes are no state that can be.
  bool from_bytes(const uint8_t* bytes);
};
