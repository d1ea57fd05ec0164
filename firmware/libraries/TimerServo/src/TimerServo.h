// TimerServo: one servo on any pin, from Timer1's compare interrupt, in steps of 0.5 us.
//
//   TimerServo pan;
//   void setup() { pan.begin(12, 1500); }
//   pan.write_us(1800);
//
// Takes Timer1: no PWM on D9 and D10. It leaves D11 and D3, and millis(), alone. Another interrupt that is being
// served when an edge is due delays the edge by its length, some microseconds; a hobby servo ignores 5 to 10.
// Power: a servo draws 0.5 A when it starts. Take it from its own 5 V, with the grounds joined.
#pragma once

#include <stdint.h>

constexpr uint16_t SERVO_MIN_US = 500;
constexpr uint16_t SERVO_MAX_US = 2500;
constexpr uint16_t SERVO_FRAME_US = 20000;

// Timer1 counts twice a microsecond: 16 MHz by 8.
constexpr uint16_t servo_ticks(uint16_t pulse_us) {
  return static_cast<uint16_t>(
      2 * (pulse_us < SERVO_MIN_US ? SERVO_MIN_US : pulse_us > SERVO_MAX_US ? SERVO_MAX_US : pulse_us));
}

#ifdef ARDUINO

class TimerServo {
 public:
  // One TimerServo in a sketch. The first pulse comes after 20 ms.
  void begin(uint8_t pin, uint16_t pulse_us);

  // pulse_us: 500 to 2500; 1500 is the middle. In force from the next pulse on.
  void write_us(uint16_t pulse_us);
};

#endif
