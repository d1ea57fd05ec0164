// Finds lines in bytes as they come, and lets through only those that are whole, undamaged and in range.
#pragma once

#include "MessageSchema.h"

namespace maker {

// What is wrong with a line; the first that applies, from top to bottom.
enum class Bad : uint8_t {
  NoStart,      // text without a $
  Cut,          // a new line begins before the end of this one
  TooLong,      // longer than 63 bytes with its newline
  NoChecksum,   // no * and four hexadecimal digits at the end
  Checksum,     // the checksum does not fit: damaged
  UnknownName,  // no message of this name comes from the other side
  FieldCount,   // too few or too many fields
  Form,         // a field is no number in its shortest form, or none of the possible words
  Range,        // a number is out of range
};
constexpr uint8_t BAD_KINDS = 9;

enum class Found : uint8_t { Nothing, Message, BadLine };

// Example:
//
//   maker::LineReader reader(maker::car::FROM_HOST);
//   ...
//   while (Serial.available()) {
//     if (reader.feed(Serial.read()) != maker::Found::Message) continue;
//     switch (reader.id()) {
//       case maker::car::Drv::ID: drive(reader.as<maker::car::Drv>()); break;
//     }
//   }
class LineReader {
 public:
  explicit LineReader(KnownMessages known) : known_(known) {}

  // Takes the next byte; says whether a line has come to its end with it.
  Found feed(uint8_t byte);

  // After Found::Message: which it is, the sender's count of its lines (0 to 255), and what it says.
  uint8_t id() const { return id_; }
  uint8_t seq() const { return seq_; }
  template <typename Message>
  Message as() const {
    return Message::from(values_);
  }

  // After Found::BadLine: why. With Bad::NoStart at a newline, text() is what somebody typed.
  Bad reason() const { return reason_; }
  const char* text() const { return text_; }

  // How many there were since the start; after 65535 comes 0.
  uint16_t good_lines() const { return good_; }
  uint16_t bad_lines() const;
  uint16_t bad_lines(Bad reason) const { return bad_[static_cast<uint8_t>(reason)]; }

 private:
  static constexpr uint8_t CAPACITY = LONGEST_LINE + 1;  // a carriage return may precede the newline

  Found begin();
  Found append(uint8_t byte);
  Found end();
  Found judge();
  Found reject(Bad reason);
  bool has_checksum() const;
  bool is_undamaged() const;
  bool find(const char* name, uint8_t length, MessageSchema& message);
  Found read_fields(const MessageSchema& message, const char* text, const char* end);

  const KnownMessages known_;
  int32_t values_[MOST_FIELDS] = {};
  uint16_t good_ = 0;
  uint16_t bad_[BAD_KINDS] = {};
  char text_[CAPACITY + 1] = {};
  uint8_t length_ = 0;
  uint8_t id_ = 0;
  uint8_t seq_ = 0;
  Bad reason_ = Bad::NoStart;
  bool is_ended_ = false;     // text_ is still there to be looked at; the next byte begins anew
  bool is_too_long_ = false;  // reported; the rest is ignored
};

}  // namespace maker
