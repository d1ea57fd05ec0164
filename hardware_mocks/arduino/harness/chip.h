// What the files of the harness share: one ATmega328P under the control of another process.
//
// main.c       reads commands, runs the chip, answers
// wire.c       bytes in and out: the protocol, which ../engine/ speaks at the other end
// schedule.c   what the world outside will do, in the order of time
// pins.c       what the chip does to its pins (from writes to PORT, DDR and the timers), and what
//              the world does to them
// pwm.c        duty and period from a timer's registers
// serial.c     the USART, with frames, double buffers and overrun as in the datasheet
// adc.c        what is measured at the analogue inputs
// eeprom.c     writes that take 3.4 ms, and are spoilt when the power goes
// power.c      resets: power, brown-out, external, watchdog
// world.c      what answers too quickly for the other process: HC-SR04 and wheel encoders
//
// "DS" is the datasheet of the ATmega328P, DS40002061B.
#ifndef CHIP_H
#define CHIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sim_avr.h>
#include <sim_io.h>

enum { PINS = 20, EEPROM_BYTES = 1024, CYCLES_PER_US = 16 };
#define CYCLES_PER_S 16000000ull
#define NEVER UINT64_MAX

extern avr_t *avr;

// -- wire.c
enum {
  SAID_DONE = 'd',     // a run ended: a = state, d = program counter, cycle
  SAID_MEMORY = 'm',   // payload: bytes of RAM or of the EEPROM
  SAID_PIN = 'p',      // a = pin, b = drive
  SAID_DUTY = 'w',     // a = pin, c = cycles high, d = cycles of a period; d = 0: the timer let go
  SAID_BYTE = 'u',     // a = byte, c = baud
  SAID_OVERRUN = 'o',
  SAID_RESET = 'r',    // a = cause
};
void say(uint8_t kind, uint8_t a, uint16_t b, uint32_t c, uint32_t d, uint64_t cycle);
void say_duty(uint8_t pin, uint32_t high, uint32_t period);
void answer_run(uint8_t state);
void answer_memory(const uint8_t *bytes, uint32_t count);
bool read_bytes(void *into, uint32_t count);

// -- schedule.c
typedef void (*deed_t)(uint32_t a, uint32_t b);
void schedule(uint64_t cycle, deed_t deed, uint32_t a, uint32_t b);
uint64_t next_scheduled(void);
void do_what_is_due(void);
uint64_t due_cycle(void);  // in a deed: the cycle it was planned for; the chip may be a little later
void arm_schedule(void);  // again after each reset: simavr then forgets all its timers

// -- pins.c
enum { DRIVE_LOW, DRIVE_HIGH, DRIVE_INPUT, DRIVE_PULL_UP };
enum { LEVEL_LOW, LEVEL_HIGH, LEVEL_RELEASED };
void watch_pins(void);
void look_at_pins(void);
void drive_pin(uint32_t pin, uint32_t level);
void join_pins(uint8_t one, uint8_t other, bool joined);
void pins_after_reset(void);

// -- pwm.c
enum { PWM_PINS = 6 };
typedef struct { bool owns; uint32_t high, period; } pwm_t;
pwm_t read_pwm(int pin);
extern const uint8_t pwm_registers[];  // ends with 0

// -- serial.c
void watch_serial(void);
void receive(uint64_t start, uint32_t frame_cycles, const uint8_t *bytes, uint32_t count);
void serial_after_reset(void);

// -- adc.c
void watch_adc(void);
void set_adc(uint8_t channel, uint16_t millivolts);

// -- eeprom.c
extern uint8_t eeprom[EEPROM_BYTES];
void watch_eeprom(void);
void eeprom_after_reset(void);
void spoil_eeprom_write(void);

// -- power.c
enum { CAUSE_POWER, CAUSE_EXTERNAL, CAUSE_BROWN_OUT, CAUSE_WATCHDOG };
enum { STATE_RUNS, STATE_CRASHED = 1 };
enum { BOOT_NONE, BOOT_OPTIBOOT, BOOT_OLD };  // which boot-loader the chip has
void watch_resets(void);
void look_at_levels_once(void);
void set_boot_loader(uint8_t kind);
void reset_chip(uint8_t cause, uint64_t hold_cycles);
void cut_power(void);
void restore_power(uint64_t hold_cycles);
uint8_t run_until(uint64_t cycle);
bool is_held(void);

// -- world.c
void tell_sonars(int pin, bool is_high);
void set_sonar(uint8_t trigger, uint8_t echo, uint32_t echo_cycles);
void set_encoder(uint8_t pin, double edges_per_s);

#endif
