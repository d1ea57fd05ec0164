// Running the chip, and its four resets (DS 10).
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <avr_extint.h>

#include "chip.h"

enum { WDTCSR = 0x60, WDCE = 0x10, WDE = 0x08 };
enum { MCUSR = 0x54, PORF = 1, EXTRF = 2, BORF = 4, WDRF = 8 };
enum { RAM_START = 0x100 };
// simavr's default ends a run after each instruction; a reset brings the default back
enum { RUN_CYCLE_LIMIT = 1000000 };

static uint64_t held_until;  // the chip is in reset until then: NEVER while there is no power
static uint8_t boot_loader;  // BOOT_...
static bool was_reset;
static void (*reset_of_core)(avr_t *);
static avr_run_t run_as_usual;
static uint8_t ram[4096];

static void remember_reset(avr_t *chip) {
  if (reset_of_core) reset_of_core(chip);
  was_reset = true;
}

static void never_sleep(avr_t *chip, avr_cycle_count_t cycles) { (void)chip, (void)cycles; }

// EICRA means "while low" after a reset; with D2 or D3 low simavr would then look at every cycle, ten
// times slower. Each reset turns that on again.
void look_at_levels_once(void) {
  avr_extint_set_strict_lvl_trig(avr, 0, 0);
  avr_extint_set_strict_lvl_trig(avr, 1, 0);
}

void watch_resets(void) {
  reset_of_core = avr->reset;
  avr->reset = remember_reset;
  run_as_usual = avr->run;
  avr->sleep = never_sleep;  // the usual one sleeps in real time
  avr->run_cycle_limit = RUN_CYCLE_LIMIT;
  avr->data[MCUSR] = PORF;
}

bool is_held(void) { return avr->cycle < held_until; }

static size_t ram_bytes(void) { return avr->ramend + 1 - RAM_START; }

static void write_watchdog(uint8_t value) {
  avr->io[AVR_DATA_TO_IO(WDTCSR)].w.c(avr, WDTCSR, value, avr->io[AVR_DATA_TO_IO(WDTCSR)].w.param);
}

// After a watchdog reset the watchdog stays on, at 16 ms, until WDRF is cleared (DS 10.9.2). Optiboot
// clears MCUSR and turns the watchdog off before it starts the sketch. The old boot-loader of the Nano
// is too slow for that: the watchdog fires again and again, and only pulling the cable helps.
static void meet_boot_loader(uint8_t cause) {
  if (boot_loader == BOOT_NONE) return;
  avr->data[MCUSR] = 0;
  if (cause == CAUSE_WATCHDOG) {
    write_watchdog(WDCE | WDE);
    write_watchdog(0);
  }
  if (boot_loader == BOOT_OLD && cause == CAUSE_WATCHDOG) held_until = NEVER;
}

// simavr forgets its timers and the levels at the pins, and empties the RAM, which the chip keeps.
static void mend_after_reset(uint8_t cause) {
  static const uint8_t flags[4] = {PORF, EXTRF, BORF, WDRF};
  was_reset = false;
  avr->run = run_as_usual;
  look_at_levels_once();
  avr->state = cpu_Running;
  avr->run_cycle_limit = RUN_CYCLE_LIMIT;
  memcpy(avr->data + RAM_START, ram, ram_bytes());
  say(SAID_RESET, cause, 0, 0, 0, avr->cycle);
  serial_after_reset();
  eeprom_after_reset();
  pins_after_reset();
  avr->data[MCUSR] = flags[cause];
  meet_boot_loader(cause);
  arm_schedule();
}

void set_boot_loader(uint8_t kind) {
  boot_loader = kind;
  meet_boot_loader(CAUSE_POWER);
}

static void keep_ram(void) { memcpy(ram, avr->data + RAM_START, ram_bytes()); }

void reset_chip(uint8_t cause, uint64_t hold_cycles) {
  if (held_until == NEVER && cause != CAUSE_POWER) return;  // no power, or beyond all help
  keep_ram();
  if (cause == CAUSE_POWER)  // after a cut the RAM holds anything
    for (size_t i = 0; i < ram_bytes(); i++) ram[i] = (uint8_t)(i * 167 + 85);
  avr_reset(avr);
  mend_after_reset(cause);
  held_until = avr->cycle + hold_cycles;
}

void cut_power(void) {
  spoil_eeprom_write();
  keep_ram();
  avr_reset(avr);
  was_reset = false;
  serial_after_reset();
  eeprom_after_reset();
  pins_after_reset();
  held_until = NEVER;
}

void restore_power(uint64_t hold_cycles) { reset_chip(CAUSE_POWER, hold_cycles); }

// Let time pass for the world outside, while the chip does nothing.
static void wait_until(uint64_t cycle) {
  while (next_scheduled() <= cycle) {
    if (next_scheduled() > avr->cycle) avr->cycle = next_scheduled();
    do_what_is_due();
  }
  avr->cycle = cycle;
}

static avr_cycle_count_t horizon(avr_t *chip, avr_cycle_count_t when, void *unused) {
  (void)chip, (void)when, (void)unused;
  return 0;
}


// A run may be asked for that takes hours: look, once in a while, whether anybody still wants it.
static bool is_wanted(void) {
  struct pollfd line = {.fd = STDOUT_FILENO, .events = 0};
  return poll(&line, 1, 0) <= 0 || !(line.revents & (POLLERR | POLLHUP | POLLNVAL));
}

static avr_cycle_count_t look_round(avr_t *chip, avr_cycle_count_t when, void *unused) {
  (void)chip, (void)unused;
  if (!is_wanted()) exit(0);
  return when + CYCLES_PER_S;
}

static void start_timers(uint64_t until) {
  avr_cycle_timer_register(avr, until > avr->cycle ? until - avr->cycle : 1, horizon, NULL);
  avr_cycle_timer_register(avr, CYCLES_PER_S, look_round, NULL);
}

// The sketch sleeps with interrupts off: only a watchdog or a reset wakes it.
static void sleep_on(void) {
  avr_cycle_count_t wait = avr_cycle_timer_process(avr);
  avr->cycle += wait ? wait : 1;
  if (avr->run != run_as_usual) avr->state = cpu_Running;
}

static void step(uint64_t until) {
  if (avr->state == cpu_Done) return sleep_on();
  bool resets_now = avr->run != run_as_usual;  // simavr's watchdog has fired
  if (resets_now) keep_ram();
  avr_run(avr);
  if (was_reset) {
    mend_after_reset(CAUSE_WATCHDOG);
    start_timers(until);
  }
}

uint8_t run_until(uint64_t until) {
  while (avr->cycle < until && is_held()) wait_until(held_until < until ? held_until : until);
  if (avr->cycle >= until) return STATE_RUNS;
  arm_schedule();  // what waited while the chip was held
  start_timers(until);
  while (avr->cycle < until && avr->state != cpu_Crashed && !is_held()) step(until);
  avr_cycle_timer_cancel(avr, horizon, NULL);
  avr_cycle_timer_cancel(avr, look_round, NULL);
  if (is_held()) wait_until(until);  // a watchdog reset that the boot-loader does not survive
  return avr->state == cpu_Crashed ? STATE_CRASHED : STATE_RUNS;
}
