#include "FieldText.h"

namespace maker {

namespace {

constexpr uint32_t WIDEST = 2147483647UL;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

FieldVerdict read_magnitude(const char* digits, uint8_t length, uint32_t& magnitude) {
  bool is_too_wide = false;
  magnitude = 0;
  for (uint8_t i = 0; i < length; i++) {
    if (!is_digit(digits[i])) return FieldVerdict::Form;
    if (magnitude > WIDEST / 10) {
      is_too_wide = true;  // go on: what follows may not even be a digit
    } else {
      magnitude = magnitude * 10 + static_cast<uint8_t>(digits[i] - '0');
    }
  }
  return is_too_wide || magnitude > WIDEST ? FieldVerdict::Range : FieldVerdict::Good;
}

FieldVerdict read_number(const FieldSchema& field, const char* text, uint8_t length, int32_t& value) {
  const bool is_negative = length > 0 && text[0] == '-';
  const char* digits = text + (is_negative ? 1 : 0);
  const uint8_t digit_count = static_cast<uint8_t>(length - (is_negative ? 1 : 0));
  if (digit_count == 0) return FieldVerdict::Form;
  if (digits[0] == '0' && (digit_count > 1 || is_negative)) return FieldVerdict::Form;
  uint32_t magnitude;
  const FieldVerdict verdict = read_magnitude(digits, digit_count, magnitude);
  if (verdict != FieldVerdict::Good) return verdict;
  value = is_negative ? -static_cast<int32_t>(magnitude) : static_cast<int32_t>(magnitude);
  return value < field.low || value > field.high ? FieldVerdict::Range : FieldVerdict::Good;
}

// Compares with the word at `words`, and moves `words` to the comma or the end behind it.
bool is_word(const char*& words, const char* text, uint8_t length) {
  uint8_t matching = 0;
  uint8_t word_length = 0;
  for (char letter; (letter = static_cast<char>(pgm_read_byte(words))) != '\0' && letter != ','; words++) {
    if (word_length < length && text[word_length] == letter) matching++;
    word_length++;
  }
  return matching == word_length && word_length == length;
}

FieldVerdict read_word(const char* words, const char* text, uint8_t length, int32_t& value) {
  for (value = 0;; value++) {
    if (is_word(words, text, length)) return FieldVerdict::Good;
    if (pgm_read_byte(words) == '\0') return FieldVerdict::Form;
    words++;  // the comma
  }
}

// A division of 32 bits costs the chip 40 us, and a digit takes two of them. Taking tens away costs 1 us a digit.
constexpr uint32_t TENS[] = {1000000000UL, 100000000UL, 10000000UL, 1000000UL, 100000UL, 10000UL};
constexpr uint16_t SMALL_TENS[] = {1000, 100, 10};

template <typename Unsigned>
char* write_digit(Unsigned& magnitude, Unsigned ten, char* to, bool& has_begun) {
  char digit = '0';
  for (; magnitude >= ten; magnitude = static_cast<Unsigned>(magnitude - ten)) digit++;
  has_begun = has_begun || digit != '0';
  if (has_begun) *to++ = digit;
  return to;
}

char* write_number(int32_t value, char* to) {
  uint32_t magnitude = static_cast<uint32_t>(value);
  if (value < 0) {
    *to++ = '-';
    magnitude = 0 - magnitude;
  }
  bool has_begun = false;
  if (magnitude > 9999) {
    for (const uint32_t ten : TENS) to = write_digit(magnitude, ten, to, has_begun);
  }
  uint16_t rest = static_cast<uint16_t>(magnitude);
  for (const uint16_t ten : SMALL_TENS) to = write_digit(rest, ten, to, has_begun);
  *to++ = static_cast<char>('0' + rest);
  return to;
}

char* write_word(const char* words, int32_t place, char* to) {
  while (place > 0) {
    if (pgm_read_byte(words++) == ',') place--;
  }
  for (char letter; (letter = static_cast<char>(pgm_read_byte(words))) != '\0' && letter != ','; words++) {
    *to++ = letter;
  }
  return to;
}

}  // namespace

FieldVerdict read_field(const FieldSchema& field, const char* text, uint8_t length, int32_t& value) {
  return field.words ? read_word(field.words, text, length, value) : read_number(field, text, length, value);
}

char* write_field(const FieldSchema& field, int32_t value, char* to) {
  if (value < field.low) value = field.low;
  if (value > field.high) value = field.high;
  return field.words ? write_word(field.words, value, to) : write_number(value, to);
}

}  // namespace maker
