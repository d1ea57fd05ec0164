#include "LineReader.h"

#include "Checksum.h"
#include "FieldText.h"

namespace maker {

namespace {

constexpr uint8_t CHECKSUM_LENGTH = 5;  // the * and four digits
constexpr FieldSchema SEQ = {0, 255, nullptr};

uint8_t length_until_comma(const char* text, const char* end) {
  uint8_t length = 0;
  while (text + length < end && text[length] != ',') length++;
  return length;
}

uint8_t commas_in(const char* text, const char* end) {
  uint8_t commas = 0;
  for (; text < end; text++) {
    if (*text == ',') commas++;
  }
  return commas;
}

bool is_hex_digit(char character) {
  return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'F');
}

}  // namespace

Found LineReader::feed(uint8_t byte) {
  if (is_ended_) {
    is_ended_ = false;
    length_ = 0;
  }
  if (byte == '$') return begin();
  if (byte == '\n') return end();
  return append(byte);
}

uint16_t LineReader::bad_lines() const {
  uint16_t sum = 0;
  for (uint8_t i = 0; i < BAD_KINDS; i++) sum = static_cast<uint16_t>(sum + bad_[i]);
  return sum;
}

Found LineReader::begin() {
  const bool is_interrupted = length_ > 0;
  const bool was_line = text_[0] == '$';
  text_[0] = '$';
  length_ = 1;
  is_too_long_ = false;
  if (!is_interrupted) return Found::Nothing;
  return reject(was_line ? Bad::Cut : Bad::NoStart);
}

Found LineReader::append(uint8_t byte) {
  if (is_too_long_) return Found::Nothing;
  if (length_ < CAPACITY) {
    text_[length_++] = static_cast<char>(byte);
    return Found::Nothing;
  }
  length_ = 0;
  is_too_long_ = true;
  return reject(Bad::TooLong);
}

Found LineReader::end() {
  is_too_long_ = false;
  if (length_ > 0 && text_[length_ - 1] == '\r') length_--;
  if (length_ == 0) return Found::Nothing;
  is_ended_ = true;
  text_[length_] = '\0';
  if (length_ > LONGEST_LINE) return reject(Bad::TooLong);
  return text_[0] == '$' ? judge() : reject(Bad::NoStart);
}

Found LineReader::judge() {
  if (!has_checksum()) return reject(Bad::NoChecksum);
  if (!is_undamaged()) return reject(Bad::Checksum);
  const char* name = text_ + 1;
  const char* body_end = text_ + length_ - CHECKSUM_LENGTH;
  const uint8_t name_length = length_until_comma(name, body_end);
  MessageSchema message;
  if (!find(name, name_length, message)) return reject(Bad::UnknownName);
  const char* fields = name + name_length;
  if (commas_in(fields, body_end) != message.field_count + 1) return reject(Bad::FieldCount);
  return read_fields(message, fields, body_end);
}

Found LineReader::reject(Bad reason) {
  reason_ = reason;
  bad_[static_cast<uint8_t>(reason)]++;
  return Found::BadLine;
}

bool LineReader::has_checksum() const {
  if (length_ < 1 + CHECKSUM_LENGTH) return false;
  const char* end = text_ + length_ - CHECKSUM_LENGTH;
  if (end[0] != '*') return false;
  for (uint8_t i = 1; i < CHECKSUM_LENGTH; i++) {
    if (!is_hex_digit(end[i])) return false;
  }
  return true;
}

bool LineReader::is_undamaged() const {
  const uint16_t checksum = checksum_of(text_ + 1, static_cast<uint8_t>(length_ - 1 - CHECKSUM_LENGTH));
  const char* digits = text_ + length_ - 4;
  for (uint8_t i = 0; i < 4; i++) {
    if (digits[i] != hex_digit((checksum >> (12 - 4 * i)) & 0xF)) return false;
  }
  return true;
}

bool LineReader::find(const char* name, uint8_t length, MessageSchema& message) {
  for (id_ = 0; id_ < known_.count; id_++) {
    message = from_flash(from_flash(known_.list + id_));
    if (strlen(message.name) == length && memcmp(message.name, name, length) == 0) return true;
  }
  return false;
}

// Reads the fields behind the name: each begins with its comma, the last is the sequence number.
Found LineReader::read_fields(const MessageSchema& message, const char* text, const char* end) {
  int32_t value = 0;
  for (uint8_t i = 0; i <= message.field_count; i++) {
    text++;  // the comma
    const uint8_t length = length_until_comma(text, end);
    const FieldSchema field = i < message.field_count ? from_flash(message.fields + i) : SEQ;
    const FieldVerdict verdict = read_field(field, text, length, value);
    if (verdict != FieldVerdict::Good) return reject(verdict == FieldVerdict::Form ? Bad::Form : Bad::Range);
    if (i < message.field_count) values_[i] = value;
    text += length;
  }
  seq_ = static_cast<uint8_t>(value);
  good_++;
  return Found::Message;
}

}  // namespace maker
