// Running the chip, and its four resets: ../harness/power.c. A reset makes a new chip around the old
// RAM: avr8js' own leaves all registers as they are.
import {
  AVRADC,
  AVRClock,
  AVRWatchdog,
  CPU,
  adcConfig,
  avrInstruction,
  timer0Config,
  timer1Config,
  timer2Config,
  watchdogConfig,
} from 'avr8js';
import { attachEeprom, spoilEepromWrite } from './eeprom.mjs';
import { attachPins, watchPins } from './pins.mjs';
import { doWhatIsDue, nextScheduled } from './schedule.mjs';
import { attachSerial } from './serial.mjs';
import { attachTimers } from './timers.mjs';
import { say } from './wire.mjs';

const CLOCK_HZ = 16_000_000;
const [MCUSR, SMCR, SPMCSR, WDTCSR] = [0x54, 0x53, 0x57, 0x60];
const [WDE, WDCE, WDRF] = [0x08, 0x10, 0x08];
const [RAM_START, RAM_END] = [0x100, 0x900];
const CAUSE_FLAGS = [1, 2, 4, 8]; // PORF, EXTRF, BORF, WDRF
export const [POWER, EXTERNAL, BROWN_OUT, WATCHDOG] = [0, 1, 2, 3];
const [RUNS, CRASHED] = [0, 1];
const SLEEP = 0x9588;
const ERASED = 0xffff;

const program = new Uint16Array(0x8000 / 2).fill(ERASED);
const millivolts = new Float64Array(8);
export let cpu;
let adc;
let heldUntil = 0;
let bootLoader = 0; // none, optiboot, old
let sleeps = false;
let isReset = false;
let hasCrashed = false;

export function load(bytes) {
  new Uint8Array(program.buffer).set(bytes);
}

export const isHeld = () => cpu.cycles < heldUntil;

export function setAdc(channel, value) {
  millivolts[channel] = value;
  adc.channelValues[channel] = value / 1000;
}

export function makeChip(cause, cycle = 0, ram = null) {
  cpu = new CPU(program, 0x800);
  cpu.cycles = cycle;
  if (ram) cpu.data.set(ram, RAM_START);
  attachPins(cpu);
  attachTimers(cpu, [timer0Config, timer1Config, timer2Config]);
  adc = new AVRADC(cpu, adcConfig);
  millivolts.forEach((value, channel) => setAdc(channel, value));
  attachWatchdog(cause);
  cpu.reset = () => (isReset = true); // the watchdog calls it
  attachSerial(cpu, isHeld);
  attachEeprom(cpu);
  watchPins();
  cpu.writeHooks[SPMCSR] = () => true; // no sketch writes the flash
  cpu.data[MCUSR] = CAUSE_FLAGS[cause];
  [sleeps, isReset, hasCrashed] = [false, false, false];
}

// After a watchdog reset the watchdog stays on, at 16 ms, until WDRF is cleared (DS 10.9.2).
function attachWatchdog(cause) {
  new AVRWatchdog(cpu, watchdogConfig, new AVRClock(cpu, CLOCK_HZ));
  const behind = cpu.writeHooks[WDTCSR];
  cpu.writeHooks[WDTCSR] = (value, ...more) =>
    behind(cpu.data[MCUSR] & WDRF ? value | WDE : value, ...more);
  if (cause !== WATCHDOG || bootLoader) return;
  cpu.writeData(WDTCSR, WDCE | WDE);
  cpu.writeData(WDTCSR, WDE);
}

// Optiboot clears MCUSR and turns the watchdog off. The old one is too slow for that.
function meetBootLoader(cause) {
  if (bootLoader) cpu.data[MCUSR] = 0;
  if (bootLoader === 2 && cause === WATCHDOG) heldUntil = Infinity;
}

export function setBootLoader(kind) {
  bootLoader = kind;
  meetBootLoader(POWER);
}

const ramNow = () => cpu.data.slice(RAM_START, RAM_END);
const anyRam = () => Uint8Array.from({ length: RAM_END - RAM_START }, (_, i) => i * 167 + 85);

export function resetChip(cause, holdCycles) {
  if (heldUntil === Infinity && cause !== POWER) return; // no power, or beyond all help
  say('r', cause, 0, 0, 0, cpu.cycles);
  makeChip(cause, cpu.cycles, cause === POWER ? anyRam() : ramNow());
  heldUntil = cpu.cycles + holdCycles;
  meetBootLoader(cause);
}

export function cutPower() {
  spoilEepromWrite();
  makeChip(POWER, cpu.cycles, ramNow());
  heldUntil = Infinity;
}

function waitUntil(cycle) {
  while (nextScheduled() <= cycle) {
    cpu.cycles = Math.max(cpu.cycles, nextScheduled());
    doWhatIsDue(cpu.cycles);
  }
  cpu.cycles = cycle;
}

// An interrupt that begins turns the others off; so it is seen that one has begun.
function tickAndTellInterrupt() {
  const wereEnabled = cpu.interruptsEnabled;
  cpu.tick();
  return wereEnabled && !cpu.interruptsEnabled;
}

// Jump to what can wake the sketch: a clock event of a peripheral, or the world outside.
function sleepOn(until) {
  const event = cpu.nextClockEvent ? cpu.nextClockEvent.cycles : Infinity;
  cpu.cycles = Math.max(cpu.cycles, Math.min(event, nextScheduled(), until));
  doWhatIsDue(cpu.cycles);
  if (tickAndTellInterrupt()) sleeps = false;
}

function step() {
  const opcode = program[cpu.pc];
  if (opcode === ERASED) {
    hasCrashed = true;
    return;
  }
  avrInstruction(cpu);
  if (nextScheduled() <= cpu.cycles) doWhatIsDue(cpu.cycles);
  if (opcode === SLEEP && (cpu.data[SMCR] & 1) === 1) sleeps = !tickAndTellInterrupt();
  else cpu.tick();
}

// A run may be asked for that takes hours: look, once in a while, whether anybody still wants it.
const parent = process.ppid;
let nextLook = CLOCK_HZ;

function lookRound() {
  nextLook = cpu.cycles + CLOCK_HZ;
  if (process.ppid !== parent) process.exit(0);
}

export function runUntil(until) {
  while (cpu.cycles < until && !hasCrashed) {
    if (cpu.cycles >= nextLook) lookRound();
    if (isHeld()) waitUntil(Math.min(heldUntil, until));
    else if (sleeps) sleepOn(until);
    else step();
    if (isReset) resetChip(WATCHDOG, 0);
  }
  return hasCrashed ? CRASHED : RUNS;
}
