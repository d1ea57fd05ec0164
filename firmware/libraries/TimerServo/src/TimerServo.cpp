#include "TimerServo.h"

#ifdef ARDUINO

#include <Arduino.h>
#include <util/atomic.h>

namespace {

constexpr uint16_t FRAME_TICKS = 2 * SERVO_FRAME_US;

volatile uint8_t* port_;
uint8_t mask_;
volatile uint16_t wanted_ticks_;
uint16_t pulse_ticks_;  // of the pulse that is on, or was last
bool is_on_ = false;

}  // namespace

ISR(TIMER1_COMPA_vect) {
  if (is_on_) {
    *port_ &= static_cast<uint8_t>(~mask_);
    OCR1A += FRAME_TICKS - pulse_ticks_;
  } else {
    *port_ |= mask_;
    pulse_ticks_ = wanted_ticks_;
    OCR1A += pulse_ticks_;
  }
  is_on_ = !is_on_;
}

void TimerServo::begin(uint8_t pin, uint16_t pulse_us) {
  digitalWrite(pin, LOW);
  pinMode(pin, OUTPUT);
  port_ = portOutputRegister(digitalPinToPort(pin));
  mask_ = digitalPinToBitMask(pin);
  wanted_ticks_ = servo_ticks(pulse_us);
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    TCCR1A = 0;
    TCCR1B = _BV(CS11);  // by 8 (ATmega328P datasheet, table 16-5)
    TCNT1 = 0;
    OCR1A = FRAME_TICKS;
    TIFR1 = _BV(OCF1A);
    TIMSK1 = _BV(OCIE1A);
  }
}

void TimerServo::write_us(uint16_t pulse_us) {
  const uint16_t ticks = servo_ticks(pulse_us);
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { wanted_ticks_ = ticks; }
}

#endif
