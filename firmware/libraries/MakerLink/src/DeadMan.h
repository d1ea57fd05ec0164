// A dead-man's switch: notices that the host has fallen silent. Once it has, it stays that way until start().
#pragma once

#include <stdint.h>

namespace maker {

// Times are those of millis(), at any point of its 49 days.
class DeadMan {
 public:
  explicit constexpr DeadMan(uint16_t timeout_ms) : timeout_ms_(timeout_ms) {}

  // Begins to watch. A deliberate act: feed() alone never does.
  void start(uint32_t now_ms) {
    is_watching_ = true;
    has_tripped_ = false;
    fed_ms_ = now_ms;
  }

  // Ends watching, with nothing wrong.
  void stop() {
    is_watching_ = false;
    has_tripped_ = false;
  }

  // The host has given a sign of life.
  void feed(uint32_t now_ms) { fed_ms_ = now_ms; }

  // Call it in each loop(). Returns true once: when the silence has lasted timeout_ms.
  bool update(uint32_t now_ms) {
    if (!is_watching_ || now_ms - fed_ms_ < timeout_ms_) return false;
    is_watching_ = false;
    has_tripped_ = true;
    return true;
  }

  bool is_watching() const { return is_watching_; }
  bool has_tripped() const { return has_tripped_; }

 private:
  uint32_t fed_ms_ = 0;
  const uint16_t timeout_ms_;
  bool is_watching_ = false;
  bool has_tripped_ = false;
};

}  // namespace maker
