#include <doctest/doctest.h>
#include <stddef.h>

#include <vector>

#include "Debounce.h"

namespace {

// Feeds one sample a millisecond; returns the times at which the believed level changed.
std::vector<uint32_t> changes(Debounce& contact, const std::vector<bool>& samples, uint32_t from_ms = 0) {
  std::vector<uint32_t> seen;
  for (size_t i = 0; i < samples.size(); ++i) {
    const uint32_t now_ms = from_ms + static_cast<uint32_t>(i);
    if (contact.update(samples[i], now_ms)) {
      seen.push_back(now_ms);
    }
  }
  return seen;
}

std::vector<bool> level(bool value, int count) { return std::vector<bool>(count, value); }

std::vector<bool> joined(std::vector<bool> first, const std::vector<bool>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

using Times = std::vector<uint32_t>;

}  // namespace

TEST_CASE("a level is believed after exactly its time, each way its own") {
  Debounce contact(5, 20);
  CHECK(changes(contact, joined(level(true, 30), level(false, 30))) == Times{5, 50});
  CHECK_FALSE(contact.is_on());
}

TEST_CASE("chatter shorter than the time changes nothing") {
  Debounce contact(5, 5);
  std::vector<bool> chatter;
  for (int i = 0; i < 100; ++i) {
    chatter = joined(chatter, joined(level(true, 5), level(false, 1)));
  }
  CHECK(changes(contact, chatter) == Times{});
  CHECK_FALSE(contact.is_on());
}

TEST_CASE("chatter starts the time anew") {
  Debounce contact(5, 5);
  CHECK(changes(contact, joined(joined(level(true, 3), level(false, 1)), level(true, 10))) == Times{9});
}

TEST_CASE("no time at all is at once") {
  Debounce contact(0, 10);
  CHECK(changes(contact, joined(level(false, 3), level(true, 3))) == Times{3});
}

TEST_CASE("begin takes the level as it is") {
  Debounce contact(5, 5);
  contact.begin(true, 1000);
  CHECK(contact.is_on());
  CHECK(contact.held_ms(1250) == 250);
  CHECK(changes(contact, level(true, 20), 1250) == Times{});
  CHECK(changes(contact, level(false, 20), 1270) == Times{1275});
}

TEST_CASE("held_ms counts from when the level was believed") {
  Debounce contact(5, 5);
  changes(contact, level(true, 10));
  CHECK(contact.held_ms(105) == 100);
}

TEST_CASE("the clock's wrap-around changes nothing") {
  Debounce contact(5, 20);
  const uint32_t start_ms = 0xFFFFFFFFu - 2;
  contact.begin(false, start_ms);
  CHECK(changes(contact, joined(level(true, 30), level(false, 30)), start_ms) == Times{2, 47});
  CHECK(contact.held_ms(50) == 3);
}
