#include "LineWriter.h"

#include "Checksum.h"
#include "FieldText.h"

namespace maker {

namespace {

constexpr FieldSchema SEQ = {0, 255, nullptr};

char* writeChecksum(uint16_t checksum, char* to) {
  *to++ = '*';
  for (int8_t shift = 12; shift >= 0; shift = static_cast<int8_t>(shift - 4)) {
    *to++ = hexDigit((checksum >> shift) & 0xF);
  }
  return to;
}

}  // namespace

uint8_t writeLine(const MessageSchema* message, const int32_t* values, uint8_t seq, char* line) {
  const MessageSchema schema = fromFlash(message);
  char* at = line;
  *at++ = '$';
  for (const char* letter = schema.name; *letter != '\0'; letter++) *at++ = *letter;
  for (uint8_t i = 0; i < schema.field_count; i++) {
    *at++ = ',';
    at = writeField(fromFlash(schema.fields + i), values[i], at);
  }
  *at++ = ',';
  at = writeField(SEQ, seq, at);
  at = writeChecksum(checksumOf(line + 1, static_cast<uint8_t>(at - line - 1)), at);
  *at++ = '\n';
  return static_cast<uint8_t>(at - line);
}

}  // namespace maker
