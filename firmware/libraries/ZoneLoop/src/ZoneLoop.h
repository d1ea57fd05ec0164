// ZoneLoop: one supervised zone of an alarm: closed, open, or tampered with.
//
// Wiring, for each zone, with resistors that the course has:
//   1. 2 kohm from 5 V to the analog pin, on the board.
//   2. Two wires from there (pin and GND) to the window.
//   3. At the window, inside the housing of the reed switch: 1 kohm in series with the reed switch,
//      and 10 kohm across the reed switch. The magnet closes the switch while the window is shut.
//
//        5 V --[2k]--+-- A0 ------ 1k --+-- reed --+
//                    |                  +-- 10k ---+
//                                                  |
//        GND --------------------------------------+
//
// The pin sees a share of the supply, and so does the ADC, whose reference is the same supply: the supply cancels.
//
//   loop        | share              | nominal | worst case | window (of 1023)
//   shorted     | 0                  |       0 |    0 - 102 |    0 -  110
//   closed      | 1k / (1k + 2k)     |     341 |  312 - 380 |  300 -  400
//   open        | 11k / (11k + 2k)   |     866 |  833 - 884 |  815 -  900
//   cut         | 1                  |    1023 |  977 -1023 |  960 - 1023
//
// Worst case: resistors of 5 %, up to 50 ohm of wire, damp that leaks 100 kohm (50 kohm in a cut line), a short through up to
// 200 ohm, and 4 steps of the ADC. native/zone_loop_test.cpp computes them. What lies between the windows is no state of a sound
// loop (a corroded contact, a resistor that somebody put across the wires): it is tamper too.
//
//   ZoneLoop window;
//   if (window.update(analogRead(A0), millis()) && window.state() == ZoneState::OPEN) { ... }
#pragma once

#include <stdint.h>

enum class ZoneState : uint8_t { UNKNOWN, CLOSED, OPEN, SHORTED, CUT, WRONG };

constexpr uint16_t ZONE_SHORTED_MAX = 110;
constexpr uint16_t ZONE_CLOSED_MIN = 300;
constexpr uint16_t ZONE_CLOSED_MAX = 400;
constexpr uint16_t ZONE_OPEN_MIN = 815;
constexpr uint16_t ZONE_OPEN_MAX = 900;
constexpr uint16_t ZONE_CUT_MIN = 960;

// How long a loop must hold a state before it is believed: longer than a reed chatters (5 ms) and than a spark disturbs.
constexpr uint16_t ZONE_STABLE_MS = 100;
// A loop that has not been what is believed for so long is believed anew, even if it holds no other state either (at the edge of
// a window, or with a loose wire), but for closed.
constexpr uint16_t ZONE_WAVERS_MS = 300;

// The state that one sample speaks for.
ZoneState zone_state_of(uint16_t raw);

constexpr bool is_tampered(ZoneState state) {
  return state == ZoneState::SHORTED || state == ZoneState::CUT || state == ZoneState::WRONG;
}

class ZoneLoop {
 public:
  // Takes a sample of the ADC (0 to 1023), every 5 to 30 ms; returns true when state() has just changed.
  // The middle one of three samples counts, so a single spike changes nothing.
  bool update(uint16_t raw, uint32_t now_ms);

  ZoneState state() const { return state_; }  // UNKNOWN until the first 100 ms have passed

 private:
  bool wavers(ZoneState seen, uint32_t now_ms) const;
  uint16_t middle_of_three(uint16_t raw);

  uint16_t before_ = 0;
  uint16_t before_that_ = 0;
  ZoneState state_ = ZoneState::UNKNOWN;
  ZoneState candidate_ = ZoneState::UNKNOWN;
  uint32_t since_ms_ = 0;   // of the candidate
  uint32_t agreed_ms_ = 0;  // when a sample last spoke for state()
};
