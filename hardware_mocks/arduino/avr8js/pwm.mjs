// Duty and period of the six PWM pins, from the timers' registers: ../harness/pwm.c in JavaScript.
const [TCCR0A, OCR0A, OCR0B] = [0x44, 0x47, 0x48];
const [TCCR1A, ICR1, OCR1A, OCR1B] = [0x80, 0x86, 0x88, 0x8a];
const [TCCR2A, OCR2A, OCR2B] = [0xb0, 0xb3, 0xb4];

export const PWM_REGISTERS = [TCCR0A, TCCR1A, TCCR2A]
  .flatMap((control) => [control, control + 1])
  .concat(OCR0A, OCR0B, ICR1, OCR1A, OCR1B, OCR2A, OCR2B);

// control register, compare register, where its COM bits are
const OUTPUTS = new Map([
  [6, [TCCR0A, OCR0A, 6]],
  [5, [TCCR0A, OCR0B, 4]],
  [9, [TCCR1A, OCR1A, 6]],
  [10, [TCCR1A, OCR1B, 4]],
  [11, [TCCR2A, OCR2A, 6]],
  [3, [TCCR2A, OCR2B, 4]],
]);
export const PWM_PINS = [...OUTPUTS.keys()];

const [TOGGLE, SET] = [1, 3];
const [PLAIN, CTC, FAST, PHASE_CORRECT] = [0, 1, 2, 3];

function waveformOfTimer1(data) {
  const own = data[OCR1A] | (data[OCR1A + 1] << 8);
  const capture = data[ICR1] | (data[ICR1 + 1] << 8);
  const fixed = [0xffff, 0xff, 0x1ff, 0x3ff];
  const mode = (data[TCCR1A] & 3) | ((data[TCCR1A + 1] >> 1) & 0xc);
  if (mode >= 1 && mode <= 3) return [PHASE_CORRECT, fixed[mode]];
  if (mode >= 5 && mode <= 7) return [FAST, fixed[mode - 4]];
  if (mode >= 8 && mode <= 11) return [PHASE_CORRECT, mode & 1 ? own : capture];
  if (mode >= 14) return [FAST, mode & 1 ? own : capture];
  if (mode === 4) return [CTC, own];
  return mode === 12 ? [CTC, capture] : [PLAIN, 0xffff];
}

function waveformOf(control, data) {
  if (control === TCCR1A) return waveformOfTimer1(data);
  const own = data[control + 3];
  const mode = (data[control] & 3) | ((data[control + 1] >> 1) & 4);
  const kinds = [PLAIN, PHASE_CORRECT, CTC, FAST, PLAIN, PHASE_CORRECT, PLAIN, FAST];
  return [kinds[mode], mode === 2 || mode === 5 || mode === 7 ? own : 0xff];
}

function prescaler(control, data) {
  const usual = [0, 1, 8, 64, 256, 1024, 0, 0];
  const timer2 = [0, 1, 8, 32, 64, 128, 256, 1024];
  return (control === TCCR2A ? timer2 : usual)[data[control + 1] & 7];
}

// Returns [cycles high, cycles of a period], or null if no timer drives the pin.
export function readPwm(pin, data) {
  const output = OUTPUTS.get(pin);
  if (!output) return null;
  const [control, compare, shift] = output;
  const com = (data[control] >> shift) & 3;
  const scale = prescaler(control, data);
  if (!com || !scale) return null;
  const [kind, top] = waveformOf(control, data);
  if (com === TOGGLE || kind === PLAIN || kind === CTC) {
    const half = (top + 1) * scale;
    return [com === TOGGLE ? half : com === SET ? 2 * half : 0, 2 * half];
  }
  const value = control === TCCR1A ? data[compare] | (data[compare + 1] << 8) : data[compare];
  const period = kind === FAST ? top + 1 : 2 * top;
  const high = Math.min(kind === FAST ? value + 1 : 2 * value, period);
  return [(com === SET ? period - high : high) * scale, period * scale];
}
