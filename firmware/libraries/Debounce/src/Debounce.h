// Debounce: the steady level of a contact that chatters.
//
//   Debounce button(20, 20);                          // believed after 20 ms, both ways
//   if (button.update(digitalRead(PIN) == LOW, millis()) && button.is_on()) { pressed(); }
//
// A switch that protects somebody is believed fast and forgotten slowly: Debounce estop(5, 100).
#pragma once

#include <stdint.h>

class Debounce {
 public:
  // on_ms, off_ms: how long the raw level must hold without a break before it is believed; 0 is at once.
  explicit constexpr Debounce(uint16_t on_ms, uint16_t off_ms, bool is_on = false)
      : on_ms_(on_ms), off_ms_(off_ms), is_on_(is_on), was_raw_(is_on), since_ms_(0), changed_ms_(0) {}

  // Takes the level as it is, without waiting: for setup().
  void begin(bool raw, uint32_t now_ms);

  // Takes a sample; returns true when is_on() has just changed.
  bool update(bool raw, uint32_t now_ms);

  bool is_on() const { return is_on_; }

  // How long is_on() has been what it is.
  uint32_t held_ms(uint32_t now_ms) const { return now_ms - changed_ms_; }

 private:
  uint16_t on_ms_;
  uint16_t off_ms_;
  bool is_on_;
  bool was_raw_;
  uint32_t since_ms_;    // when the raw level last changed
  uint32_t changed_ms_;  // when the believed level last changed
};
