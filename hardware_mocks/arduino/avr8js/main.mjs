// engine.mjs FIRMWARE.hex: one ATmega328P at 16 MHz in avr8js; the same commands on stdin and the same
// answers on stdout as ../harness/main.c. It ends when its stdin ends.
import { readFileSync } from 'node:fs';
import { eeprom } from './eeprom.mjs';
import { readHex } from './hex.mjs';
import { drivePin, joinPins } from './pins.mjs';
import * as power from './power.mjs';
import { schedule } from './schedule.mjs';
import { receive } from './serial.mjs';
import { LineEnded, answerMemory, answerRun, readBytes } from './wire.mjs';
import { setEncoder, setSonar } from './world.mjs';

const FLASH_BYTES = 0x8000;
const readCycles = () => Number(readBytes(8).readBigUInt64LE());
const now = () => power.cpu.cycles;

const COMMANDS = {
  R: () => {
    const state = power.runUntil(readCycles());
    answerRun(state, power.isHeld(), power.cpu.pc * 2, now());
  },
  X: () => power.resetChip(power.EXTERNAL, readCycles()),
  P: () => power.resetChip(power.POWER, readCycles()),
  B: () => power.resetChip(power.BROWN_OUT, readCycles()),
  C: () => power.cutPower(),
  L: () => power.setBootLoader(readBytes(1)[0]),
  E: () => {
    const [at, pin, level] = [readCycles(), ...readBytes(2)];
    if (at <= now()) drivePin(pin, level);
    else schedule(at, () => drivePin(pin, level));
  },
  U: () => {
    const [at, frame] = [readCycles(), readBytes(4).readUInt32LE()];
    receive(at, frame, readBytes(readBytes(2).readUInt16LE()));
  },
  A: () => power.setAdc(readBytes(1)[0], readBytes(2).readUInt16LE()),
  S: () => setSonar(...readBytes(2), readBytes(4).readUInt32LE()),
  N: () => setEncoder(readBytes(1)[0], readBytes(8).readDoubleLE(), now()),
  J: () => joinPins(...readBytes(3)),
  D: () => {
    const [address, count] = [readBytes(2).readUInt16LE(), readBytes(2).readUInt16LE()];
    answerMemory(power.cpu.data.subarray(address, address + count), now());
  },
  G: () => answerMemory(eeprom, now()),
  I: () => eeprom.set(readBytes(eeprom.length)),
};

function start(name) {
  try {
    power.load(readHex(readFileSync(name, 'utf8'), FLASH_BYTES));
  } catch (error) {
    process.stderr.write(`${error.message}\ncannot load ${name}\n`);
    process.exit(2);
  }
  power.makeChip(power.POWER);
}

function obeyUntilTheLineEnds() {
  try {
    for (;;) COMMANDS[String.fromCharCode(readBytes(1)[0])]();
  } catch (error) {
    if (!(error instanceof LineEnded) && error.code !== 'EPIPE') throw error;
  }
}

process.on('SIGINT', () => {}); // Ctrl-C is for the program at the other end; we end with it
start(process.argv[2]);
obeyUntilTheLineEnds();
