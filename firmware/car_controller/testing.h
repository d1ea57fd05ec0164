// What only tests build in, by a define. Without one, nothing of it is in the sketch.
#pragma once

#include "pins.h"

// MAKER_TEST_HANG: a task hangs for as long as the spare pin is low.
static inline void hang_if_asked() {
#ifdef MAKER_TEST_HANG
  pinMode(PIN_SPARE, INPUT_PULLUP);
  while (digitalRead(PIN_SPARE) == LOW) {
  }
#endif
}

// MAKER_TEST_START_MS: millis() starts there, so that a test need not wait 49 days for its wrap-around.
#ifdef MAKER_TEST_START_MS
extern volatile unsigned long timer0_millis;
extern volatile unsigned long timer0_overflow_count;
#endif

static inline void start_clock_if_asked() {
#ifdef MAKER_TEST_START_MS
  timer0_millis = MAKER_TEST_START_MS;
  timer0_overflow_count = 0xFFFFFFFF - 2000;  // micros() wraps around as well, about two seconds later
#endif
}
