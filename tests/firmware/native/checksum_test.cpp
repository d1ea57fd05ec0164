#include <doctest/doctest.h>

#include "Checksum.h"

TEST_CASE("the checksum of 123456789 is the published one") {
  CHECK(maker::checksum_of("123456789", 9) == 0x29B1);
  CHECK(maker::checksum_of("", 0) == 0xFFFF);
}

TEST_CASE("the checksum of a text is that of its bytes, one after another") {
  uint16_t checksum = maker::CHECKSUM_START;
  for (const char* letter = "123456789"; *letter; letter++) {
    checksum = maker::checksum_with(checksum, static_cast<uint8_t>(*letter));
  }
  CHECK(checksum == 0x29B1);
}

TEST_CASE("hexadecimal digits are in upper case") {
  char digits[17] = {};
  for (uint8_t value = 0; value < 16; value++) digits[value] = maker::hex_digit(value);
  CHECK(digits == doctest::String("0123456789ABCDEF"));
}
