// Lines for tests: with a right checksum over whatever they say.
#pragma once

#include <string>

#include "Checksum.h"
#include "LineReader.h"

inline std::string checksum_digits(const std::string& body) {
  const uint16_t checksum = maker::checksum_of(body.data(), static_cast<uint8_t>(body.size()));
  std::string digits;
  for (int shift = 12; shift >= 0; shift -= 4) digits += maker::hex_digit((checksum >> shift) & 0xF);
  return digits;
}

inline std::string signed_line(const std::string& body) { return "$" + body + "*" + checksum_digits(body) + "\n"; }

// The values of a message as they are, whatever message it is.
struct RawValues {
  int32_t values[maker::MOST_FIELDS];
  static RawValues from(const int32_t* from) {
    RawValues raw;
    for (uint8_t i = 0; i < maker::MOST_FIELDS; i++) raw.values[i] = from[i];
    return raw;
  }
};
