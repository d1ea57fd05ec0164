#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "AlarmSettings.h"
#include "CodeEntry.h"
#include "CodeLock.h"
#include "PinHash.h"

namespace {

using Digits = std::vector<uint8_t>;

PinHash hash_of(const Digits& digits, uint32_t salt = 0xC0FFEE) {
  PinHash hash;
  hash.set(digits.data(), static_cast<uint8_t>(digits.size()), salt);
  return hash;
}

bool fits(const PinHash& hash, const Digits& digits) {
  return hash.is_right(digits.data(), static_cast<uint8_t>(digits.size()));
}

// Types keys, half a second apart; returns the code that was ended, or "-".
std::string typed(CodeEntry& entry, const std::string& keys, uint32_t from_ms = 1000) {
  std::string code = "-";
  for (size_t i = 0; i < keys.size(); ++i) {
    if (!entry.type(keys[i], from_ms + 500 * static_cast<uint32_t>(i))) continue;
    code = std::to_string(entry.count()) + ":";
    for (uint8_t d = 0; d < entry.count() && d < PIN_DIGITS_MAX; ++d) code += static_cast<char>('0' + entry.digits()[d]);
  }
  return code;
}

// A wrong code: counted, stored, judged.
bool try_wrong(CodeLock& lock, uint32_t now_ms) {
  lock.count_try();
  return lock.refuse(now_ms);
}

uint16_t lock_once(CodeLock& lock, uint32_t& now_ms) {
  for (int i = 0; i < 2; ++i) CHECK_FALSE(try_wrong(lock, now_ms));
  CHECK(try_wrong(lock, now_ms));
  const uint16_t for_s = lock.remaining_s(now_ms);
  CHECK_FALSE(lock.update(now_ms + for_s * 1000UL - 1));
  CHECK(lock.is_locked());
  now_ms += for_s * 1000UL;
  CHECK(lock.update(now_ms));
  CHECK_FALSE(lock.is_locked());
  return for_s;
}

}  // namespace

TEST_CASE("XTEA gives the published results") {
  const uint32_t key[4] = {0x00010203, 0x04050607, 0x08090A0B, 0x0C0D0E0F};
  uint32_t block[2] = {0x41424344, 0x45464748};
  xtea_encrypt(block, key);
  CHECK(block[0] == 0x497DF3D0);
  CHECK(block[1] == 0x72612CB5);
  const uint32_t zero[4] = {0, 0, 0, 0};
  uint32_t letters[2] = {0x41414141, 0x41414141};
  xtea_encrypt(letters, zero);
  CHECK(letters[0] == 0xED23375A);
  CHECK(letters[1] == 0x821A8C2D);
}

TEST_CASE("only the code that was set is right") {
  const PinHash hash = hash_of({4, 7, 1, 1});
  CHECK(fits(hash, {4, 7, 1, 1}));
  for (const Digits& wrong : std::vector<Digits>{{4, 7, 1, 2}, {5, 7, 1, 1}, {4, 7, 1}, {4, 7, 1, 1, 0}, {0, 4, 7, 1, 1}, {}}) {
    CHECK_FALSE(fits(hash, wrong));
  }
}

TEST_CASE("all 10,000 codes of four digits are wrong but one, and leading zeros count") {
  const PinHash hash = hash_of({0, 0, 7, 0});
  int right = 0;
  for (int code = 0; code < 10000; ++code) {
    right += fits(hash, {static_cast<uint8_t>(code / 1000), static_cast<uint8_t>(code / 100 % 10),
                         static_cast<uint8_t>(code / 10 % 10), static_cast<uint8_t>(code % 10)});
  }
  CHECK(right == 1);
  CHECK_FALSE(fits(hash, {0, 0, 0, 7, 0}));
  CHECK_FALSE(fits(hash, {7, 0}));
}

TEST_CASE("eight digits all count, and nine are never right") {
  const PinHash hash = hash_of({1, 2, 3, 4, 5, 6, 7, 8});
  CHECK(fits(hash, {1, 2, 3, 4, 5, 6, 7, 8}));
  for (size_t place = 0; place < 8; ++place) {
    Digits wrong = {1, 2, 3, 4, 5, 6, 7, 8};
    wrong[place] = 0;
    CHECK_FALSE(fits(hash, wrong));
  }
  CHECK_FALSE(hash.is_right(Digits{1, 2, 3, 4, 5, 6, 7, 8, 9}.data(), 9));
}

TEST_CASE("no code is set at first, and after clear() none is right") {
  PinHash hash;
  CHECK_FALSE(hash.is_set());
  CHECK_FALSE(fits(hash, {0, 0, 0, 0}));
  hash = hash_of({1, 2, 3, 4});
  CHECK(hash.is_set());
  hash.clear();
  CHECK_FALSE(hash.is_set());
  CHECK_FALSE(fits(hash, {1, 2, 3, 4}));
}

TEST_CASE("the stored bytes hold the hash, differ with the salt, and hold no digits") {
  uint8_t one[PinHash::BYTES], other[PinHash::BYTES];
  hash_of({1, 2, 3, 4}, 1).to_bytes(one);
  hash_of({1, 2, 3, 4}, 2).to_bytes(other);
  int equal = 0;
  for (int i = 4; i < PinHash::BYTES; ++i) equal += one[i] == other[i];
  CHECK(equal <= 1);
  PinHash back;
  back.from_bytes(one);
  CHECK(fits(back, {1, 2, 3, 4}));
  CHECK_FALSE(fits(back, {1, 2, 3, 5}));
}

TEST_CASE("the hash stays what it is: else nobody's code would be right after an update") {
  uint8_t bytes[PinHash::BYTES];
  hash_of({4, 7, 1, 1}, 0x01020304).to_bytes(bytes);
  std::string text;
  for (uint8_t byte : bytes) text += "0123456789abcdef"[byte >> 4], text += "0123456789abcdef"[byte & 15];
  CHECK(text == "04030201b2260a88d42e3443");  // computed apart in Python
}

TEST_CASE("settings survive their bytes, and values out of range are found") {
  AlarmSettings settings;
  settings.exit_s = 61;
  settings.entry_s = 17;
  settings.siren_s = 611;
  settings.retriggers = 2;
  settings.entry_route = 0x05;
  settings.left_out_at_home = 0x22;
  settings.battery_low_mv = 6900;
  settings.tamper_sounds_disarmed = true;
  settings.codes[0] = hash_of({1, 2, 3, 4});
  settings.codes[1] = hash_of({9, 9, 9, 9});
  uint8_t bytes[AlarmSettings::BYTES];
  settings.to_bytes(bytes);
  AlarmSettings back;
  back.from_bytes(bytes);
  CHECK(back.exit_s == 61);
  CHECK(back.entry_s == 17);
  CHECK(back.siren_s == 611);
  CHECK(back.retriggers == 2);
  CHECK(back.entry_route == 0x05);
  CHECK(back.left_out_at_home == 0x22);
  CHECK(back.battery_low_mv == 6900);
  CHECK(back.tamper_sounds_disarmed);
  CHECK(fits(back.codes[0], {1, 2, 3, 4}));
  CHECK(fits(back.codes[1], {9, 9, 9, 9}));
  CHECK(back.is_valid());
}

TEST_CASE("the bounds of each setting are inside, one more is outside") {
  auto valid_with = [](void (*change)(AlarmSettings&)) {
    AlarmSettings settings;
    change(settings);
    return settings.is_valid();
  };
  CHECK(valid_with([](AlarmSettings&) {}));
  CHECK(valid_with([](AlarmSettings& s) { s.exit_s = 180; }));
  CHECK_FALSE(valid_with([](AlarmSettings& s) { s.exit_s = 181; }));
  CHECK(valid_with([](AlarmSettings& s) { s.entry_s = 45; }));
  CHECK_FALSE(valid_with([](AlarmSettings& s) { s.entry_s = 46; }));
  CHECK(valid_with([](AlarmSettings& s) { s.siren_s = 5; }));
  CHECK_FALSE(valid_with([](AlarmSettings& s) { s.siren_s = 4; }));
  CHECK(valid_with([](AlarmSettings& s) { s.siren_s = 900; }));
  CHECK_FALSE(valid_with([](AlarmSettings& s) { s.siren_s = 901; }));
  CHECK(valid_with([](AlarmSettings& s) { s.retriggers = 3; }));
  CHECK_FALSE(valid_with([](AlarmSettings& s) { s.retriggers = 4; }));
  CHECK(valid_with([](AlarmSettings& s) { s.entry_route = 0x7F; }));
  CHECK_FALSE(valid_with([](AlarmSettings& s) { s.entry_route = 0x80; }));
  CHECK(valid_with([](AlarmSettings& s) { s.left_out_at_home = 0x7F; }));
  CHECK_FALSE(valid_with([](AlarmSettings& s) { s.left_out_at_home = 0x80; }));
  CHECK(valid_with([](AlarmSettings& s) { s.battery_low_mv = 2000; }));
  CHECK_FALSE(valid_with([](AlarmSettings& s) { s.battery_low_mv = 1999; }));
  CHECK(valid_with([](AlarmSettings& s) { s.battery_low_mv = 12000; }));
  CHECK_FALSE(valid_with([](AlarmSettings& s) { s.battery_low_mv = 12001; }));
}

TEST_CASE("digits and # make a code; * forgets") {
  CodeEntry entry;
  CHECK(typed(entry, "1234#") == "4:1234");
  CHECK(typed(entry, "99*1234#") == "4:1234");
  CHECK(typed(entry, "0070#") == "4:0070");
  CHECK(typed(entry, "12#") == "2:12");
}

TEST_CASE("a # alone is no code, and a code is over with its #") {
  CodeEntry entry;
  CHECK(typed(entry, "#") == "-");
  CHECK(typed(entry, "1234##") == "4:1234");
  CHECK(typed(entry, "1234#5#") == "1:5");
}

TEST_CASE("a ninth digit makes the entry too long, not shorter") {
  CodeEntry entry;
  CHECK(typed(entry, "12345678#") == "8:12345678");
  CHECK(typed(entry, "123456789#") == "9:12345678");
  CHECK(typed(entry, "1234567890123456789012#") == "9:12345678");
}

TEST_CASE("a letter ends an entry without judging it") {
  CodeEntry entry;
  for (const char* letter : {"A", "B", "C", "D"}) CHECK(typed(entry, std::string("12") + letter + "34#") == "2:34");
}

TEST_CASE("an entry is forgotten after 10 s without a key, also over the wrap of millis()") {
  for (uint32_t from_ms : {1000u, 0xFFFFFFFFu - 4000}) {
    CodeEntry entry;
    typed(entry, "12", from_ms);
    CHECK(typed(entry, "34#", from_ms + 500 + 9999) == "4:1234");
    typed(entry, "12", from_ms);
    CHECK(typed(entry, "34#", from_ms + 500 + 10000) == "2:34");
  }
}

TEST_CASE("forget() leaves no digit in memory") {
  CodeEntry entry;
  typed(entry, "12345678#");
  entry.forget();
  CHECK(entry.count() == 0);
  for (uint8_t i = 0; i < PIN_DIGITS_MAX; ++i) CHECK(entry.digits()[i] == 0);
}

TEST_CASE("three wrong codes lock for 90 s, then twice as long each time, at most 15 minutes") {
  CodeLock lock;
  uint32_t now_ms = 0xFFFFFFFFu - 100000;  // wraps on the way
  std::vector<int> locks;
  for (int i = 0; i < 7; ++i) locks.push_back(lock_once(lock, now_ms));
  CHECK(locks == std::vector<int>{90, 180, 360, 720, 900, 900, 900});
}

TEST_CASE("a right code forgives the tries and the locks before") {
  CodeLock lock;
  uint32_t now_ms = 1000;
  lock_once(lock, now_ms);
  for (int round = 0; round < 5; ++round) {
    CHECK_FALSE(try_wrong(lock, now_ms));
    CHECK_FALSE(try_wrong(lock, now_ms));
    lock.count_try();
    lock.forgive();
    CHECK(lock.tries() == 0);
  }
  CHECK(lock_once(lock, now_ms) == 90);
}

TEST_CASE("a restart keeps tries, locks and their length") {
  CodeLock lock;
  lock.restore(2, 1, 0, 5000);
  CHECK_FALSE(lock.is_locked());
  CHECK(try_wrong(lock, 5000));
  CHECK(lock.remaining_s(5000) == 180);
  CodeLock after;
  after.restore(lock.tries(), lock.level(), 77, 9000);
  CHECK(after.is_locked());
  CHECK(after.remaining_s(9000) == 77);
  CHECK_FALSE(after.update(9000 + 76999));
  CHECK(after.update(9000 + 77000));
  CHECK_FALSE(after.update(9000 + 77001));
}

TEST_CASE("cut off between the third try and its judgement, the lock begins at the restart") {
  CodeLock lock;
  lock.restore(3, 0, 0, 1000);
  CHECK(lock.is_locked());
  CHECK(lock.remaining_s(1000) == 90);
  CHECK(lock.tries() == 0);
}

TEST_CASE("the last second of a lock survives a restart too") {
  CodeLock lock;
  lock.restore(0, 1, 1, 500);
  CHECK_FALSE(lock.update(1499));
  CHECK(lock.is_locked());
  CHECK(lock.update(1500));
}

TEST_CASE("a stored lock longer than can be is held to the longest") {
  CodeLock lock;
  lock.restore(9, 9, 65535, 0);
  CHECK(lock.remaining_s(0) == 900);
  CHECK(lock.tries() == 3);
  CHECK(lock.level() == 5);
}

TEST_CASE("the remaining time of a lock counts down to 0") {
  CodeLock lock;
  lock.restore(0, 1, 3, 0);
  CHECK(lock.remaining_s(999) == 3);
  CHECK(lock.remaining_s(1000) == 2);
  CHECK(lock.remaining_s(5000) == 0);
}
