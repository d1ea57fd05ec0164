// What the chip does to its 20 pins, and what the world outside does to them: ../harness/pins.c.
import { AVRIOPort, portBConfig, portCConfig, portDConfig } from 'avr8js';
import { PWM_PINS, PWM_REGISTERS, readPwm } from './pwm.mjs';
import { say, sayDuty } from './wire.mjs';
import { tellSonars } from './world.mjs';

const PINS = 20;
const [LOW, HIGH, INPUT, PULL_UP, BY_TIMER] = [0, 1, 2, 3, 4];
export const RELEASED = 2; // beside LOW and HIGH: what holds a pin from outside

const place = (pin) =>
  pin < 8 ? [portDConfig, pin] : pin < 14 ? [portBConfig, pin - 8] : [portCConfig, pin - 14];
const PINS_OF = new Map([
  [portDConfig, [0, 8]],
  [portBConfig, [8, 14]],
  [portCConfig, [14, 20]],
]);

const shown = new Array(PINS).fill(INPUT);
const shownPwm = new Array(PINS).fill('');
const outside = new Array(PINS).fill(RELEASED);
const joinedTo = Array.from({ length: PINS }, () => new Set());
const wires = new Set();
let ports = new Map();
let cpu;

function driveOf(pin) {
  const [config, bit] = place(pin);
  const port = (cpu.data[config.PORT] >> bit) & 1;
  if (!((cpu.data[config.DDR] >> bit) & 1)) return [port ? PULL_UP : INPUT, null];
  const pwm = readPwm(pin, cpu.data);
  return pwm ? [BY_TIMER, pwm] : [port ? HIGH : LOW, null];
}

function lookAt(pin) {
  const [drive, pwm] = driveOf(pin);
  const key = pwm ? pwm.join() : '';
  if (drive === shown[pin] && key === shownPwm[pin]) return;
  if (pwm) {
    sayDuty(pin, pwm[0], pwm[1], cpu.cycles);
  } else {
    if (shown[pin] === BY_TIMER) sayDuty(pin, 0, 0, cpu.cycles);
    say('p', pin, drive, 0, 0, cpu.cycles);
    if (drive <= HIGH) tellSonars(pin, drive === HIGH, cpu.cycles);
  }
  shown[pin] = drive;
  shownPwm[pin] = key;
  settle(pin);
  joinedTo[pin].forEach(settle);
}

function lookFrom(first, end) {
  for (let pin = first; pin < end; pin++) lookAt(pin);
}

function watch(address, look) {
  const behind = cpu.writeHooks[address];
  cpu.writeHooks[address] = (value, old, at, mask) => {
    if (!behind?.(value, old, at, mask)) cpu.data[at] = value;
    look();
    return true;
  };
}

// A chip after its reset: its pins float, and what holds them from outside still does.
export function attachPins(newCpu) {
  cpu = newCpu;
  ports = new Map([...PINS_OF.keys()].map((config) => [config, new AVRIOPort(cpu, config)]));
}

export function watchPins() {
  for (const [config, [first, end]] of PINS_OF) {
    for (const address of [config.PIN, config.DDR, config.PORT]) {
      watch(address, () => lookFrom(first, end));
    }
  }
  for (const address of PWM_REGISTERS) watch(address, () => PWM_PINS.forEach(lookAt));
  lookFrom(0, PINS);
  for (let pin = 0; pin < PINS; pin++) settle(pin);
}

function levelOutside(pin) {
  if (outside[pin] === LOW) return LOW;
  let high = outside[pin] === HIGH;
  for (const other of joinedTo[pin]) {
    if (shown[other] === LOW || outside[other] === LOW) return LOW;
    if (shown[other] !== INPUT || outside[other] === HIGH) high = true;
  }
  return high ? HIGH : RELEASED;
}

function settle(pin) {
  let level = levelOutside(pin);
  if (level === RELEASED && shown[pin] === PULL_UP) level = HIGH;
  if (level === RELEASED && shown[pin] <= HIGH) level = shown[pin]; // where it floats afterwards
  if (level === RELEASED) return;
  const [config, bit] = place(pin);
  ports.get(config).setPin(bit, level === HIGH);
}

export function drivePin(pin, level) {
  outside[pin] = level;
  settle(pin);
  joinedTo[pin].forEach(settle);
}

function reach(pin, found) {
  for (const wire of wires) {
    const [one, other] = wire.split('-').map(Number);
    const next = one === pin ? other : other === pin ? one : null;
    if (next === null || found.has(next)) continue;
    found.add(next);
    reach(next, found);
  }
}

export function joinPins(one, other, joined) {
  const wire = `${Math.min(one, other)}-${Math.max(one, other)}`;
  if (joined) wires.add(wire);
  else wires.delete(wire);
  for (let pin = 0; pin < PINS; pin++) {
    joinedTo[pin].clear();
    reach(pin, joinedTo[pin]);
    joinedTo[pin].delete(pin);
  }
  for (let pin = 0; pin < PINS; pin++) settle(pin);
}
