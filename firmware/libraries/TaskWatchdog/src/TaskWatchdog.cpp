#ifdef __AVR__

#include "TaskWatchdog.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/wdt.h>

namespace {

// What survives every reset but the loss of power. Two 32 bit words: memory after power-on holds anything.
struct Note {
  uint32_t alive;
  uint32_t hung;
  uint8_t task;
  uint8_t flags;  // MCUSR as it was at this start
};
constexpr uint32_t ALIVE = 0x4D414B52;  // "MAKR"
constexpr uint32_t HUNG = 0x48554E47;   // "HUNG"

volatile Note note __attribute__((section(".noinit")));
void (*make_safe_)() = nullptr;

ResetCause cause_ = ResetCause::Power;
uint8_t hung_task_ = TaskWatchdog::NO_TASK;
bool is_read_ = false;

// Reads the note once; what it says of the start before this one must not be told again at the next.
void read_note() {
  if (is_read_) {
    return;
  }
  is_read_ = true;
  const bool hung = note.hung == HUNG;
  cause_ = reset_cause(note.flags, hung, note.alive == ALIVE);
  hung_task_ = hung && cause_ == ResetCause::Watchdog ? note.task : TaskWatchdog::NO_TASK;
  note.hung = 0;
  note.alive = ALIVE;
  note.task = TaskWatchdog::IN_SETUP;
}

// 0.125 s (ATmega328P datasheet, table 11-2). WDE with WDIE: the interrupt first, the reset at the next time-out.
constexpr uint8_t WATCHDOG_MODE = _BV(WDIE) | _BV(WDP1) | _BV(WDP0) | (MAKER_WATCHDOG_RESET ? _BV(WDE) : 0);

#if !MAKER_WATCHDOG_RESET
// Puts the peripherals that interrupt or drive pins back to what a reset makes of them, and starts anew.
void start_anew() {
  wdt_disable();
  TIMSK0 = TIMSK1 = TIMSK2 = 0;
  TCCR0A = TCCR1A = TCCR2A = 0;
  TCCR0B = TCCR1B = TCCR2B = 0;
  EIMSK = PCICR = 0;
  UCSR0B = 0;
  ADCSRA = 0;
  EECR = 0;
  note.flags = 0;
  asm volatile("jmp 0");
}
#endif

}  // namespace

// Before anything else runs: after a watchdog reset the watchdog is still on, at 15 ms.
void keep_reset_flags() __attribute__((naked, used, section(".init3")));
void keep_reset_flags() {
  const uint8_t flags = MCUSR;
  MCUSR = 0;
  note.flags = flags;
  wdt_disable();
}

ISR(WDT_vect) {
  if (make_safe_) {
    make_safe_();
  }
  note.hung = HUNG;
#if MAKER_WATCHDOG_RESET
  for (;;) {  // a task that was only slow must not go on and switch the outputs on again
  }
#else
  start_anew();
#endif
}

void TaskWatchdog::begin(void (*make_safe)()) {
  read_note();
  make_safe_ = make_safe;
  const uint8_t status = SREG;
  cli();
  wdt_reset();
  WDTCSR = _BV(WDCE) | _BV(WDE);
  WDTCSR = WATCHDOG_MODE;
  SREG = status;
}

void TaskWatchdog::run(uint8_t task, void (*function)()) {
  note.task = task;
  function();
  checklist_.ran(task);
}

void TaskWatchdog::feed() {
  if (!checklist_.is_complete()) {
    return;
  }
  checklist_.begin_again();
  wdt_reset();
}

ResetCause TaskWatchdog::reset_cause() {
  read_note();
  return cause_;
}

uint8_t TaskWatchdog::hung_task() {
  read_note();
  return hung_task_;
}

#endif
