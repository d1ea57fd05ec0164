// What the chip does to its 20 pins, seen from its writes to PORT, DDR and the timers' registers, and
// what the world outside does to them. Arduino's numbers: 0-7 port D, 8-13 port B, 14-19 port C.
#include <string.h>

#include <avr_ioport.h>
#include <avr_timer.h>

#include "chip.h"

enum { PIN_TO_DDR = 1, PIN_TO_PORT = 2 };  // the three registers of a port follow one another
enum { PINB = 0x23, PINC = 0x26, PIND = 0x29 };
enum { BY_TIMER = 4 };  // beyond the four drives

typedef struct { avr_io_write_t call; void *with; } hook_t;
static hook_t behind[256];  // by address: what simavr itself does at a write

static uint8_t shown[PINS];
static pwm_t shown_pwm[PINS];
static uint8_t outside[PINS];  // LEVEL_...
static uint32_t joined_to[PINS];  // bit n: pin n is wired to this one

static char port_of(int pin) { return pin < 8 ? 'D' : pin < 14 ? 'B' : 'C'; }
static int first_of(int pin) { return pin < 8 ? 0 : pin < 14 ? 8 : 14; }
static int bit_of(int pin) { return pin - first_of(pin); }
static int register_of(int pin) { return pin < 8 ? PIND : pin < 14 ? PINB : PINC; }
static bool bit(int address, int pin) { return avr->data[address] >> bit_of(pin) & 1; }

static avr_irq_t *irq_of(int pin) {
  return avr_io_getirq(avr, AVR_IOCTL_IOPORT_GETIRQ(port_of(pin)), bit_of(pin));
}

static uint8_t drive_of(int pin, pwm_t *pwm) {
  int base = register_of(pin);
  bool port = bit(base + PIN_TO_PORT, pin);
  if (!bit(base + PIN_TO_DDR, pin)) return port ? DRIVE_PULL_UP : DRIVE_INPUT;
  *pwm = read_pwm(pin);
  if (pwm->owns) return BY_TIMER;
  return port ? DRIVE_HIGH : DRIVE_LOW;
}

static void settle_joined(int pin);

static void look_at(int pin) {
  pwm_t pwm = {false, 0, 0};
  uint8_t drive = drive_of(pin, &pwm);
  pwm_t *before = &shown_pwm[pin];
  if (drive == shown[pin] && pwm.high == before->high && pwm.period == before->period) return;
  if (drive == BY_TIMER) {
    say_duty(pin, pwm.high, pwm.period);
  } else {
    if (shown[pin] == BY_TIMER) say_duty(pin, 0, 0);
    say(SAID_PIN, pin, drive, 0, 0, avr->cycle);
    if (drive == DRIVE_HIGH || drive == DRIVE_LOW) tell_sonars(pin, drive == DRIVE_HIGH);
  }
  shown[pin] = drive;
  *before = pwm;
  if (joined_to[pin]) settle_joined(pin);
}

void look_at_pins(void) {
  for (int pin = 0; pin < PINS; pin++) look_at(pin);
}

static void write_through(avr_t *chip, avr_io_addr_t address, uint8_t value) {
  hook_t *hook = &behind[address];
  if (hook->call) hook->call(chip, address, value, hook->with);
  else avr_core_watch_write(chip, address, value);
}

static void port_written(avr_t *chip, avr_io_addr_t address, uint8_t value, void *first) {
  write_through(chip, address, value);
  int from = (int)(intptr_t)first, to = from == 0 ? 8 : from == 8 ? 14 : 20;
  for (int pin = from; pin < to; pin++) look_at(pin);
}

static void timer_written(avr_t *chip, avr_io_addr_t address, uint8_t value, void *unused) {
  (void)unused;
  static const uint8_t pwm_pins[PWM_PINS] = {3, 5, 6, 9, 10, 11};
  write_through(chip, address, value);
  for (int i = 0; i < PWM_PINS; i++) look_at(pwm_pins[i]);
}

static void watch(int address, avr_io_write_t call, void *with) {
  typeof(avr->io[0].w) *slot = &avr->io[AVR_DATA_TO_IO(address)].w;
  behind[address] = (hook_t){slot->c, slot->param};
  slot->c = call;
  slot->param = with;
}

void watch_pins(void) {
  static const int first[3] = {0, 8, 14};
  for (int i = 0; i < 3; i++)
    for (int offset = 0; offset < 3; offset++)
      watch(register_of(first[i]) + offset, port_written, (void *)(intptr_t)first[i]);
  for (const uint8_t *address = pwm_registers; *address; address++)
    watch(*address, timer_written, NULL);
  for (int pin = 0; pin < PINS; pin++) {
    shown[pin] = DRIVE_INPUT;
    outside[pin] = LEVEL_RELEASED;
  }
}

// What the world makes of a pin: what holds it from outside, or an output that is wired to it. A low
// output wins: it is the key of a keypad that pulls a column down through a row.
static uint8_t level_outside(int pin) {
  bool high = outside[pin] == LEVEL_HIGH;
  if (outside[pin] == LEVEL_LOW) return LEVEL_LOW;
  for (int other = 0; other < PINS; other++) {
    if (!(joined_to[pin] >> other & 1) || other == pin) continue;
    if (shown[other] == DRIVE_LOW || outside[other] == LEVEL_LOW) return LEVEL_LOW;
    if (shown[other] != DRIVE_INPUT || outside[other] == LEVEL_HIGH) high = true;  // or its pull-up
  }
  return high ? LEVEL_HIGH : LEVEL_RELEASED;
}

// Tell simavr's port which pins are held from outside: it asks when a pin becomes an input.
static void hold_port_of(int pin) {
  avr_ioport_external_t held = {.name = port_of(pin), .mask = 0, .value = 0};
  for (int other = first_of(pin); other < PINS && port_of(other) == port_of(pin); other++) {
    uint8_t level = level_outside(other);
    if (level != LEVEL_RELEASED) held.mask |= 1 << bit_of(other);
    if (level == LEVEL_HIGH) held.value |= 1 << bit_of(other);
  }
  avr_ioctl(avr, AVR_IOCTL_IOPORT_SET_EXTERNAL(port_of(pin)), &held);
}

static void settle(int pin) {
  hold_port_of(pin);
  uint8_t level = level_outside(pin);
  if (level != LEVEL_RELEASED) avr_raise_irq(irq_of(pin), level == LEVEL_HIGH);
  else if (bit(register_of(pin) + PIN_TO_PORT, pin)) avr_raise_irq(irq_of(pin), 1);  // pull-up
}

static void settle_joined(int pin) {
  for (int other = 0; other < PINS; other++)
    if (joined_to[pin] >> other & 1) settle(other);
}

void drive_pin(uint32_t pin, uint32_t level) {
  outside[pin] = level;
  settle(pin);
  settle_joined(pin);
}

// Wires are metal: what is joined to either is joined to both.
static void find_joined(const bool wires[PINS][PINS], int pin, uint32_t *found) {
  for (int other = 0; other < PINS; other++) {
    if (!wires[pin][other] || *found >> other & 1) continue;
    *found |= 1u << other;
    find_joined(wires, other, found);
  }
}

void join_pins(uint8_t one, uint8_t other, bool joined) {
  static bool wires[PINS][PINS];
  wires[one][other] = wires[other][one] = joined;
  for (int pin = 0; pin < PINS; pin++) {
    uint32_t before = joined_to[pin];
    joined_to[pin] = 0;
    find_joined(wires, pin, &joined_to[pin]);
    joined_to[pin] &= ~(1u << pin);
    if (before != joined_to[pin]) settle(pin);
  }
}

// simavr lets its timers write into PORT; on the chip the timer stands between PORT and the pin.
static void part_timers_from_ports(void) {
  for (avr_io_t *io = avr->io_port; io; io = io->next) {
    if (strcmp(io->kind, "timer")) continue;
    for (int i = 0; i < AVR_TIMER_COMP_COUNT; i++)
      for (int pin = 0; pin < PINS; pin++)
        avr_unconnect_irq(&io->irq[TIMER_IRQ_OUT_COMP + i], irq_of(pin));
  }
}

void pins_after_reset(void) {
  part_timers_from_ports();
  look_at_pins();
  for (int pin = 0; pin < PINS; pin++) {
    // simavr has emptied the PIN registers, and does nothing where it sees no change
    irq_of(pin)->value = level_outside(pin) == LEVEL_LOW;
    settle(pin);
  }
}
