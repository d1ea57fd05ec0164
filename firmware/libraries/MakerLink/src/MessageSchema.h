// How the generated headers describe a message: tables in flash that one reader and one writer understand.
#pragma once

#include "Flash.h"

namespace maker {

constexpr uint8_t LONGEST_LINE = 62;  // from $ to the checksum; the newline makes it 63
constexpr uint8_t MOST_FIELDS = 10;   // without the sequence number
constexpr uint8_t LONGEST_NAME = 7;

struct FieldSchema {
  int32_t low;
  int32_t high;
  const char* words;  // in flash, separated by commas; the value is a word's place. nullptr: a number
};

struct MessageSchema {
  char name[LONGEST_NAME + 1];
  uint8_t field_count;
  const FieldSchema* fields;  // in flash
};

// The messages that one side sends. A message's ID is its place in the list.
struct KnownMessages {
  const MessageSchema* const* list;  // in flash, and so is what it points to
  uint8_t count;
};

}  // namespace maker
