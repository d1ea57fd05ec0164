#include "LineWriter.h"

#include "Checksum.h"
#include "FieldText.h"

namespace maker {

namespace {

constexpr FieldSchema SEQ = {0, 255, nullptr};

char* write_checksum(uint16_t checksum, char* to) {
  *to++ = '*';
  for (int8_t shift = 12; shift >= 0; shift = static_cast<int8_t>(shift - 4)) {
    *to++ = hex_digit((checksum >> shift) & 0xF);
  }
  return to;
}

}  // namespace

uint8_t write_line(const MessageSchema* message, const int32_t* values, uint8_t seq, char* line) {
  const MessageSchema schema = from_flash(message);
  char* at = line;
  *at++ = '$';
  for (const char* letter = schema.name; *letter != '\0'; letter++) *at++ = *letter;
  for (uint8_t i = 0; i < schema.field_count; i++) {
    *at++ = ',';
    at = write_field(from_flash(schema.fields + i), values[i], at);
  }
  *at++ = ',';
  at = write_field(SEQ, seq, at);
  at = write_checksum(checksum_of(line + 1, static_cast<uint8_t>(at - line - 1)), at);
  *at++ = '\n';
  return static_cast<uint8_t>(at - line);
}

}  // namespace maker
