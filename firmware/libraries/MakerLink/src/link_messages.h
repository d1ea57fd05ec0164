// Generated from firmware/protocol.toml by ./maker protocol: change it there.
// What every board and every host say to each other.
#pragma once

#include "MessageSchema.h"

namespace maker {
namespace link {

constexpr uint8_t PROTOCOL_VERSION = 1;
constexpr uint16_t SCHEMA_HASH = 40253u;

enum class Sketch : uint8_t {
  Car,  // the car controller
  Node,  // the security node
};
const char WORDS_OF_SKETCH[] PROGMEM = "CAR,NODE";

enum class ResetCause : uint8_t {
  Power,  // the supply came on
  External,  // the reset button, or the host opened the port
  BrownOut,  // the supply fell below what the chip needs
  Watchdog,  // a task hung, and the watchdog ended it
  Unknown,  // the boot-loader has cleared the flags
};
const char WORDS_OF_RESET_CAUSE[] PROGMEM = "POWER,EXTERNAL,BROWN_OUT,WATCHDOG,UNKNOWN";

enum class Refusal : uint8_t {
  NoHello,  // the host has not said HELLO since the board started
  WrongSchema,  // the host's HELLO had another protocol version or schema hash
  NotNow,  // the state of the board does not allow it; its state line says why
  Busy,  // an earlier order is still being carried out; say it again
};
const char WORDS_OF_REFUSAL[] PROGMEM = "NO_HELLO,WRONG_SCHEMA,NOT_NOW,BUSY";

const FieldSchema FIELDS_OF_HELLO[] PROGMEM = {
  {0L, 255L, nullptr},
  {0L, 65535L, nullptr},
};
const MessageSchema SCHEMA_OF_HELLO PROGMEM = {"HELLO", 2, FIELDS_OF_HELLO};
// Opens the link. Without a HELLO that fits, the board carries out no order that moves something.
// From the host, after each BOOT, and to find out who is there.
struct Hello {
  enum : uint8_t { ID = 0, FIELDS = 2 };
  uint8_t protocol;  // 0 to 255; `version` of the host's table
  uint16_t schema;  // 0 to 65535; hash of the messages that the host knows
  static const MessageSchema* description() { return &SCHEMA_OF_HELLO; }
  static Hello from(const int32_t* values) {
    Hello message;
    message.protocol = static_cast<uint8_t>(values[0]);
    message.schema = static_cast<uint16_t>(values[1]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(protocol);
    values[1] = static_cast<int32_t>(schema);
  }
};

const FieldSchema FIELDS_OF_PING[] PROGMEM = {
  {0L, 65535L, nullptr},
};
const MessageSchema SCHEMA_OF_PING PROGMEM = {"PING", 1, FIELDS_OF_PING};
// Asks for a PONG. From the host, when the host wants to know how long the way is.
struct Ping {
  enum : uint8_t { ID = 1, FIELDS = 1 };
  uint16_t token;  // 0 to 65535; comes back in the PONG
  static const MessageSchema* description() { return &SCHEMA_OF_PING; }
  static Ping from(const int32_t* values) {
    Ping message;
    message.token = static_cast<uint16_t>(values[0]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(token);
  }
};

const FieldSchema FIELDS_OF_ACK[] PROGMEM = {
  {0L, 65535L, nullptr},
};
const MessageSchema SCHEMA_OF_ACK PROGMEM = {"ACK", 1, FIELDS_OF_ACK};
// An event has arrived and is stored: the board need not repeat it. From the host, once for each
// event line, repeated ones too.
struct Ack {
  enum : uint8_t { ID = 2, FIELDS = 1 };
  uint16_t event_id;  // 0 to 65535; id of the event
  static const MessageSchema* description() { return &SCHEMA_OF_ACK; }
  static Ack from(const int32_t* values) {
    Ack message;
    message.event_id = static_cast<uint16_t>(values[0]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(event_id);
  }
};

const MessageSchema* const FROM_HOST_LIST[] PROGMEM = {
  &SCHEMA_OF_HELLO,
  &SCHEMA_OF_PING,
  &SCHEMA_OF_ACK,
};
constexpr KnownMessages FROM_HOST = {FROM_HOST_LIST, 3};

const FieldSchema FIELDS_OF_BOOT[] PROGMEM = {
  {0L, 1L, WORDS_OF_SKETCH},
  {0L, 255L, nullptr},
  {0L, 65535L, nullptr},
  {0L, 4L, WORDS_OF_RESET_CAUSE},
  {0L, 1L, nullptr},
  {0L, 2147483647L, nullptr},
};
const MessageSchema SCHEMA_OF_BOOT PROGMEM = {"BOOT", 6, FIELDS_OF_BOOT};
// Says who the board is and why it started. A host that does not fit it sends no order. From the
// board, once after each start, and in answer to each HELLO.
struct Boot {
  enum : uint8_t { ID = 0, FIELDS = 6 };
  Sketch sketch;  // which firmware this is
  uint8_t protocol;  // 0 to 255; `version` of this table
  uint16_t schema;  // 0 to 65535; hash of the messages that this sketch knows
  ResetCause cause;  // why it started
  // 0 to 1; 1: a task that hangs makes the watchdog reset the chip; 0: it makes the sketch start
  // anew by a jump (for boards whose old boot-loader never comes out of a watchdog reset)
  uint8_t watchdog_resets;
  // 0 to 2147483647 ms; since the start: tells a start from an answer to HELLO; begins again at 0
  // after 24 days
  uint32_t uptime_ms;
  static const MessageSchema* description() { return &SCHEMA_OF_BOOT; }
  static Boot from(const int32_t* values) {
    Boot message;
    message.sketch = static_cast<Sketch>(values[0]);
    message.protocol = static_cast<uint8_t>(values[1]);
    message.schema = static_cast<uint16_t>(values[2]);
    message.cause = static_cast<ResetCause>(values[3]);
    message.watchdog_resets = static_cast<uint8_t>(values[4]);
    message.uptime_ms = static_cast<uint32_t>(values[5]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(sketch);
    values[1] = static_cast<int32_t>(protocol);
    values[2] = static_cast<int32_t>(schema);
    values[3] = static_cast<int32_t>(cause);
    values[4] = static_cast<int32_t>(watchdog_resets);
    values[5] = static_cast<int32_t>(uptime_ms);
  }
};

const FieldSchema FIELDS_OF_PONG[] PROGMEM = {
  {0L, 65535L, nullptr},
  {0L, 2147483647L, nullptr},
};
const MessageSchema SCHEMA_OF_PONG PROGMEM = {"PONG", 2, FIELDS_OF_PONG};
// Answers a PING. From the board, once for each PING.
struct Pong {
  enum : uint8_t { ID = 1, FIELDS = 2 };
  uint16_t token;  // 0 to 65535; from the PING
  uint32_t uptime_ms;  // 0 to 2147483647 ms; since the start; begins again at 0 after 24 days
  static const MessageSchema* description() { return &SCHEMA_OF_PONG; }
  static Pong from(const int32_t* values) {
    Pong message;
    message.token = static_cast<uint16_t>(values[0]);
    message.uptime_ms = static_cast<uint32_t>(values[1]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(token);
    values[1] = static_cast<int32_t>(uptime_ms);
  }
};

const FieldSchema FIELDS_OF_DONE[] PROGMEM = {
  {0L, 255L, nullptr},
};
const MessageSchema SCHEMA_OF_DONE PROGMEM = {"DONE", 1, FIELDS_OF_DONE};
// An order was carried out. Orders that come many times a second are not answered: their effect is
// in the telemetry. From the board, once for each order that says so.
struct Done {
  enum : uint8_t { ID = 2, FIELDS = 1 };
  uint8_t order_seq;  // 0 to 255; sequence number of the order
  static const MessageSchema* description() { return &SCHEMA_OF_DONE; }
  static Done from(const int32_t* values) {
    Done message;
    message.order_seq = static_cast<uint8_t>(values[0]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(order_seq);
  }
};

const FieldSchema FIELDS_OF_NAK[] PROGMEM = {
  {0L, 255L, nullptr},
  {0L, 3L, WORDS_OF_REFUSAL},
};
const MessageSchema SCHEMA_OF_NAK PROGMEM = {"NAK", 2, FIELDS_OF_NAK};
// An order was understood and refused: nothing has changed. From the board, once for each refused
// order, at most 5 a second.
struct Nak {
  enum : uint8_t { ID = 3, FIELDS = 2 };
  uint8_t order_seq;  // 0 to 255; sequence number of the order
  Refusal refusal;  // why
  static const MessageSchema* description() { return &SCHEMA_OF_NAK; }
  static Nak from(const int32_t* values) {
    Nak message;
    message.order_seq = static_cast<uint8_t>(values[0]);
    message.refusal = static_cast<Refusal>(values[1]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(order_seq);
    values[1] = static_cast<int32_t>(refusal);
  }
};

const FieldSchema FIELDS_OF_COUNT[] PROGMEM = {
  {0L, 65535L, nullptr},
  {0L, 65535L, nullptr},
  {0L, 65535L, nullptr},
};
const MessageSchema SCHEMA_OF_COUNT PROGMEM = {"COUNT", 3, FIELDS_OF_COUNT};
// How the link does, counted by the board since its start. From the board, 1 a second.
struct Count {
  enum : uint8_t { ID = 4, FIELDS = 3 };
  uint16_t good_lines;  // 0 to 65535; understood; begins again at 0
  // 0 to 65535; dropped: cut, damaged, unknown or out of range; begins again at 0
  uint16_t bad_lines;
  // 0 to 65535; not sent, because the send buffer was full; begins again at 0
  uint16_t unsent_lines;
  static const MessageSchema* description() { return &SCHEMA_OF_COUNT; }
  static Count from(const int32_t* values) {
    Count message;
    message.good_lines = static_cast<uint16_t>(values[0]);
    message.bad_lines = static_cast<uint16_t>(values[1]);
    message.unsent_lines = static_cast<uint16_t>(values[2]);
    return message;
  }
  void into(int32_t* values) const {
    values[0] = static_cast<int32_t>(good_lines);
    values[1] = static_cast<int32_t>(bad_lines);
    values[2] = static_cast<int32_t>(unsent_lines);
  }
};

const MessageSchema* const FROM_BOARD_LIST[] PROGMEM = {
  &SCHEMA_OF_BOOT,
  &SCHEMA_OF_PONG,
  &SCHEMA_OF_DONE,
  &SCHEMA_OF_NAK,
  &SCHEMA_OF_COUNT,
};
constexpr KnownMessages FROM_BOARD = {FROM_BOARD_LIST, 5};

}  // namespace link
}  // namespace maker
