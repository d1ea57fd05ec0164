// The EEPROM: a write takes 3.4 ms and is spoilt when the power goes: ../harness/eeprom.c.
import { schedule } from './schedule.mjs';

const [EECR, EEDR, EEAR] = [0x3f, 0x40, 0x41];
const [EERE, EEPE, EEMPE, EERIE] = [1, 2, 4, 8];
const MASTER_CYCLES = 6;
const [BOTH_CYCLES, HALF_CYCLES] = [54400, 28800];
const READY = {
  address: 0x2c,
  flagRegister: EECR,
  flagMask: EEPE,
  enableRegister: EECR,
  enableMask: EERIE,
  inverseFlag: true,
  constant: true,
};

export const eeprom = new Uint8Array(1024).fill(0xff);
let cpu;
let job = null;
let masterSince = -Infinity;

const address = () => (cpu.data[EEAR] | (cpu.data[EEAR + 1] << 8)) % eeprom.length;

function startJob(mode) {
  const at = address();
  const [before, data] = [eeprom[at], cpu.data[EEDR]];
  const after = mode === 0 ? data : mode === 1 ? 0xff : before & data;
  const own = { at, before, after, start: cpu.cycles };
  own.end = cpu.cycles + (mode === 0 ? BOTH_CYCLES : HALF_CYCLES);
  job = own;
  eeprom[at] = after;
  schedule(own.end, () => own === job && jobEnded());
}

function jobEnded() {
  job = null;
  cpu.setInterruptFlag(READY);
}

function writeControl(value) {
  const mayWrite = cpu.cycles - masterSince <= MASTER_CYCLES;
  cpu.data[EECR] = (value & ~(EERE | EEPE | EEMPE)) | (job ? EEPE : 0);
  if (value & EEPE && mayWrite && !job) {
    startJob((value >> 4) & 3);
    cpu.data[EECR] |= EEPE;
    cpu.clearInterrupt(READY, false);
  }
  masterSince = value & EEMPE && !(value & EEPE) ? cpu.cycles : -Infinity;
  if (value & EERE && !job) cpu.data[EEDR] = eeprom[address()];
  cpu.updateInterruptEnable(READY, value);
  return true;
}

export function spoilEepromWrite() {
  if (!job) return;
  const middle = job.start + (job.end - job.start) / 2;
  const chance = Number((BigInt(cpu.cycles) * 2654435761n) >> 13n & 0xffn);
  eeprom[job.at] = (cpu.cycles < middle ? job.before : job.after) | chance;
  job = null;
}

export function attachEeprom(newCpu) {
  cpu = newCpu;
  masterSince = -Infinity;
  cpu.data[EECR] = job ? EEPE : 0;
  cpu.writeHooks[EECR] = writeControl;
}
