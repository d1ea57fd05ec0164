// Duty and period of the six PWM pins, from the timers' registers (DS 15.7, 16.9, 18.7).
// simavr's own PWM edges are wrong in several modes, and nobody wants a thousand edges a second.
#include "chip.h"

enum { TCCR0A = 0x44, OCR0A = 0x47, OCR0B = 0x48 };
enum { TCCR1A = 0x80, ICR1 = 0x86, OCR1A = 0x88, OCR1B = 0x8A };
enum { TCCR2A = 0xB0, OCR2A = 0xB3, OCR2B = 0xB4 };

const uint8_t pwm_registers[] = {TCCR0A, TCCR0A + 1, OCR0A, OCR0B, TCCR1A,     TCCR1A + 1, ICR1,
                                 OCR1A,  OCR1B,      TCCR2A, TCCR2A + 1, OCR2A, OCR2B,     0};

typedef struct { uint8_t pin, control, compare, shift; } output_t;  // shift: where its COM bits are
static const output_t outputs[PWM_PINS] = {
    {6, TCCR0A, OCR0A, 6}, {5, TCCR0A, OCR0B, 4}, {9, TCCR1A, OCR1A, 6},
    {10, TCCR1A, OCR1B, 4}, {11, TCCR2A, OCR2A, 6}, {3, TCCR2A, OCR2B, 4},
};
enum { COM_OFF, COM_TOGGLE, COM_CLEAR, COM_SET };

static uint32_t reg(int address) { return avr->data[address]; }
static uint32_t reg16(int address) { return reg(address) | reg(address + 1) << 8; }

static uint32_t prescaler(uint8_t control) {
  static const uint16_t usual[8] = {0, 1, 8, 64, 256, 1024, 0, 0};
  static const uint16_t timer2[8] = {0, 1, 8, 32, 64, 128, 256, 1024};
  return (control == TCCR2A ? timer2 : usual)[reg(control + 1) & 7];
}

typedef enum { PLAIN, CTC, FAST, PHASE_CORRECT } kind_t;
typedef struct { kind_t kind; uint32_t top; } waveform_t;

static waveform_t waveform_of_timer_1(void) {
  static const uint16_t fixed[4] = {0xFFFF, 0xFF, 0x1FF, 0x3FF};
  uint32_t mode = (reg(TCCR1A) & 3) | (reg(TCCR1A + 1) >> 1 & 0xC);
  switch (mode) {
    case 1: case 2: case 3: return (waveform_t){PHASE_CORRECT, fixed[mode]};
    case 5: case 6: case 7: return (waveform_t){FAST, fixed[mode - 4]};
    case 8: case 10: return (waveform_t){PHASE_CORRECT, reg16(ICR1)};
    case 9: case 11: return (waveform_t){PHASE_CORRECT, reg16(OCR1A)};
    case 14: return (waveform_t){FAST, reg16(ICR1)};
    case 15: return (waveform_t){FAST, reg16(OCR1A)};
    case 4: return (waveform_t){CTC, reg16(OCR1A)};
    case 12: return (waveform_t){CTC, reg16(ICR1)};
    default: return (waveform_t){PLAIN, 0xFFFF};
  }
}

static waveform_t waveform_of(uint8_t control) {
  if (control == TCCR1A) return waveform_of_timer_1();
  uint32_t own_top = reg(control + 3);  // OCRnA
  switch ((reg(control) & 3) | (reg(control + 1) >> 1 & 4)) {
    case 1: return (waveform_t){PHASE_CORRECT, 0xFF};
    case 3: return (waveform_t){FAST, 0xFF};
    case 5: return (waveform_t){PHASE_CORRECT, own_top};
    case 7: return (waveform_t){FAST, own_top};
    case 2: return (waveform_t){CTC, own_top};
    default: return (waveform_t){PLAIN, 0xFF};
  }
}

static pwm_t duty_of(const output_t *output, uint32_t com, uint32_t scale) {
  waveform_t wave = waveform_of(output->control);
  uint32_t compare = output->control == TCCR1A ? reg16(output->compare) : reg(output->compare);
  if (com == COM_TOGGLE || wave.kind == PLAIN || wave.kind == CTC) {
    uint32_t half = (wave.top + 1) * scale;
    return (pwm_t){true, com == COM_TOGGLE ? half : com == COM_SET ? 2 * half : 0, 2 * half};
  }
  uint32_t high = wave.kind == FAST ? compare + 1 : 2 * compare;
  uint32_t period = wave.kind == FAST ? wave.top + 1 : 2 * wave.top;
  if (high > period) high = period;
  if (com == COM_SET) high = period - high;
  return (pwm_t){true, high * scale, period * scale};
}

// What a timer does to a pin: nothing, unless its COM bits connect it.
pwm_t read_pwm(int pin) {
  for (int i = 0; i < PWM_PINS; i++) {
    const output_t *output = &outputs[i];
    if (output->pin != pin) continue;
    uint32_t com = reg(output->control) >> output->shift & 3;
    uint32_t scale = prescaler(output->control);
    if (com != COM_OFF && scale) return duty_of(output, com, scale);
  }
  return (pwm_t){false, 0, 0};
}
