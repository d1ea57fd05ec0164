// KeypadPins: reads the contacts of a 4x4 keypad, one row at a time, for KeypadMatrix.
//
// Wiring: the keypad's ribbon R1 R2 R3 R4 C1 C2 C3 C4 to eight pins, in this order. No resistors: the columns use the pull-ups
// of the chip. Only the row that is being read is driven, low; the others float, so two keys pressed at once never join two
// outputs.
#pragma once

#ifdef ARDUINO

#include <Arduino.h>
#include "KeypadMatrix.h"

// How long a row is driven before its columns are read: also a long ribbon has settled by then, and one scan takes 24 ms,
// far less than a finger stays on a key (80 ms and more).
constexpr uint8_t KEYPAD_ROW_MS = 6;

class KeypadPins {
 public:
  // first_pin: R1; the other seven follow it.
  explicit KeypadPins(uint8_t first_pin) : first_pin_(first_pin) {}

  void begin(uint32_t now_ms) {
    for (uint8_t column = 0; column < KEYPAD_COLUMNS; ++column) pinMode(column_pin(column), INPUT_PULLUP);
    for (uint8_t row = 0; row < KEYPAD_ROWS; ++row) release(row);
    drive(row_ = 0, now_ms);
  }

  // Returns true when all rows have been read since the last time: then contacts() is a new scan.
  bool update(uint32_t now_ms) {
    if (now_ms - driven_ms_ < KEYPAD_ROW_MS) return false;
    if (row_ == 0) building_ = 0;
    building_ |= static_cast<uint16_t>(read_columns()) << (KEYPAD_COLUMNS * row_);
    release(row_);
    row_ = (row_ + 1) % KEYPAD_ROWS;
    drive(row_, now_ms);
    if (row_ != 0) return false;
    contacts_ = building_;
    return true;
  }

  uint16_t contacts() const { return contacts_; }

 private:
  uint8_t row_pin(uint8_t row) const { return first_pin_ + row; }
  uint8_t column_pin(uint8_t column) const { return first_pin_ + KEYPAD_ROWS + column; }
  void release(uint8_t row) { pinMode(row_pin(row), INPUT); }

  void drive(uint8_t row, uint32_t now_ms) {
    digitalWrite(row_pin(row), LOW);
    pinMode(row_pin(row), OUTPUT);
    driven_ms_ = now_ms;
  }

  uint8_t read_columns() const {
    uint8_t closed = 0;
    for (uint8_t column = 0; column < KEYPAD_COLUMNS; ++column) {
      if (digitalRead(column_pin(column)) == LOW) closed |= 1 << column;
    }
    return closed;
  }

  const uint8_t first_pin_;
  uint8_t row_ = 0;
  uint16_t building_ = 0;
  uint16_t contacts_ = 0;
  uint32_t driven_ms_ = 0;
};

#endif
