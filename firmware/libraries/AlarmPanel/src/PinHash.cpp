#include "PinHash.h"

#include <string.h>

namespace {

constexpr uint8_t TIMES = 32;

struct Hash {
  uint32_t words[2];
};

Hash hash_of(const uint8_t* digits, uint8_t count, uint32_t salt) {
  uint32_t key[4] = {salt, count, 0, 0};
  for (uint8_t i = 0; i < count; ++i) key[2 + i / 4] = key[2 + i / 4] << 8 | (digits[i] + 1u);
  Hash hash = {{salt, 0x4D616B65}};
  for (uint8_t i = 0; i < TIMES; ++i) {
    const Hash before = hash;
    xtea_encrypt(hash.words, key);
    hash.words[0] ^= before.words[0];
    hash.words[1] ^= before.words[1];
  }
  if ((hash.words[0] | hash.words[1]) == 0) hash.words[0] = 1;  // 0 means: no code
  return hash;
}

void put(uint8_t* bytes, uint32_t word) {
  for (uint8_t i = 0; i < 4; ++i) bytes[i] = static_cast<uint8_t>(word >> (8 * i));
}

uint32_t get(const uint8_t* bytes) {
  uint32_t word = 0;
  for (uint8_t i = 4; i-- > 0;) word = word << 8 | bytes[i];
  return word;
}

}  // namespace

void xtea_encrypt(uint32_t block[2], const uint32_t key[4]) {
  constexpr uint32_t DELTA = 0x9E3779B9;
  uint32_t sum = 0;
  for (uint8_t round = 0; round < 32; ++round) {
    block[0] += ((block[1] << 4 ^ block[1] >> 5) + block[1]) ^ (sum + key[sum & 3]);
    sum += DELTA;
    block[1] += ((block[0] << 4 ^ block[0] >> 5) + block[0]) ^ (sum + key[sum >> 11 & 3]);
  }
}

void PinHash::set(const uint8_t* digits, uint8_t count, uint32_t salt) {
  const Hash hash = hash_of(digits, count, salt);
  salt_ = salt;
  memcpy(hash_, hash.words, sizeof hash_);
}

bool PinHash::is_right(const uint8_t* digits, uint8_t count) const {
  if (!is_set() || count < PIN_DIGITS_MIN || count > PIN_DIGITS_MAX) return false;
  const Hash hash = hash_of(digits, count, salt_);
  return ((hash.words[0] ^ hash_[0]) | (hash.words[1] ^ hash_[1])) == 0;
}

void PinHash::to_bytes(uint8_t* bytes) const {
  put(bytes, salt_);
  put(bytes + 4, hash_[0]);
  put(bytes + 8, hash_[1]);
}

void PinHash::from_bytes(const uint8_t* bytes) {
  salt_ = get(bytes);
  hash_[0] = get(bytes + 4);
  hash_[1] = get(bytes + 8);
}
