// What the security node tells the host. The words of firmware/protocol.toml stand in the same order.
#pragma once

#include <stdint.h>

// A sensor is a number: zones 0 to 3, motion sensors 4 and 5, the lid (and its battery) 6. Masks have a bit for each.
constexpr uint8_t ZONES = 4;
constexpr uint8_t FIRST_MOTION = 4;
constexpr uint8_t MOTIONS = 2;
constexpr uint8_t LID = 6;
constexpr uint8_t SENSORS = 7;
constexpr uint8_t ALL_SENSORS = (1 << SENSORS) - 1;
constexpr uint8_t NO_SENSOR = 7;

constexpr uint8_t bit_of(uint8_t sensor) { return static_cast<uint8_t>(1 << sensor); }

// The number in brackets is what `detail` holds.
enum class EventKind : uint8_t {
  NONE,
  FIRST_START,        // blank EEPROM
  RESTARTED,          // (cause, as in the BOOT line)
  STATE_DAMAGED,      // the stored state could not be read: armed AWAY, to be on the safe side
  SETTINGS_DAMAGED,   // the stored settings could not be read: defaults, and no code
  MEMORY_WORN,        // (number of cells that do not hold what is written)
  ZONE_CLOSED,        // (sensor)
  ZONE_OPENED,        // (sensor)
  ZONE_SHORTED,       // (sensor)
  ZONE_CUT,           // (sensor)
  ZONE_WRONG,         // (sensor) a loop that is neither open nor closed, short nor cut
  MOTION,             // (sensor)
  LID_OPENED,         // or the battery is gone
  LID_CLOSED,
  BATTERY_LOW,        // (decivolts)
  BATTERY_OK,         // (decivolts)
  EXIT_STARTED,       // (By)
  ARMED,              // (mode)
  LEFT_OPEN,          // (sensor) open or tampered with when the exit delay ended: left out until it is closed
  ENTRY_STARTED,      // (sensor)
  ALARM,              // (sensor)
  SIREN_CUT_OFF,      // (sensor that caused the alarm)
  SHUT_DOWN,          // (sensor) has caused too many alarms: left out until the next arming
  DISARMED,           // (By)
  DURESS,             // the duress code was typed
  CODE_RIGHT,         // at the keypad, while disarmed
  CODE_WRONG,         // (how many in a row)
  KEYPAD_LOCKED,      // (units of 10 s)
  KEYPAD_UNLOCKED,
  KEY_C,              // the host's to use
  KEY_D,
  BYPASSED,           // (mask) sensors left out by the host
  SETTINGS_CHANGED,
  CODE_CHANGED,       // (0 the code, 1 the duress code)
  LINK_LOST,
  LINK_BACK,
  EVENTS_LOST,        // (how many; 0: from here on, 255: or more)
};

enum class By : uint8_t { NOBODY, HOST, KEYPAD, DURESS };

// Chatter is what happens every day; all else matters more when room gets short.
constexpr bool matters(EventKind kind) {
  return kind != EventKind::ZONE_CLOSED && kind != EventKind::ZONE_OPENED && kind != EventKind::MOTION &&
         kind != EventKind::KEY_C && kind != EventKind::KEY_D && kind != EventKind::LINK_LOST &&
         kind != EventKind::LINK_BACK && kind != EventKind::RESTARTED;
}

// Whoever keeps events. Returns the id that the event gets.
class EventSink {
 public:
  virtual uint16_t note(EventKind kind, uint8_t detail) = 0;
};
