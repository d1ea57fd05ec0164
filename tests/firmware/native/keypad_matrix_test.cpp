#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "KeypadMatrix.h"

namespace {

constexpr uint16_t NONE = 0;
constexpr uint32_t SCAN_MS = 24;

constexpr uint16_t contact(uint8_t row, uint8_t column) { return static_cast<uint16_t>(1u << (4 * row + column)); }

// What was typed in these scans, one every 24 ms.
std::string typed(KeypadMatrix& keypad, const std::vector<uint16_t>& scans, uint32_t from_ms = 0) {
  std::string keys;
  for (size_t i = 0; i < scans.size(); ++i) {
    const char key = keypad.update(scans[i], from_ms + SCAN_MS * static_cast<uint32_t>(i));
    if (key != 0) keys += key;
  }
  return keys;
}

}  // namespace

TEST_CASE("all sixteen keys are typed as printed, once each") {
  KeypadMatrix keypad;
  std::vector<uint16_t> scans;
  for (uint8_t row = 0; row < 4; ++row) {
    for (uint8_t column = 0; column < 4; ++column) {
      scans.insert(scans.end(), 3, contact(row, column));
      scans.insert(scans.end(), 2, NONE);
    }
  }
  CHECK(typed(keypad, scans) == "123A456B789C*0#D");
  CHECK(key_at(3, 2) == '#');
}

TEST_CASE("a key that is held is typed once") {
  KeypadMatrix keypad;
  CHECK(typed(keypad, std::vector<uint16_t>(200, contact(1, 1))) == "5");
}

TEST_CASE("a key counts after 20 ms of the same contacts, not before") {
  KeypadMatrix keypad;
  CHECK(keypad.update(contact(0, 0), 1000) == 0);
  CHECK(keypad.update(contact(0, 0), 1019) == 0);
  CHECK(keypad.update(contact(0, 0), 1020) == '1');
}

TEST_CASE("chatter while a key goes down and up types it once") {
  KeypadMatrix keypad;
  std::string keys;
  for (uint32_t ms = 0; ms < 400; ++ms) {
    const bool is_down = ms >= 50 && ms < 250;
    const bool chatters = (ms >= 50 && ms < 65) || (ms >= 250 && ms < 265);
    const char key = keypad.update(chatters ? (ms % 3 ? contact(2, 3) : NONE) : is_down ? contact(2, 3) : NONE, ms);
    if (key != 0) keys += key;
  }
  CHECK(keys == "C");
}

TEST_CASE("two keys pressed at once type nothing until both are up") {
  KeypadMatrix keypad;
  const uint16_t both = contact(0, 0) | contact(1, 1);
  CHECK(typed(keypad, {both, both, both, contact(0, 0), contact(0, 0), contact(0, 0)}) == "");
  CHECK(keypad.is_refusing());
  CHECK(typed(keypad, {NONE, NONE, contact(0, 0), contact(0, 0)}, 1000) == "1");
  CHECK_FALSE(keypad.is_refusing());
}

TEST_CASE("a second key on top of a held one is refused") {
  KeypadMatrix keypad;
  const uint16_t held = contact(3, 0);
  CHECK(typed(keypad, {held, held, held | contact(3, 1), held | contact(3, 1), held, held, NONE, NONE}) == "*");
  CHECK_FALSE(keypad.is_refusing());
}

TEST_CASE("a ghost, the fourth corner of three keys, types nothing") {
  KeypadMatrix keypad;
  const uint16_t three = contact(0, 0) | contact(0, 1) | contact(1, 0);
  const uint16_t as_seen = three | contact(1, 1);
  CHECK(typed(keypad, {as_seen, as_seen, as_seen, contact(1, 1), contact(1, 1), NONE, NONE}) == "");
}

TEST_CASE("a finger that slides from key to key without lifting types the first one") {
  KeypadMatrix keypad;
  CHECK(typed(keypad, {contact(0, 0), contact(0, 0), contact(0, 1), contact(0, 1), NONE, NONE}) == "1");
}

TEST_CASE("the wrap of millis() while a key goes down types it once") {
  KeypadMatrix keypad;
  CHECK(typed(keypad, {NONE, contact(1, 0), contact(1, 0), contact(1, 0), NONE, NONE}, 0xFFFFFFFFu - 30) == "4");
}
