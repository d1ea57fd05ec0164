#include <doctest/doctest.h>

#include <string>

#include "FieldText.h"

using maker::FieldSchema;
using maker::FieldVerdict;

namespace {

constexpr FieldSchema SPEED = {-1000, 1000, nullptr};
constexpr FieldSchema WIDE = {-2147483647L, 2147483647L, nullptr};
constexpr FieldSchema CAUSE = {0, 2, "POWER,BROWN_OUT,WATCHDOG"};

// What a text is: its number, or why it is none.
std::string read(const FieldSchema& field, const std::string& text) {
  int32_t value = 0;
  switch (maker::read_field(field, text.data(), static_cast<uint8_t>(text.size()), value)) {
    case FieldVerdict::Form: return "form";
    case FieldVerdict::Range: return "range";
    default: return std::to_string(value);
  }
}

std::string write(const FieldSchema& field, int32_t value) {
  char text[24];
  return std::string(text, maker::write_field(field, value, text));
}

}  // namespace

TEST_CASE("a number in its shortest form is read") {
  for (const char* text : {"0", "1", "-1", "9", "10", "-10", "999", "1000", "-1000"}) CHECK(read(SPEED, text) == text);
}

TEST_CASE("the widest numbers are read, and nothing beyond") {
  for (const char* text : {"2147483647", "-2147483647", "2147483640", "1999999999"}) CHECK(read(WIDE, text) == text);
  for (const char* text : {"2147483648", "-2147483648", "2147483650", "4294967296", "4294967295", "9999999999",
                           "21474836470", "99999999999999999999", "-99999999999999999999"}) {
    CHECK(read(WIDE, text) == "range");
  }
}

TEST_CASE("any other form of a number is refused") {
  for (const char* text : {"", "-", "+1", "01", "00", "-0", "-01", "--1", "1-", " 1", "1 ", "1.0", "1e3", "0x1", "A",
                           "1000A", "99999999999999999999A", "/", ":", "1/", "1:"}) {
    CHECK(read(SPEED, text) == "form");
  }
  CHECK(read(SPEED, std::string("1\0", 2)) == "form");
}

TEST_CASE("a number beyond its bounds is out of range") {
  for (const char* text : {"1001", "-1001", "99999"}) CHECK(read(SPEED, text) == "range");
  const FieldSchema positive = {5, 10, nullptr};
  for (const char* text : {"4", "11", "-5", "0"}) CHECK(read(positive, text) == "range");
  CHECK(read(positive, "5") == "5");
  CHECK(read(positive, "10") == "10");
}

TEST_CASE("a word is read as its place") {
  CHECK(read(CAUSE, "POWER") == "0");
  CHECK(read(CAUSE, "BROWN_OUT") == "1");
  CHECK(read(CAUSE, "WATCHDOG") == "2");
}

TEST_CASE("what is not exactly a word is refused") {
  for (const char* text : {"", "POWE", "POWERX", "OWER", "power", "WATCHDO", "WATCHDOGS", "POWER,BROWN_OUT", "1", "PPPPP",
                           "BROWN", "_OUT", "POWEX"}) {
    CHECK(read(CAUSE, text) == "form");
  }
  CHECK(read(CAUSE, std::string("WATCHDOG\0", 9)) == "form");
}

TEST_CASE("a value is written in its shortest form") {
  CHECK(write(SPEED, 0) == "0");
  CHECK(write(SPEED, -7) == "-7");
  CHECK(write(SPEED, 1000) == "1000");
  CHECK(write(WIDE, 2147483647L) == "2147483647");
  CHECK(write(WIDE, -2147483647L) == "-2147483647");
  CHECK(write(CAUSE, 0) == "POWER");
  CHECK(write(CAUSE, 2) == "WATCHDOG");
}

TEST_CASE("a value beyond its bounds is written as the bound") {
  CHECK(write(SPEED, 1001) == "1000");
  CHECK(write(SPEED, -30000) == "-1000");
  CHECK(write(CAUSE, 3) == "WATCHDOG");
  CHECK(write(CAUSE, -1) == "POWER");
  CHECK(write(WIDE, -2147483647L - 1) == "-2147483647");
}

TEST_CASE("what is written is read as the same") {
  for (int32_t value = -1000; value <= 1000; value++) CHECK(read(SPEED, write(SPEED, value)) == std::to_string(value));
}
