// Generated from firmware/protocol.toml by ./maker protocol: change it there.
// What the security node and its host say to each other. Sensors: zones 0-3, motion 4-5, lid 6.
#pragma once

#include "MessageSchema.h"
#include "link_messages.h"

namespace maker {
namespace node {

constexpr uint8_t PROTOCOL_VERSION = 1;
constexpr uint16_t SCHEMA_HASH = 10721u;

enum class AlarmState : uint8_t {
  Disarmed,  // nothing sounds, but for tampering if that is set
  ExitDelay,  // time to leave
  Armed,  // a sensor that trips starts the entry delay or the alarm
  EntryDelay,  // time to disarm
  Alarm,  // the siren sounds, until it is cut off
};
const char WORDS_OF_ALARM_STATE[] PROGMEM = "DISARMED,EXIT_DELAY,ARMED,ENTRY_DELAY,ALARM";

enum class ArmMode : uint8_t {
  Off,  // disarmed
  Away,  // all sensors count
  Home,  // the sensors of `left_out_at_home` do not count
};
const char WORDS_OF_ARM_MODE[] PROGMEM = "OFF,AWAY,HOME";

enum class Zone : uint8_t {
  Closed,  // the loop is sound, the reed switch closed
  Open,  // the loop is sound, the reed switch open
  Shorted,  // the wires touch
  Cut,  // a wire is cut
  Wrong,  // a resistance that the loop cannot have
};
const char WORDS_OF_ZONE[] PROGMEM = "CLOSED,OPEN,SHORTED,CUT,WRONG";

enum class SirenSound : uint8_t {
  Steady,  // as for an alarm of the node's own
  Pulsing,  // half a second on, half a second off: as for tampering
};
const char WORDS_OF_SIREN_SOUND[] PROGMEM = "STEADY,PULSING";

enum class WhichCode : uint8_t {
  Main,  // disarms
  Duress,  // disarms, and the host is told that somebody was forced
};
const char WORDS_OF_WHICH_CODE[] PROGMEM = "MAIN,DURESS";

enum class EventKind : uint8_t {
  FirstStart,  // blank EEPROM: the node has never run, or was erased; ids begin at 1
  Restarted,  // detail: cause, in the order of ResetCause
  StateDamaged,  // the stored state could not be read: armed AWAY, to be on the safe side
  SettingsDamaged,  // the stored settings could not be read: defaults, and no code
  MemoryWorn,  // detail: cells of the EEPROM that do not hold what is written
  ZoneClosed,  // detail: sensor
  ZoneOpened,  // detail: sensor
  ZoneShorted,  // detail: sensor
  ZoneCut,  // detail: sensor
  ZoneWrong,  // detail: sensor
  Motion,  // detail: sensor. While disarmed at most one in 5 minutes for each
  LidOpened,  // or the battery is gone
  LidClosed,  // the lid is closed and the battery there
  BatteryLow,  // detail: tenths of a volt
  BatteryOk,  // detail: tenths of a volt
  ExitStarted,  // detail: 1 by the host, 2 at the keypad
  Armed,  // detail: mode, in the order of ArmMode
  // detail: sensor. It was open when the exit delay ended, and is left out until it is closed
  LeftOpen,
  EntryStarted,  // detail: sensor
  Alarm,  // detail: sensor
  SirenCutOff,  // detail: sensor that had caused the alarm
  ShutDown,  // detail: sensor. It has caused too many alarms, and is left out until the next arming
  Disarmed,  // detail: 1 by the host, 2 at the keypad, 3 there with the duress code
  Duress,  // the duress code was typed
  CodeRight,  // at the keypad, while disarmed
  CodeWrong,  // detail: how many in a row
  KeypadLocked,  // detail: for how long, in units of 10 s
  KeypadUnlocked,  // the lock has ended
  KeyC,  // the key C was pressed: the host's to use
  KeyD,  // the key D was pressed: the host's to use
  Bypassed,  // detail: mask of the sensors that the host left out
  SettingsChanged,  // by the host
  CodeChanged,  // by the host. Detail: which, in the order of WhichCode
  LinkLost,  // nothing came from the host for 5 s
  LinkBack,  // the host is heard again, after HELLO or a silence
  EventsLost,  // detail: how many events found no place; 0: some, from here on; 255: or more
};
const char WORDS_OF_EVENT_KIND[] PROGMEM = "FIRST_START,RESTARTED,STATE_DAMAGED,SETTINGS_DAMAGED,MEMORY_WORN,ZONE_CLOSED,ZONE_OPENED,ZONE_SHORTED,ZONE_CUT,ZONE_WRONG,MOTION,LID_OPENED,LID_CLOSED,BATTERY_LOW,BATTERY_OK,EXIT_STARTED,ARMED,LEFT_OPEN,ENTRY_STARTED,ALARM,SIREN_CUT_OFF,SHUT_DOWN,DISARMED,DURESS,CODE_RIGHT,CODE_WRONG,KEYPAD_LOCKED,KEYPAD_UNLOCKED,KEY_C,KEY_D,BYPASSED,SETTINGS_CHANGED,CODE_CHANGED,LINK_LOST,LINK_BACK,EVENTS_LOST";

const FieldSchema FIELDS_OF_ARM[] PROGMEM = {
  {0L, 2L, WORDS_OF_ARM_MODE},
  {0L, 127L, nullptr},
};
const MessageSchema SCHEMA_OF_ARM PROGMEM = {"ARM", 2, FIELDS_OF_ARM};
// Arms, by way of the exit delay. Answered by DONE when it is stored; refused while not disarmed.
// From the host, when somebody wants it.
struct Arm {
  enum : uint8_t { ID = 3, FIELDS = 2 };
  ArmMode mode;  // AWAY or HOME
  uint8_t bypass;  // 0 to 127; mask of the sensors to leave out until disarming; bit 0 is sensor 0
  static const MessageSchema* description() { return &SCHEMA_OF_ARM; }
  static Arm from(const int32_t* values) {
    Arm message;
    message.mode = static_cast<ArmMode>(values[0]);
    message.bypass = static_cast<uint8_t>(values[1]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(mode);
    values[1] = static_cast<int32_t>(bypass);
  }
};

const MessageSchema SCHEMA_OF_DISARM PROGMEM = {"DISARM", 0, nullptr};
// Disarms, and silences the siren. Whether somebody may is the host's to judge. Answered by DONE
// when it is stored. From the host, when somebody wants it.
struct Disarm {
  enum : uint8_t { ID = 4, FIELDS = 0 };
  static const MessageSchema* description() { return &SCHEMA_OF_DISARM; }
  static Disarm from(const int32_t*) { return Disarm{}; }
  void into(int32_t*) const {}
};

const FieldSchema FIELDS_OF_SOUND[] PROGMEM = {
  {0L, 900L, nullptr},
  {0L, 1L, WORDS_OF_SIREN_SOUND},
};
const MessageSchema SCHEMA_OF_SOUND PROGMEM = {"SOUND", 2, FIELDS_OF_SOUND};
// Sounds siren and strobe for what the node does not know of: cameras, sensors of the Pi. Ended by
// its time, by DISARM and by a right code. Goes on when the link is lost. A reset forgets it, but
// never an alarm of the node's own, which it does not silence either. Answered by STATE. From the
// host, when it shall begin or end, and every few seconds in between with the time that is left.
struct Sound {
  enum : uint8_t { ID = 5, FIELDS = 2 };
  // 0 to 900 s; for how long from now on; 0: silent. After 900 s without a 0 the node ends it and
  // takes no more until a 0 comes
  uint16_t sound_s;
  SirenSound sound;  // how it sounds
  static const MessageSchema* description() { return &SCHEMA_OF_SOUND; }
  static Sound from(const int32_t* values) {
    Sound message;
    message.sound_s = static_cast<uint16_t>(values[0]);
    message.sound = static_cast<SirenSound>(values[1]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(sound_s);
    values[1] = static_cast<int32_t>(sound);
  }
};

const FieldSchema FIELDS_OF_SET[] PROGMEM = {
  {0L, 180L, nullptr},
  {0L, 45L, nullptr},
  {5L, 900L, nullptr},
  {0L, 3L, nullptr},
  {0L, 127L, nullptr},
  {0L, 127L, nullptr},
  {2000L, 12000L, nullptr},
  {0L, 1L, nullptr},
};
const MessageSchema SCHEMA_OF_SET PROGMEM = {"SET", 8, FIELDS_OF_SET};
// Changes the settings, for good. Answered by DONE when they are stored. From the host, when they
// shall change.
struct Set {
  enum : uint8_t { ID = 6, FIELDS = 8 };
  uint8_t exit_s;  // 0 to 180 s; exit delay; 45 at first
  uint8_t entry_s;  // 0 to 45 s; entry delay; 30 at first
  uint16_t siren_s;  // 5 to 900 s; the siren is cut off after this; 180 at first
  // 0 to 3; alarms of one sensor after its first, until it is shut down; 3 at first
  uint8_t retriggers;
  // 0 to 127; mask of the sensors that start the entry delay; all others alarm at once; zone 0 and
  // motion 4 at first
  uint8_t entry_route;
  // 0 to 127; mask of the sensors that do not count in HOME; both motion sensors at first
  uint8_t left_out_at_home;
  // 2000 to 12000 mV; below, the battery is low; 4400 at first, four NiMH cells
  uint16_t battery_low_mv;
  uint8_t tamper_sounds;  // 0 to 1; 1: tampering while disarmed sounds the siren; 0 at first
  static const MessageSchema* description() { return &SCHEMA_OF_SET; }
  static Set from(const int32_t* values) {
    Set message;
    message.exit_s = static_cast<uint8_t>(values[0]);
    message.entry_s = static_cast<uint8_t>(values[1]);
    message.siren_s = static_cast<uint16_t>(values[2]);
    message.retriggers = static_cast<uint8_t>(values[3]);
    message.entry_route = static_cast<uint8_t>(values[4]);
    message.left_out_at_home = static_cast<uint8_t>(values[5]);
    message.battery_low_mv = static_cast<uint16_t>(values[6]);
    message.tamper_sounds = static_cast<uint8_t>(values[7]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(exit_s);
    values[1] = static_cast<int32_t>(entry_s);
    values[2] = static_cast<int32_t>(siren_s);
    values[3] = static_cast<int32_t>(retriggers);
    values[4] = static_cast<int32_t>(entry_route);
    values[5] = static_cast<int32_t>(left_out_at_home);
    values[6] = static_cast<int32_t>(battery_low_mv);
    values[7] = static_cast<int32_t>(tamper_sounds);
  }
};

const MessageSchema SCHEMA_OF_GET PROGMEM = {"GET", 0, nullptr};
// Asks for the settings. Answered by CONFIG. From the host, when the host wants to know.
struct Get {
  enum : uint8_t { ID = 7, FIELDS = 0 };
  static const MessageSchema* description() { return &SCHEMA_OF_GET; }
  static Get from(const int32_t*) { return Get{}; }
  void into(int32_t*) const {}
};

const FieldSchema FIELDS_OF_CODE[] PROGMEM = {
  {0L, 1L, WORDS_OF_WHICH_CODE},
  {0L, 8L, nullptr},
  {0L, 99999999L, nullptr},
  {0L, 2147483647L, nullptr},
};
const MessageSchema SCHEMA_OF_CODE PROGMEM = {"CODE", 4, FIELDS_OF_CODE};
// Sets a code of the keypad, which the node keeps salted and hashed. Answered by DONE when it is
// stored; refused with 1 to 3 digits, or a number of more. From the host, when it shall change.
struct Code {
  enum : uint8_t { ID = 8, FIELDS = 4 };
  WhichCode which;  // which of the two
  uint8_t digits;  // 0 to 8; how many digits it has, 4 to 8; 0: there is no such code from now on
  uint32_t number;  // 0 to 99999999; the code; leading zeros are given by `digits`
  uint32_t salt;  // 0 to 2147483647; a random number, another each time
  static const MessageSchema* description() { return &SCHEMA_OF_CODE; }
  static Code from(const int32_t* values) {
    Code message;
    message.which = static_cast<WhichCode>(values[0]);
    message.digits = static_cast<uint8_t>(values[1]);
    message.number = static_cast<uint32_t>(values[2]);
    message.salt = static_cast<uint32_t>(values[3]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(which);
    values[1] = static_cast<int32_t>(digits);
    values[2] = static_cast<int32_t>(number);
    values[3] = static_cast<int32_t>(salt);
  }
};

const MessageSchema* const FROM_HOST_LIST[] PROGMEM = {
  &link::SCHEMA_OF_HELLO,
  &link::SCHEMA_OF_PING,
  &link::SCHEMA_OF_ACK,
  &SCHEMA_OF_ARM,
  &SCHEMA_OF_DISARM,
  &SCHEMA_OF_SOUND,
  &SCHEMA_OF_SET,
  &SCHEMA_OF_GET,
  &SCHEMA_OF_CODE,
};
constexpr KnownMessages FROM_HOST = {FROM_HOST_LIST, 9};

const FieldSchema FIELDS_OF_EVENT[] PROGMEM = {
  {0L, 65535L, nullptr},
  {0L, 35L, WORDS_OF_EVENT_KIND},
  {0L, 255L, nullptr},
  {-1L, 16777215L, nullptr},
};
const MessageSchema SCHEMA_OF_EVENT PROGMEM = {"EVENT", 4, FIELDS_OF_EVENT};
// Something happened: the oldest event without ACK. Only the last one that was acknowledged can
// come once more, with the same id, kind and detail. From the board, at once, then every 500 ms
// until acknowledged.
struct Event {
  enum : uint8_t { ID = 5, FIELDS = 4 };
  uint16_t event_id;  // 0 to 65535; counts up for ever; a gap is a worn place of the EEPROM
  EventKind kind;  // what happened
  uint8_t detail;  // 0 to 255; what it means depends on the kind; else 0
  // -1 to 16777215 s; how long ago, to 2 s for each reset since; -1: unknown, the power was cut
  // since
  int32_t age_s;
  static const MessageSchema* description() { return &SCHEMA_OF_EVENT; }
  static Event from(const int32_t* values) {
    Event message;
    message.event_id = static_cast<uint16_t>(values[0]);
    message.kind = static_cast<EventKind>(values[1]);
    message.detail = static_cast<uint8_t>(values[2]);
    message.age_s = static_cast<int32_t>(values[3]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(event_id);
    values[1] = static_cast<int32_t>(kind);
    values[2] = static_cast<int32_t>(detail);
    values[3] = static_cast<int32_t>(age_s);
  }
};

const FieldSchema FIELDS_OF_STATE[] PROGMEM = {
  {0L, 4L, WORDS_OF_ALARM_STATE},
  {0L, 2L, WORDS_OF_ARM_MODE},
  {0L, 900L, nullptr},
  {0L, 7L, nullptr},
  {0L, 1L, nullptr},
  {0L, 127L, nullptr},
  {0L, 900L, nullptr},
  {0L, 9L, nullptr},
  {0L, 76L, nullptr},
  {0L, 900L, nullptr},
};
const MessageSchema SCHEMA_OF_STATE PROGMEM = {"STATE", 10, FIELDS_OF_STATE};
// Where the alarm stands. It is said only when it is stored. From the board, once a second, and at
// once when it changes.
struct State {
  enum : uint8_t { ID = 6, FIELDS = 10 };
  AlarmState state;  // what is going on
  ArmMode mode;  // which sensors count
  uint16_t remaining_s;  // 0 to 900 s; of a delay, or until the siren is cut off
  // 0 to 7; sensor that started the entry delay or the last alarm since arming; 7: none
  uint8_t cause;
  uint8_t has_alarmed;  // 0 to 1; 1: since arming, there was an alarm
  uint8_t left_out;  // 0 to 127; mask of the sensors that do not count now
  uint16_t locked_s;  // 0 to 900 s; for how long the keypad takes no code; 0: it is not locked
  uint8_t typed;  // 0 to 9; digits that stand typed at the keypad; 9: too many
  uint8_t unacknowledged;  // 0 to 76; events that wait
  uint16_t sound_s;  // 0 to 900 s; for how long the siren still sounds because the host wanted it
  static const MessageSchema* description() { return &SCHEMA_OF_STATE; }
  static State from(const int32_t* values) {
    State message;
    message.state = static_cast<AlarmState>(values[0]);
    message.mode = static_cast<ArmMode>(values[1]);
    message.remaining_s = static_cast<uint16_t>(values[2]);
    message.cause = static_cast<uint8_t>(values[3]);
    message.has_alarmed = static_cast<uint8_t>(values[4]);
    message.left_out = static_cast<uint8_t>(values[5]);
    message.locked_s = static_cast<uint16_t>(values[6]);
    message.typed = static_cast<uint8_t>(values[7]);
    message.unacknowledged = static_cast<uint8_t>(values[8]);
    message.sound_s = static_cast<uint16_t>(values[9]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(state);
    values[1] = static_cast<int32_t>(mode);
    values[2] = static_cast<int32_t>(remaining_s);
    values[3] = static_cast<int32_t>(cause);
    values[4] = static_cast<int32_t>(has_alarmed);
    values[5] = static_cast<int32_t>(left_out);
    values[6] = static_cast<int32_t>(locked_s);
    values[7] = static_cast<int32_t>(typed);
    values[8] = static_cast<int32_t>(unacknowledged);
    values[9] = static_cast<int32_t>(sound_s);
  }
};

const FieldSchema FIELDS_OF_SENSE[] PROGMEM = {
  {0L, 4L, WORDS_OF_ZONE},
  {0L, 4L, WORDS_OF_ZONE},
  {0L, 4L, WORDS_OF_ZONE},
  {0L, 4L, WORDS_OF_ZONE},
  {0L, 3L, nullptr},
  {0L, 1L, nullptr},
  {0L, 1L, nullptr},
  {0L, 15000L, nullptr},
};
const MessageSchema SCHEMA_OF_SENSE PROGMEM = {"SENSE", 8, FIELDS_OF_SENSE};
// What the sensors say. From the board, twice a second, and at once when it changes.
struct Sense {
  enum : uint8_t { ID = 7, FIELDS = 8 };
  Zone zone_0;  // as last told in an event; CLOSED before the first
  Zone zone_1;  // as zone_0
  Zone zone_2;  // as zone_0
  Zone zone_3;  // as zone_0
  uint8_t motions;  // 0 to 3; bit 0: motion sensor 4 sees somebody; bit 1: sensor 5
  // 0 to 1; 0: the motion sensors warm up for a minute after power-on, and are not believed
  uint8_t warm;
  uint8_t lid_open;  // 0 to 1; 1: the lid is open, or the battery gone
  uint16_t battery_mv;  // 0 to 15000 mV; smoothed over 0.3 s
  static const MessageSchema* description() { return &SCHEMA_OF_SENSE; }
  static Sense from(const int32_t* values) {
    Sense message;
    message.zone_0 = static_cast<Zone>(values[0]);
    message.zone_1 = static_cast<Zone>(values[1]);
    message.zone_2 = static_cast<Zone>(values[2]);
    message.zone_3 = static_cast<Zone>(values[3]);
    message.motions = static_cast<uint8_t>(values[4]);
    message.warm = static_cast<uint8_t>(values[5]);
    message.lid_open = static_cast<uint8_t>(values[6]);
    message.battery_mv = static_cast<uint16_t>(values[7]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(zone_0);
    values[1] = static_cast<int32_t>(zone_1);
    values[2] = static_cast<int32_t>(zone_2);
    values[3] = static_cast<int32_t>(zone_3);
    values[4] = static_cast<int32_t>(motions);
    values[5] = static_cast<int32_t>(warm);
    values[6] = static_cast<int32_t>(lid_open);
    values[7] = static_cast<int32_t>(battery_mv);
  }
};

const FieldSchema FIELDS_OF_CONFIG[] PROGMEM = {
  {0L, 180L, nullptr},
  {0L, 45L, nullptr},
  {5L, 900L, nullptr},
  {0L, 3L, nullptr},
  {0L, 127L, nullptr},
  {0L, 127L, nullptr},
  {2000L, 12000L, nullptr},
  {0L, 1L, nullptr},
  {0L, 1L, nullptr},
  {0L, 1L, nullptr},
};
const MessageSchema SCHEMA_OF_CONFIG PROGMEM = {"CONFIG", 10, FIELDS_OF_CONFIG};
// The settings, as they are. From the board, once for each GET.
struct Config {
  enum : uint8_t { ID = 8, FIELDS = 10 };
  uint8_t exit_s;  // 0 to 180 s; as in SET
  uint8_t entry_s;  // 0 to 45 s; as in SET
  uint16_t siren_s;  // 5 to 900 s; as in SET
  uint8_t retriggers;  // 0 to 3; as in SET
  uint8_t entry_route;  // 0 to 127; as in SET
  uint8_t left_out_at_home;  // 0 to 127; as in SET
  uint16_t battery_low_mv;  // 2000 to 12000 mV; as in SET
  uint8_t tamper_sounds;  // 0 to 1; as in SET
  uint8_t has_code;  // 0 to 1; 1: a code is set
  uint8_t has_duress;  // 0 to 1; 1: a duress code is set
  static const MessageSchema* description() { return &SCHEMA_OF_CONFIG; }
  static Config from(const int32_t* values) {
    Config message;
    message.exit_s = static_cast<uint8_t>(values[0]);
    message.entry_s = static_cast<uint8_t>(values[1]);
    message.siren_s = static_cast<uint16_t>(values[2]);
    message.retriggers = static_cast<uint8_t>(values[3]);
    message.entry_route = static_cast<uint8_t>(values[4]);
    message.left_out_at_home = static_cast<uint8_t>(values[5]);
    message.battery_low_mv = static_cast<uint16_t>(values[6]);
    message.tamper_sounds = static_cast<uint8_t>(values[7]);
    message.has_code = static_cast<uint8_t>(values[8]);
    message.has_duress = static_cast<uint8_t>(values[9]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(exit_s);
    values[1] = static_cast<int32_t>(entry_s);
    values[2] = static_cast<int32_t>(siren_s);
    values[3] = static_cast<int32_t>(retriggers);
    values[4] = static_cast<int32_t>(entry_route);
    values[5] = static_cast<int32_t>(left_out_at_home);
    values[6] = static_cast<int32_t>(battery_low_mv);
    values[7] = static_cast<int32_t>(tamper_sounds);
    values[8] = static_cast<int32_t>(has_code);
    values[9] = static_cast<int32_t>(has_duress);
  }
};

const MessageSchema* const FROM_BOARD_LIST[] PROGMEM = {
  &link::SCHEMA_OF_BOOT,
  &link::SCHEMA_OF_PONG,
  &link::SCHEMA_OF_DONE,
  &link::SCHEMA_OF_NAK,
  &link::SCHEMA_OF_COUNT,
  &SCHEMA_OF_EVENT,
  &SCHEMA_OF_STATE,
  &SCHEMA_OF_SENSE,
  &SCHEMA_OF_CONFIG,
};
constexpr KnownMessages FROM_BOARD = {FROM_BOARD_LIST, 9};

}  // namespace node
}  // namespace maker
