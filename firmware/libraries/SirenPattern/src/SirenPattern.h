// SirenPattern: what siren, strobe and status LED do, for what is going on, at a time. No pins, no waiting.
//
//   what            | siren          | strobe (0.1 s flash) | status LED
//   DISARMED        | -              | -                    | a short flash every 4 s: it lives
//   TROUBLE         | -              | -                    | two flashes a second: disarmed, and something is tampered with
//   EXIT_DELAY      | -              | -                    | slow blinking, 1 Hz
//   ARMED           | -              | -                    | on
//   ALARM_MEMORY    | -              | every 4 s            | on, a short gap every second: armed, and the siren has sounded
//   ENTRY_DELAY     | -              | -                    | quick blinking, 4 Hz
//   ALARM           | on             | every 0.5 s          | flicker, 8 Hz
//   TAMPER_ALARM    | half a second on, half off | every 0.5 s | flicker, 8 Hz
//
// During the delays the siren is silent: who comes home must not wake the street.
#pragma once

#include <stdint.h>

enum class Show : uint8_t { DISARMED, TROUBLE, EXIT_DELAY, ARMED, ALARM_MEMORY, ENTRY_DELAY, ALARM, TAMPER_ALARM };

// On for the first on_ms of every period_ms.
struct Rhythm {
  uint16_t period_ms;
  uint16_t on_ms;
};

class SirenPattern {
 public:
  // Shows something else from now on; each rhythm starts at its beginning. The same again changes nothing.
  void show(Show what, uint32_t now_ms);

  // Computes the three outputs at a time.
  void update(uint32_t now_ms);

  bool siren_is_on() const { return siren_; }
  bool strobe_is_on() const { return strobe_; }
  bool led_is_on() const { return led_; }

 private:
  Show what_ = Show::DISARMED;
  uint32_t since_ms_ = 0;
  bool siren_ = false;
  bool strobe_ = false;
  bool led_ = false;
};
