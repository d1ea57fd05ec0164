// Writes a message as its line.
#pragma once

#include "MessageSchema.h"

namespace maker {

constexpr uint8_t LINE_CAPACITY = LONGEST_LINE + 1;  // with the newline, without a zero at the end

// Writes the line with its newline and returns its length. Numbers are held within their range. The table guarantees
// that the longest line fits into LINE_CAPACITY.
uint8_t write_line(const MessageSchema* message, const int32_t* values, uint8_t seq, char* line);

}  // namespace maker
