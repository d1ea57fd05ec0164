// The text of one field, and the value it stands for.
#pragma once

#include "MessageSchema.h"

namespace maker {

enum class FieldVerdict : uint8_t { Good, Form, Range };

// Reads a field. Only the shortest way to write a number counts: no plus, no leading zeros, no "-0".
FieldVerdict read_field(const FieldSchema& field, const char* text, uint8_t length, int32_t& value);

// Writes a value, held within the field's range, and returns where the text ends. At most 11 characters for a number.
char* write_field(const FieldSchema& field, int32_t value, char* to);

}  // namespace maker
