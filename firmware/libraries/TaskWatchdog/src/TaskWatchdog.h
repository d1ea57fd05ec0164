// TaskWatchdog: a watchdog that is fed only after every task has run.
//
//   TaskWatchdog watchdog(TASK_COUNT);
//   void setup() { make_outputs_safe(); ...; watchdog.begin(make_outputs_safe); }
//   void loop()  { watchdog.run(TASK_LINK, run_link); watchdog.run(TASK_MOTORS, run_motors); watchdog.feed(); }
//
// Unfed for 125 ms, the watchdog's interrupt makes the outputs safe, notes which task hung, and never returns;
// 125 ms later the chip resets (the watchdog's own clock is good to 10 %). After the reset, reset_cause() and
// hung_task() tell what happened, although the Uno's boot-loader erases the chip's own flags: the note stands in
// memory that no start erases.
//
// MAKER_WATCHDOG_RESET=0 is for Nanos with the old boot-loader, which never comes out of a watchdog reset. There the
// interrupt makes the outputs safe, switches the peripherals off, and starts the sketch anew by a jump: a board that
// halted would take its telemetry with it, and both ways the outputs stay safe until somebody arms them.
// What such a build cannot survive is a hang with interrupts switched off.
#pragma once

#include "ResetCause.h"
#include "TaskChecklist.h"

#ifndef MAKER_WATCHDOG_RESET
#define MAKER_WATCHDOG_RESET 1  // a macro, so that the build can set it
#endif

class TaskWatchdog {
 public:
  static constexpr bool RESETS = MAKER_WATCHDOG_RESET;
  static constexpr uint8_t NO_TASK = 0xFF;
  static constexpr uint8_t IN_SETUP = 0xFE;

  // task_count: 1..16.
  explicit constexpr TaskWatchdog(uint8_t task_count) : checklist_(task_count) {}

  // Starts it: the last line of setup(). make_safe runs inside the interrupt: it writes pins, and waits for nothing.
  void begin(void (*make_safe)());

  // Runs one task and ticks it off.
  void run(uint8_t task, void (*function)());

  // Feeds the watchdog if every task has run since the last time: the last line of loop(), before it sleeps.
  void feed();

  // Why the board started.
  static ResetCause reset_cause();

  // The task that hung before this start, or NO_TASK.
  static uint8_t hung_task();

 private:
  TaskChecklist checklist_;
};
