// Generated from firmware/protocol.toml by ./maker protocol: change it there.
// What the car controller and its host say to each other.
#pragma once

#include "MessageSchema.h"
#include "link_messages.h"

namespace maker {
namespace car {

constexpr uint8_t PROTOCOL_VERSION = 1;
constexpr uint16_t SCHEMA_HASH = 29188u;

enum class Mode : uint8_t {
  // the motors are off; the host must send good commands at zero for 500 ms before ARM is taken
  Disarmed,
  Ready,  // the motors are off; ARM would be taken now
  Armed,  // the wheels follow the host's commands
};
const char WORDS_OF_MODE[] PROGMEM = "DISARMED,READY,ARMED";

enum class Stop : uint8_t {
  Boot,  // nothing has stopped it since it started: it was never armed
  Order,  // the host said DISARM, or somebody typed stop
  NewHost,  // a HELLO came while the car was armed: that host does not know what it drives
  LinkLost,  // no good drive command for 300 ms
  Estop,  // the emergency stop is pressed, or its wire is cut
  Bumper,  // the bumper touched something
  Stall,  // both motors are driven and no wheel turns
  // the left motor is driven and its encoder says nothing: wheel blocked, or encoder unplugged
  LeftSilent,
  // the right motor is driven and its encoder says nothing: wheel blocked, or encoder unplugged
  RightSilent,
  // the left encoder counts what its motor does not do: noise on its wire, or the wheel is turned
  // from outside
  LeftNoisy,
  // the right encoder counts what its motor does not do: noise on its wire, or the wheel is turned
  // from outside
  RightNoisy,
  Sag,  // the battery broke down under the motors' load
  Empty,  // the battery is empty
  Missing,  // no battery, or its switch is off
};
const char WORDS_OF_STOP[] PROGMEM = "BOOT,ORDER,NEW_HOST,LINK_LOST,ESTOP,BUMPER,STALL,LEFT_SILENT,RIGHT_SILENT,LEFT_NOISY,RIGHT_NOISY,SAG,EMPTY,MISSING";

enum class Block : uint8_t {
  Clear,  // nothing stands in the way forwards
  // something is nearer than the car needs to stop: forwards is blocked, backwards is free
  Obstacle,
  Blind,  // the sonar gives no readings: forwards is blocked, backwards is free
  Bumper,  // the bumper is pressed: forwards is blocked, backwards is free
};
const char WORDS_OF_BLOCK[] PROGMEM = "CLEAR,OBSTACLE,BLIND,BUMPER";

enum class ArmHurdle : uint8_t {
  NoHello,  // the host has not said HELLO, or one that does not fit
  NoCommands,  // drive commands have not come without a gap of 100 ms for the last 500 ms
  NotZero,  // a drive command of the last 500 ms was not zero
  Estop,  // the emergency stop is pressed, or its wire is cut
  Battery,  // the battery is empty, missing, or not judged yet (it takes a second of rest)
  Events,  // the host has not acknowledged the events of the last stops
};
const char WORDS_OF_ARM_HURDLE[] PROGMEM = "NO_HELLO,NO_COMMANDS,NOT_ZERO,ESTOP,BATTERY,EVENTS";

enum class EventKind : uint8_t {
  Armed,  // the wheels follow commands from now on
  Stopped,  // the motors are off and stay off; `stop` says why
  Blocked,  // forwards is blocked; `block` says why
  Freed,  // forwards is free again
  Charge,  // the battery is judged anew; `BATT` says how
};
const char WORDS_OF_EVENT_KIND[] PROGMEM = "ARMED,STOPPED,BLOCKED,FREED,CHARGE";

enum class Charge : uint8_t {
  Unknown,  // not judged yet
  Good,  // good
  Weak,  // charge it soon
  Empty,  // the motors stay off
  Sagging,  // broke down under load; a second of rest says what it is
  Missing,  // no battery, or its switch is off
};
const char WORDS_OF_CHARGE[] PROGMEM = "UNKNOWN,GOOD,WEAK,EMPTY,SAGGING,MISSING";

enum class Echo : uint8_t {
  Echo,  // something reflects
  Nothing,  // the sensor listened, and nothing came back
  Silent,  // the sensor did not answer: unplugged, or broken
};
const char WORDS_OF_ECHO[] PROGMEM = "ECHO,NOTHING,SILENT";

enum class Setting : uint8_t {
  Encoders,  // 1: wheel encoders are fitted, speed is controlled; 0: open loop
  // 1: the front sonar is fitted; 0: the firmware sees no obstacle, and goes no faster than
  // OPEN_SPEED
  Sonar,
  Battery,  // 1: the divider on A2 is fitted; 0: the battery is not judged
  Edges,  // edges of one encoder on one metre, rising and falling
  FullSpeed,  // mm/s that a wheel makes at full duty
  OpenSpeed,  // mm/s: no faster forwards while the sonar sees nothing at all
  Divider,  // mV of the battery that read as full scale on A2
  LowCharge,  // mV at rest below which the battery is weak
  NoCharge,  // mV at rest below which the battery is empty
};
const char WORDS_OF_SETTING[] PROGMEM = "ENCODERS,SONAR,BATTERY,EDGES,FULL_SPEED,OPEN_SPEED,DIVIDER,LOW_CHARGE,NO_CHARGE";

const FieldSchema FIELDS_OF_DRV[] PROGMEM = {
  {-1500L, 1500L, nullptr},
  {-1500L, 1500L, nullptr},
};
const MessageSchema SCHEMA_OF_DRV PROGMEM = {"DRV", 2, FIELDS_OF_DRV};
// Drives. While disarmed it moves nothing, and counts towards the 500 ms at zero before ARM. From
// the host, 20 to 50 a second; 300 ms without one stop the car.
struct Drv {
  enum : uint8_t { ID = 3, FIELDS = 2 };
  // -1500 to 1500 mm/s; speed of the left wheel, forwards positive; small motors reach about 650
  int16_t left_mm_s;
  int16_t right_mm_s;  // -1500 to 1500 mm/s; speed of the right wheel
  static const MessageSchema* description() { return &SCHEMA_OF_DRV; }
  static Drv from(const int32_t* values) {
    Drv message;
    message.left_mm_s = static_cast<int16_t>(values[0]);
    message.right_mm_s = static_cast<int16_t>(values[1]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(left_mm_s);
    values[1] = static_cast<int32_t>(right_mm_s);
  }
};

const FieldSchema FIELDS_OF_PAN[] PROGMEM = {
  {500L, 2500L, nullptr},
};
const MessageSchema SCHEMA_OF_PAN PROGMEM = {"PAN", 1, FIELDS_OF_PAN};
// Turns the pan servo. It follows whether armed or not. From the host, when it shall turn.
struct Pan {
  enum : uint8_t { ID = 4, FIELDS = 1 };
  // 500 to 2500 us; 1500 is straight ahead; hobby servos take 1000 to 2000, and many a little more
  uint16_t pulse_us;
  static const MessageSchema* description() { return &SCHEMA_OF_PAN; }
  static Pan from(const int32_t* values) {
    Pan message;
    message.pulse_us = static_cast<uint16_t>(values[0]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(pulse_us);
  }
};

const MessageSchema SCHEMA_OF_ARM PROGMEM = {"ARM", 0, nullptr};
// Arms, after 500 ms of good commands at zero. Answered by DONE, or by HURDLE with what is in the
// way. From the host, once, by a deliberate act.
struct Arm {
  enum : uint8_t { ID = 5, FIELDS = 0 };
  static const MessageSchema* description() { return &SCHEMA_OF_ARM; }
  static Arm from(const int32_t*) { return Arm{}; }
  void into(int32_t*) const {}
};

const MessageSchema SCHEMA_OF_DISARM PROGMEM = {"DISARM", 0, nullptr};
// Stops the motors. Answered by DONE. From the host, when the driver wants it.
struct Disarm {
  enum : uint8_t { ID = 6, FIELDS = 0 };
  static const MessageSchema* description() { return &SCHEMA_OF_DISARM; }
  static Disarm from(const int32_t*) { return Disarm{}; }
  void into(int32_t*) const {}
};

const FieldSchema FIELDS_OF_SET[] PROGMEM = {
  {0L, 8L, WORDS_OF_SETTING},
  {0L, 20000L, nullptr},
};
const MessageSchema SCHEMA_OF_SET PROGMEM = {"SET", 2, FIELDS_OF_SET};
// Changes a setting, for good. Answered by VALUE; refused while armed. From the host, when it shall
// change.
struct Set {
  enum : uint8_t { ID = 7, FIELDS = 2 };
  Setting setting;  // which
  uint16_t number;  // 0 to 20000; what it shall be; what a setting cannot be is refused
  static const MessageSchema* description() { return &SCHEMA_OF_SET; }
  static Set from(const int32_t* values) {
    Set message;
    message.setting = static_cast<Setting>(values[0]);
    message.number = static_cast<uint16_t>(values[1]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(setting);
    values[1] = static_cast<int32_t>(number);
  }
};

const FieldSchema FIELDS_OF_GET[] PROGMEM = {
  {0L, 8L, WORDS_OF_SETTING},
};
const MessageSchema SCHEMA_OF_GET PROGMEM = {"GET", 1, FIELDS_OF_GET};
// Asks for a setting. Answered by VALUE. From the host, when the host wants to know.
struct Get {
  enum : uint8_t { ID = 8, FIELDS = 1 };
  Setting setting;  // which
  static const MessageSchema* description() { return &SCHEMA_OF_GET; }
  static Get from(const int32_t* values) {
    Get message;
    message.setting = static_cast<Setting>(values[0]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(setting);
  }
};

const MessageSchema* const FROM_HOST_LIST[] PROGMEM = {
  &link::SCHEMA_OF_HELLO,
  &link::SCHEMA_OF_PING,
  &link::SCHEMA_OF_ACK,
  &SCHEMA_OF_DRV,
  &SCHEMA_OF_PAN,
  &SCHEMA_OF_ARM,
  &SCHEMA_OF_DISARM,
  &SCHEMA_OF_SET,
  &SCHEMA_OF_GET,
};
constexpr KnownMessages FROM_HOST = {FROM_HOST_LIST, 9};

const FieldSchema FIELDS_OF_WHEEL[] PROGMEM = {
  {-2000L, 2000L, nullptr},
  {-2000L, 2000L, nullptr},
  {-32768L, 32767L, nullptr},
  {-32768L, 32767L, nullptr},
  {-255L, 255L, nullptr},
  {-255L, 255L, nullptr},
  {0L, 255L, nullptr},
};
const MessageSchema SCHEMA_OF_WHEEL PROGMEM = {"WHEEL", 7, FIELDS_OF_WHEEL};
// What the wheels do. From the board, 50 a second.
struct Wheel {
  enum : uint8_t { ID = 5, FIELDS = 7 };
  int16_t left_mm_s;  // -2000 to 2000 mm/s; measured; without encoders, what is demanded
  int16_t right_mm_s;  // -2000 to 2000 mm/s; measured; without encoders, what is demanded
  // -32768 to 32767 ticks; encoder edges since the start, backwards negative; wraps around
  int16_t left_ticks;
  int16_t right_ticks;  // -32768 to 32767 ticks; as left_ticks
  int16_t left_duty;  // -255 to 255; what the motor gets, of 255
  int16_t right_duty;  // -255 to 255; what the motor gets, of 255
  uint8_t drv_seq;  // 0 to 255; sequence number of the last DRV
  static const MessageSchema* description() { return &SCHEMA_OF_WHEEL; }
  static Wheel from(const int32_t* values) {
    Wheel message;
    message.left_mm_s = static_cast<int16_t>(values[0]);
    message.right_mm_s = static_cast<int16_t>(values[1]);
    message.left_ticks = static_cast<int16_t>(values[2]);
    message.right_ticks = static_cast<int16_t>(values[3]);
    message.left_duty = static_cast<int16_t>(values[4]);
    message.right_duty = static_cast<int16_t>(values[5]);
    message.drv_seq = static_cast<uint8_t>(values[6]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(left_mm_s);
    values[1] = static_cast<int32_t>(right_mm_s);
    values[2] = static_cast<int32_t>(left_ticks);
    values[3] = static_cast<int32_t>(right_ticks);
    values[4] = static_cast<int32_t>(left_duty);
    values[5] = static_cast<int32_t>(right_duty);
    values[6] = static_cast<int32_t>(drv_seq);
  }
};

const FieldSchema FIELDS_OF_RANGE[] PROGMEM = {
  {0L, 2L, WORDS_OF_ECHO},
  {0L, 4000L, nullptr},
  {0L, 9999L, nullptr},
  {0L, 9999L, nullptr},
};
const MessageSchema SCHEMA_OF_RANGE PROGMEM = {"RANGE", 4, FIELDS_OF_RANGE};
// What the front sonar says. From the board, once for each ping, 16 a second.
struct Range {
  enum : uint8_t { ID = 6, FIELDS = 4 };
  Echo echo;  // what came back
  uint16_t echo_mm;  // 0 to 4000 mm; distance of this echo; 0 without one
  uint16_t ahead_mm;  // 0 to 9999 mm; what the obstacle stop believes; 9999: nothing ahead
  uint16_t stop_mm;  // 0 to 9999 mm; nearer than this, forwards is blocked: grows with the speed
  static const MessageSchema* description() { return &SCHEMA_OF_RANGE; }
  static Range from(const int32_t* values) {
    Range message;
    message.echo = static_cast<Echo>(values[0]);
    message.echo_mm = static_cast<uint16_t>(values[1]);
    message.ahead_mm = static_cast<uint16_t>(values[2]);
    message.stop_mm = static_cast<uint16_t>(values[3]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(echo);
    values[1] = static_cast<int32_t>(echo_mm);
    values[2] = static_cast<int32_t>(ahead_mm);
    values[3] = static_cast<int32_t>(stop_mm);
  }
};

const FieldSchema FIELDS_OF_BATT[] PROGMEM = {
  {0L, 20000L, nullptr},
  {0L, 5L, WORDS_OF_CHARGE},
};
const MessageSchema SCHEMA_OF_BATT PROGMEM = {"BATT", 2, FIELDS_OF_BATT};
// What the battery does. From the board, 2 a second.
struct Batt {
  enum : uint8_t { ID = 7, FIELDS = 2 };
  uint16_t battery_mv;  // 0 to 20000 mV; smoothed over 0.3 s
  Charge charge;  // the verdict
  static const MessageSchema* description() { return &SCHEMA_OF_BATT; }
  static Batt from(const int32_t* values) {
    Batt message;
    message.battery_mv = static_cast<uint16_t>(values[0]);
    message.charge = static_cast<Charge>(values[1]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(battery_mv);
    values[1] = static_cast<int32_t>(charge);
  }
};

const FieldSchema FIELDS_OF_STATE[] PROGMEM = {
  {0L, 2L, WORDS_OF_MODE},
  {0L, 13L, WORDS_OF_STOP},
  {0L, 3L, WORDS_OF_BLOCK},
  {0L, 1L, nullptr},
  {0L, 1L, nullptr},
};
const MessageSchema SCHEMA_OF_STATE PROGMEM = {"STATE", 5, FIELDS_OF_STATE};
// Where the car stands. From the board, 5 a second, and at once when it changes.
struct State {
  enum : uint8_t { ID = 8, FIELDS = 5 };
  Mode mode;  // whether it drives
  Stop stop;  // why it last stopped
  Block block;  // what blocks the way forwards
  uint8_t estop_open;  // 0 to 1; 1: emergency stop pressed or cut
  uint8_t bumper;  // 0 to 1; 1: pressed
  static const MessageSchema* description() { return &SCHEMA_OF_STATE; }
  static State from(const int32_t* values) {
    State message;
    message.mode = static_cast<Mode>(values[0]);
    message.stop = static_cast<Stop>(values[1]);
    message.block = static_cast<Block>(values[2]);
    message.estop_open = static_cast<uint8_t>(values[3]);
    message.bumper = static_cast<uint8_t>(values[4]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(mode);
    values[1] = static_cast<int32_t>(stop);
    values[2] = static_cast<int32_t>(block);
    values[3] = static_cast<int32_t>(estop_open);
    values[4] = static_cast<int32_t>(bumper);
  }
};

const FieldSchema FIELDS_OF_EVENT[] PROGMEM = {
  {0L, 65535L, nullptr},
  {0L, 4L, WORDS_OF_EVENT_KIND},
  {0L, 13L, WORDS_OF_STOP},
  {0L, 3L, WORDS_OF_BLOCK},
  {0L, 999999L, nullptr},
};
const MessageSchema SCHEMA_OF_EVENT PROGMEM = {"EVENT", 5, FIELDS_OF_EVENT};
// Something happened. Repeated every 200 ms until the host says ACK. From the board, once for each
// event, until acknowledged.
struct Event {
  enum : uint8_t { ID = 9, FIELDS = 5 };
  uint16_t event_id;  // 0 to 65535; counts up from 0 at each start
  EventKind kind;  // what happened
  Stop stop;  // as in STATE at that moment
  Block block;  // as in STATE at that moment
  uint32_t at_s;  // 0 to 999999 s; seconds since the start
  static const MessageSchema* description() { return &SCHEMA_OF_EVENT; }
  static Event from(const int32_t* values) {
    Event message;
    message.event_id = static_cast<uint16_t>(values[0]);
    message.kind = static_cast<EventKind>(values[1]);
    message.stop = static_cast<Stop>(values[2]);
    message.block = static_cast<Block>(values[3]);
    message.at_s = static_cast<uint32_t>(values[4]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(event_id);
    values[1] = static_cast<int32_t>(kind);
    values[2] = static_cast<int32_t>(stop);
    values[3] = static_cast<int32_t>(block);
    values[4] = static_cast<int32_t>(at_s);
  }
};

const FieldSchema FIELDS_OF_HURDLE[] PROGMEM = {
  {0L, 255L, nullptr},
  {0L, 5L, WORDS_OF_ARM_HURDLE},
};
const MessageSchema SCHEMA_OF_HURDLE PROGMEM = {"HURDLE", 2, FIELDS_OF_HURDLE};
// ARM was refused, and why: the first that applies. From the board, once for each refused ARM.
struct Hurdle {
  enum : uint8_t { ID = 10, FIELDS = 2 };
  uint8_t order_seq;  // 0 to 255; sequence number of the ARM
  ArmHurdle hurdle;  // what is in the way
  static const MessageSchema* description() { return &SCHEMA_OF_HURDLE; }
  static Hurdle from(const int32_t* values) {
    Hurdle message;
    message.order_seq = static_cast<uint8_t>(values[0]);
    message.hurdle = static_cast<ArmHurdle>(values[1]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(order_seq);
    values[1] = static_cast<int32_t>(hurdle);
  }
};

const FieldSchema FIELDS_OF_VALUE[] PROGMEM = {
  {0L, 8L, WORDS_OF_SETTING},
  {0L, 20000L, nullptr},
};
const MessageSchema SCHEMA_OF_VALUE PROGMEM = {"VALUE", 2, FIELDS_OF_VALUE};
// What a setting is. From the board, once for each SET or GET.
struct Value {
  enum : uint8_t { ID = 11, FIELDS = 2 };
  Setting setting;  // which
  uint16_t number;  // 0 to 20000; what it is
  static const MessageSchema* description() { return &SCHEMA_OF_VALUE; }
  static Value from(const int32_t* values) {
    Value message;
    message.setting = static_cast<Setting>(values[0]);
    message.number = static_cast<uint16_t>(values[1]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(setting);
    values[1] = static_cast<int32_t>(number);
  }
};

const MessageSchema* const FROM_BOARD_LIST[] PROGMEM = {
  &link::SCHEMA_OF_BOOT,
  &link::SCHEMA_OF_PONG,
  &link::SCHEMA_OF_DONE,
  &link::SCHEMA_OF_NAK,
  &link::SCHEMA_OF_COUNT,
  &SCHEMA_OF_WHEEL,
  &SCHEMA_OF_RANGE,
  &SCHEMA_OF_BATT,
  &SCHEMA_OF_STATE,
  &SCHEMA_OF_EVENT,
  &SCHEMA_OF_HURDLE,
  &SCHEMA_OF_VALUE,
};
constexpr KnownMessages FROM_BOARD = {FROM_BOARD_LIST, 12};

}  // namespace car
}  // namespace maker
