// Made by bundle.mjs from main.mjs and what it imports: change it there.
// Contains avr8js (MIT), copyright Uri Shaked and contributors, see LICENSE.avr8js.
// Sources: 3b7533c7fd74741fa6c3e41f7a3248ab5513aacf38658166f794951e5f6bfca7

// main.mjs
import { readFileSync } from "node:fs";

// schedule.mjs
var heap = [];
var numbers = 0;
var isBefore = (one, other) => one.cycle !== other.cycle ? one.cycle < other.cycle : one.number < other.number;
function schedule(cycle, deed) {
  const plan = { cycle, number: numbers++, deed };
  let i = heap.push(plan) - 1;
  for (let up = i - 1 >> 1; i && isBefore(plan, heap[up]); i = up, up = i - 1 >> 1) {
    heap[i] = heap[up];
  }
  heap[i] = plan;
}
function takeFirst() {
  const first = heap[0];
  const last = heap.pop();
  let i = 0;
  for (let child = 1; child < heap.length; i = child, child = 2 * i + 1) {
    if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child++;
    if (!isBefore(heap[child], last)) break;
    heap[i] = heap[child];
  }
  if (heap.length) heap[i] = last;
  return first;
}
var nextScheduled = () => heap.length ? heap[0].cycle : Infinity;
var due = Infinity;
var dueCycle = (cycle) => Math.min(due, cycle);
function doWhatIsDue(cycle) {
  while (heap.length && heap[0].cycle <= cycle) {
    const plan = takeFirst();
    due = plan.cycle;
    plan.deed();
  }
  due = Infinity;
}

// eeprom.mjs
var [EECR, EEDR, EEAR] = [63, 64, 65];
var [EERE, EEPE, EEMPE, EERIE] = [1, 2, 4, 8];
var MASTER_CYCLES = 6;
var [BOTH_CYCLES, HALF_CYCLES] = [54400, 28800];
var READY = {
  address: 44,
  flagRegister: EECR,
  flagMask: EEPE,
  enableRegister: EECR,
  enableMask: EERIE,
  inverseFlag: true,
  constant: true
};
var eeprom = new Uint8Array(1024).fill(255);
var cpu;
var job = null;
var masterSince = -Infinity;
var address = () => (cpu.data[EEAR] | cpu.data[EEAR + 1] << 8) % eeprom.length;
function startJob(mode) {
  const at = address();
  const [before, data] = [eeprom[at], cpu.data[EEDR]];
  const after = mode === 0 ? data : mode === 1 ? 255 : before & data;
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
  cpu.data[EECR] = value & ~(EERE | EEPE | EEMPE) | (job ? EEPE : 0);
  if (value & EEPE && mayWrite && !job) {
    startJob(value >> 4 & 3);
    cpu.data[EECR] |= EEPE;
    cpu.clearInterrupt(READY, false);
  }
  masterSince = value & EEMPE && !(value & EEPE) ? cpu.cycles : -Infinity;
  if (value & EERE && !job) cpu.data[EEDR] = eeprom[address()];
  cpu.updateInterruptEnable(READY, value);
  return true;
}
function spoilEepromWrite() {
  if (!job) return;
  const middle = job.start + (job.end - job.start) / 2;
  const chance = Number(BigInt(cpu.cycles) * 2654435761n >> 13n & 0xffn);
  eeprom[job.at] = (cpu.cycles < middle ? job.before : job.after) | chance;
  job = null;
}
function attachEeprom(newCpu) {
  cpu = newCpu;
  masterSince = -Infinity;
  cpu.data[EECR] = job ? EEPE : 0;
  cpu.writeHooks[EECR] = writeControl;
}

// hex.mjs
function readHex(text, size) {
  const flash = new Uint8Array(size).fill(255);
  let isComplete = false;
  for (const line2 of text.split(/\r?\n/).filter(Boolean)) {
    if (!/^:([0-9A-Fa-f]{2}){5,}$/.test(line2)) throw new Error("this is no .hex file");
    const bytes = Buffer.from(line2.slice(1), "hex");
    const [count, address2, type] = [bytes[0], bytes.readUInt16BE(1), bytes[3]];
    if (bytes.reduce((sum, byte) => sum + byte, 0) & 255) throw new Error("a checksum is wrong");
    if (type === 0) flash.set(bytes.subarray(4, 4 + count), address2);
    isComplete ||= type === 1;
  }
  if (!isComplete) throw new Error("its end is missing");
  return flash;
}

// node_modules/avr8js/dist/esm/cpu/interrupt.js
function avrInterrupt(cpu5, addr) {
  const sp = cpu5.dataView.getUint16(93, true);
  cpu5.data[sp] = cpu5.pc & 255;
  cpu5.data[sp - 1] = cpu5.pc >> 8 & 255;
  if (cpu5.pc22Bits) {
    cpu5.data[sp - 2] = cpu5.pc >> 16 & 255;
  }
  cpu5.dataView.setUint16(93, sp - (cpu5.pc22Bits ? 3 : 2), true);
  cpu5.data[95] &= 127;
  cpu5.cycles += 2;
  cpu5.pc = addr;
}

// node_modules/avr8js/dist/esm/cpu/cpu.js
var registerSpace = 256;
var MAX_INTERRUPTS = 128;
var CPU = class {
  constructor(progMem, sramBytes = 8192) {
    this.progMem = progMem;
    this.sramBytes = sramBytes;
    this.data = new Uint8Array(this.sramBytes + registerSpace);
    this.data16 = new Uint16Array(this.data.buffer);
    this.dataView = new DataView(this.data.buffer);
    this.progBytes = new Uint8Array(this.progMem.buffer);
    this.readHooks = [];
    this.writeHooks = [];
    this.pendingInterrupts = new Array(MAX_INTERRUPTS);
    this.nextClockEvent = null;
    this.clockEventPool = [];
    this.pc22Bits = this.progBytes.length > 131072;
    this.gpioPorts = /* @__PURE__ */ new Set();
    this.gpioByPort = [];
    this.onWatchdogReset = () => {
    };
    this.pc = 0;
    this.cycles = 0;
    this.nextInterrupt = -1;
    this.maxInterrupt = 0;
    this.reset();
  }
  reset() {
    this.SP = this.data.length - 1;
    this.pc = 0;
    this.pendingInterrupts.fill(null);
    this.nextInterrupt = -1;
    this.nextClockEvent = null;
  }
  readData(addr) {
    if (addr >= 32 && this.readHooks[addr]) {
      return this.readHooks[addr](addr);
    }
    return this.data[addr];
  }
  writeData(addr, value, mask = 255) {
    const hook = this.writeHooks[addr];
    if (hook) {
      if (hook(value, this.data[addr], addr, mask)) {
        return;
      }
    }
    this.data[addr] = value;
  }
  get SP() {
    return this.dataView.getUint16(93, true);
  }
  set SP(value) {
    this.dataView.setUint16(93, value, true);
  }
  get SREG() {
    return this.data[95];
  }
  get interruptsEnabled() {
    return this.SREG & 128 ? true : false;
  }
  setInterruptFlag(interrupt2) {
    const { flagRegister, flagMask, enableRegister, enableMask } = interrupt2;
    if (interrupt2.inverseFlag) {
      this.data[flagRegister] &= ~flagMask;
    } else {
      this.data[flagRegister] |= flagMask;
    }
    if (this.data[enableRegister] & enableMask) {
      this.queueInterrupt(interrupt2);
    }
  }
  updateInterruptEnable(interrupt2, registerValue) {
    const { enableMask, flagRegister, flagMask, inverseFlag } = interrupt2;
    if (registerValue & enableMask) {
      const bitSet = this.data[flagRegister] & flagMask;
      if (inverseFlag ? !bitSet : bitSet) {
        this.queueInterrupt(interrupt2);
      }
    } else {
      this.clearInterrupt(interrupt2, false);
    }
  }
  queueInterrupt(interrupt2) {
    const { address: address2 } = interrupt2;
    this.pendingInterrupts[address2] = interrupt2;
    if (this.nextInterrupt === -1 || this.nextInterrupt > address2) {
      this.nextInterrupt = address2;
    }
    if (address2 > this.maxInterrupt) {
      this.maxInterrupt = address2;
    }
  }
  clearInterrupt({ address: address2, flagRegister, flagMask }, clearFlag = true) {
    if (clearFlag) {
      this.data[flagRegister] &= ~flagMask;
    }
    const { pendingInterrupts, maxInterrupt } = this;
    if (!pendingInterrupts[address2]) {
      return;
    }
    pendingInterrupts[address2] = null;
    if (this.nextInterrupt === address2) {
      this.nextInterrupt = -1;
      for (let i = address2 + 1; i <= maxInterrupt; i++) {
        if (pendingInterrupts[i]) {
          this.nextInterrupt = i;
          break;
        }
      }
    }
  }
  clearInterruptByFlag(interrupt2, registerValue) {
    const { flagRegister, flagMask } = interrupt2;
    if (registerValue & flagMask) {
      this.data[flagRegister] &= ~flagMask;
      this.clearInterrupt(interrupt2);
    }
  }
  addClockEvent(callback, cycles) {
    const { clockEventPool } = this;
    cycles = this.cycles + Math.max(1, cycles);
    const maybeEntry = clockEventPool.pop();
    const entry = maybeEntry !== null && maybeEntry !== void 0 ? maybeEntry : { cycles, callback, next: null };
    entry.cycles = cycles;
    entry.callback = callback;
    let { nextClockEvent: clockEvent } = this;
    let lastItem = null;
    while (clockEvent && clockEvent.cycles < cycles) {
      lastItem = clockEvent;
      clockEvent = clockEvent.next;
    }
    if (lastItem) {
      lastItem.next = entry;
      entry.next = clockEvent;
    } else {
      this.nextClockEvent = entry;
      entry.next = clockEvent;
    }
    return callback;
  }
  updateClockEvent(callback, cycles) {
    if (this.clearClockEvent(callback)) {
      this.addClockEvent(callback, cycles);
      return true;
    }
    return false;
  }
  clearClockEvent(callback) {
    let { nextClockEvent: clockEvent } = this;
    if (!clockEvent) {
      return false;
    }
    const { clockEventPool } = this;
    let lastItem = null;
    while (clockEvent) {
      if (clockEvent.callback === callback) {
        if (lastItem) {
          lastItem.next = clockEvent.next;
        } else {
          this.nextClockEvent = clockEvent.next;
        }
        if (clockEventPool.length < 10) {
          clockEventPool.push(clockEvent);
        }
        return true;
      }
      lastItem = clockEvent;
      clockEvent = clockEvent.next;
    }
    return false;
  }
  tick() {
    const { nextClockEvent } = this;
    if (nextClockEvent && nextClockEvent.cycles <= this.cycles) {
      nextClockEvent.callback();
      this.nextClockEvent = nextClockEvent.next;
      if (this.clockEventPool.length < 10) {
        this.clockEventPool.push(nextClockEvent);
      }
    }
    const { nextInterrupt } = this;
    if (this.interruptsEnabled && nextInterrupt >= 0) {
      const interrupt2 = this.pendingInterrupts[nextInterrupt];
      avrInterrupt(this, interrupt2.address);
      if (!interrupt2.constant) {
        this.clearInterrupt(interrupt2);
      }
    }
  }
};

// node_modules/avr8js/dist/esm/cpu/instruction.js
function isTwoWordInstruction(opcode) {
  return (
    /* LDS */
    (opcode & 65039) === 36864 || /* STS */
    (opcode & 65039) === 37376 || /* CALL */
    (opcode & 65038) === 37902 || /* JMP */
    (opcode & 65038) === 37900
  );
}
function avrInstruction(cpu5) {
  const opcode = cpu5.progMem[cpu5.pc];
  if ((opcode & 64512) === 7168) {
    const d = cpu5.data[(opcode & 496) >> 4];
    const r = cpu5.data[opcode & 15 | (opcode & 512) >> 5];
    const sum = d + r + (cpu5.data[95] & 1);
    const R = sum & 255;
    cpu5.data[(opcode & 496) >> 4] = R;
    let sreg = cpu5.data[95] & 192;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= (R ^ r) & (d ^ R) & 128 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= sum & 256 ? 1 : 0;
    sreg |= 1 & (d & r | r & ~R | ~R & d) ? 32 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 64512) === 3072) {
    const d = cpu5.data[(opcode & 496) >> 4];
    const r = cpu5.data[opcode & 15 | (opcode & 512) >> 5];
    const R = d + r & 255;
    cpu5.data[(opcode & 496) >> 4] = R;
    let sreg = cpu5.data[95] & 192;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= (R ^ r) & (R ^ d) & 128 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= d + r & 256 ? 1 : 0;
    sreg |= 1 & (d & r | r & ~R | ~R & d) ? 32 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 65280) === 38400) {
    const addr = 2 * ((opcode & 48) >> 4) + 24;
    const value = cpu5.dataView.getUint16(addr, true);
    const R = value + (opcode & 15 | (opcode & 192) >> 2) & 65535;
    cpu5.dataView.setUint16(addr, R, true);
    let sreg = cpu5.data[95] & 224;
    sreg |= R ? 0 : 2;
    sreg |= 32768 & R ? 4 : 0;
    sreg |= ~value & R & 32768 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= ~R & value & 32768 ? 1 : 0;
    cpu5.data[95] = sreg;
    cpu5.cycles++;
  } else if ((opcode & 64512) === 8192) {
    const R = cpu5.data[(opcode & 496) >> 4] & cpu5.data[opcode & 15 | (opcode & 512) >> 5];
    cpu5.data[(opcode & 496) >> 4] = R;
    let sreg = cpu5.data[95] & 225;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 61440) === 28672) {
    const R = cpu5.data[((opcode & 240) >> 4) + 16] & (opcode & 15 | (opcode & 3840) >> 4);
    cpu5.data[((opcode & 240) >> 4) + 16] = R;
    let sreg = cpu5.data[95] & 225;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 65039) === 37893) {
    const value = cpu5.data[(opcode & 496) >> 4];
    const R = value >>> 1 | 128 & value;
    cpu5.data[(opcode & 496) >> 4] = R;
    let sreg = cpu5.data[95] & 224;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= value & 1;
    sreg |= sreg >> 2 & 1 ^ sreg & 1 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 65423) === 38024) {
    cpu5.data[95] &= ~(1 << ((opcode & 112) >> 4));
  } else if ((opcode & 65032) === 63488) {
    const b = opcode & 7;
    const d = (opcode & 496) >> 4;
    cpu5.data[d] = ~(1 << b) & cpu5.data[d] | (cpu5.data[95] >> 6 & 1) << b;
  } else if ((opcode & 64512) === 62464) {
    if (!(cpu5.data[95] & 1 << (opcode & 7))) {
      cpu5.pc = cpu5.pc + (((opcode & 504) >> 3) - (opcode & 512 ? 64 : 0));
      cpu5.cycles++;
    }
  } else if ((opcode & 64512) === 61440) {
    if (cpu5.data[95] & 1 << (opcode & 7)) {
      cpu5.pc = cpu5.pc + (((opcode & 504) >> 3) - (opcode & 512 ? 64 : 0));
      cpu5.cycles++;
    }
  } else if ((opcode & 65423) === 37896) {
    cpu5.data[95] |= 1 << ((opcode & 112) >> 4);
  } else if ((opcode & 65032) === 64e3) {
    const d = cpu5.data[(opcode & 496) >> 4];
    const b = opcode & 7;
    cpu5.data[95] = cpu5.data[95] & 191 | (d >> b & 1 ? 64 : 0);
  } else if ((opcode & 65038) === 37902) {
    const k = cpu5.progMem[cpu5.pc + 1] | (opcode & 1) << 16 | (opcode & 496) << 13;
    const ret = cpu5.pc + 2;
    const sp = cpu5.dataView.getUint16(93, true);
    const { pc22Bits } = cpu5;
    cpu5.data[sp] = 255 & ret;
    cpu5.data[sp - 1] = ret >> 8 & 255;
    if (pc22Bits) {
      cpu5.data[sp - 2] = ret >> 16 & 255;
    }
    cpu5.dataView.setUint16(93, sp - (pc22Bits ? 3 : 2), true);
    cpu5.pc = k - 1;
    cpu5.cycles += pc22Bits ? 4 : 3;
  } else if ((opcode & 65280) === 38912) {
    const A = opcode & 248;
    const b = opcode & 7;
    const R = cpu5.readData((A >> 3) + 32);
    const mask = 1 << b;
    cpu5.writeData((A >> 3) + 32, R & ~mask, mask);
  } else if ((opcode & 65039) === 37888) {
    const d = (opcode & 496) >> 4;
    const R = 255 - cpu5.data[d];
    cpu5.data[d] = R;
    let sreg = cpu5.data[95] & 225 | 1;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 64512) === 5120) {
    const val1 = cpu5.data[(opcode & 496) >> 4];
    const val2 = cpu5.data[opcode & 15 | (opcode & 512) >> 5];
    const R = val1 - val2;
    let sreg = cpu5.data[95] & 192;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= 0 !== ((val1 ^ val2) & (val1 ^ R) & 128) ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= val2 > val1 ? 1 : 0;
    sreg |= 1 & (~val1 & val2 | val2 & R | R & ~val1) ? 32 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 64512) === 1024) {
    const arg1 = cpu5.data[(opcode & 496) >> 4];
    const arg2 = cpu5.data[opcode & 15 | (opcode & 512) >> 5];
    let sreg = cpu5.data[95];
    const r = arg1 - arg2 - (sreg & 1);
    sreg = sreg & 192 | (!r && sreg >> 1 & 1 ? 2 : 0) | (arg2 + (sreg & 1) > arg1 ? 1 : 0);
    sreg |= 128 & r ? 4 : 0;
    sreg |= (arg1 ^ arg2) & (arg1 ^ r) & 128 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= 1 & (~arg1 & arg2 | arg2 & r | r & ~arg1) ? 32 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 61440) === 12288) {
    const arg1 = cpu5.data[((opcode & 240) >> 4) + 16];
    const arg2 = opcode & 15 | (opcode & 3840) >> 4;
    const r = arg1 - arg2;
    let sreg = cpu5.data[95] & 192;
    sreg |= r ? 0 : 2;
    sreg |= 128 & r ? 4 : 0;
    sreg |= (arg1 ^ arg2) & (arg1 ^ r) & 128 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= arg2 > arg1 ? 1 : 0;
    sreg |= 1 & (~arg1 & arg2 | arg2 & r | r & ~arg1) ? 32 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 64512) === 4096) {
    if (cpu5.data[(opcode & 496) >> 4] === cpu5.data[opcode & 15 | (opcode & 512) >> 5]) {
      const nextOpcode = cpu5.progMem[cpu5.pc + 1];
      const skipSize = isTwoWordInstruction(nextOpcode) ? 2 : 1;
      cpu5.pc += skipSize;
      cpu5.cycles += skipSize;
    }
  } else if ((opcode & 65039) === 37898) {
    const value = cpu5.data[(opcode & 496) >> 4];
    const R = value - 1;
    cpu5.data[(opcode & 496) >> 4] = R;
    let sreg = cpu5.data[95] & 225;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= 128 === value ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if (opcode === 38169) {
    const retAddr = cpu5.pc + 1;
    const sp = cpu5.dataView.getUint16(93, true);
    const eind = cpu5.data[92];
    cpu5.data[sp] = retAddr & 255;
    cpu5.data[sp - 1] = retAddr >> 8 & 255;
    cpu5.data[sp - 2] = retAddr >> 16 & 255;
    cpu5.dataView.setUint16(93, sp - 3, true);
    cpu5.pc = (eind << 16 | cpu5.dataView.getUint16(30, true)) - 1;
    cpu5.cycles += 3;
  } else if (opcode === 37913) {
    const eind = cpu5.data[92];
    cpu5.pc = (eind << 16 | cpu5.dataView.getUint16(30, true)) - 1;
    cpu5.cycles++;
  } else if (opcode === 38360) {
    const rampz = cpu5.data[91];
    cpu5.data[0] = cpu5.progBytes[rampz << 16 | cpu5.dataView.getUint16(30, true)];
    cpu5.cycles += 2;
  } else if ((opcode & 65039) === 36870) {
    const rampz = cpu5.data[91];
    cpu5.data[(opcode & 496) >> 4] = cpu5.progBytes[rampz << 16 | cpu5.dataView.getUint16(30, true)];
    cpu5.cycles += 2;
  } else if ((opcode & 65039) === 36871) {
    const rampz = cpu5.data[91];
    const i = cpu5.dataView.getUint16(30, true);
    cpu5.data[(opcode & 496) >> 4] = cpu5.progBytes[rampz << 16 | i];
    cpu5.dataView.setUint16(30, i + 1, true);
    if (i === 65535) {
      cpu5.data[91] = (rampz + 1) % (cpu5.progBytes.length >> 16);
    }
    cpu5.cycles += 2;
  } else if ((opcode & 64512) === 9216) {
    const R = cpu5.data[(opcode & 496) >> 4] ^ cpu5.data[opcode & 15 | (opcode & 512) >> 5];
    cpu5.data[(opcode & 496) >> 4] = R;
    let sreg = cpu5.data[95] & 225;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 65416) === 776) {
    const v1 = cpu5.data[((opcode & 112) >> 4) + 16];
    const v2 = cpu5.data[(opcode & 7) + 16];
    const R = v1 * v2 << 1;
    cpu5.dataView.setUint16(0, R, true);
    cpu5.data[95] = cpu5.data[95] & 252 | (65535 & R ? 0 : 2) | (v1 * v2 & 32768 ? 1 : 0);
    cpu5.cycles++;
  } else if ((opcode & 65416) === 896) {
    const v1 = cpu5.dataView.getInt8(((opcode & 112) >> 4) + 16);
    const v2 = cpu5.dataView.getInt8((opcode & 7) + 16);
    const R = v1 * v2 << 1;
    cpu5.dataView.setInt16(0, R, true);
    cpu5.data[95] = cpu5.data[95] & 252 | (65535 & R ? 0 : 2) | (v1 * v2 & 32768 ? 1 : 0);
    cpu5.cycles++;
  } else if ((opcode & 65416) === 904) {
    const v1 = cpu5.dataView.getInt8(((opcode & 112) >> 4) + 16);
    const v2 = cpu5.data[(opcode & 7) + 16];
    const R = v1 * v2 << 1;
    cpu5.dataView.setInt16(0, R, true);
    cpu5.data[95] = cpu5.data[95] & 252 | (65535 & R ? 2 : 0) | (v1 * v2 & 32768 ? 1 : 0);
    cpu5.cycles++;
  } else if (opcode === 38153) {
    const retAddr = cpu5.pc + 1;
    const sp = cpu5.dataView.getUint16(93, true);
    const { pc22Bits } = cpu5;
    cpu5.data[sp] = retAddr & 255;
    cpu5.data[sp - 1] = retAddr >> 8 & 255;
    if (pc22Bits) {
      cpu5.data[sp - 2] = retAddr >> 16 & 255;
    }
    cpu5.dataView.setUint16(93, sp - (pc22Bits ? 3 : 2), true);
    cpu5.pc = cpu5.dataView.getUint16(30, true) - 1;
    cpu5.cycles += pc22Bits ? 3 : 2;
  } else if (opcode === 37897) {
    cpu5.pc = cpu5.dataView.getUint16(30, true) - 1;
    cpu5.cycles++;
  } else if ((opcode & 63488) === 45056) {
    const i = cpu5.readData((opcode & 15 | (opcode & 1536) >> 5) + 32);
    cpu5.data[(opcode & 496) >> 4] = i;
  } else if ((opcode & 65039) === 37891) {
    const d = cpu5.data[(opcode & 496) >> 4];
    const r = d + 1 & 255;
    cpu5.data[(opcode & 496) >> 4] = r;
    let sreg = cpu5.data[95] & 225;
    sreg |= r ? 0 : 2;
    sreg |= 128 & r ? 4 : 0;
    sreg |= 127 === d ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 65038) === 37900) {
    cpu5.pc = (cpu5.progMem[cpu5.pc + 1] | (opcode & 1) << 16 | (opcode & 496) << 13) - 1;
    cpu5.cycles += 2;
  } else if ((opcode & 65039) === 37382) {
    const r = (opcode & 496) >> 4;
    const clear = cpu5.data[r];
    const value = cpu5.readData(cpu5.dataView.getUint16(30, true));
    cpu5.writeData(cpu5.dataView.getUint16(30, true), value & 255 - clear);
    cpu5.data[r] = value;
  } else if ((opcode & 65039) === 37381) {
    const r = (opcode & 496) >> 4;
    const set = cpu5.data[r];
    const value = cpu5.readData(cpu5.dataView.getUint16(30, true));
    cpu5.writeData(cpu5.dataView.getUint16(30, true), value | set);
    cpu5.data[r] = value;
  } else if ((opcode & 65039) === 37383) {
    const r = cpu5.data[(opcode & 496) >> 4];
    const R = cpu5.readData(cpu5.dataView.getUint16(30, true));
    cpu5.writeData(cpu5.dataView.getUint16(30, true), r ^ R);
    cpu5.data[(opcode & 496) >> 4] = R;
  } else if ((opcode & 61440) === 57344) {
    cpu5.data[((opcode & 240) >> 4) + 16] = opcode & 15 | (opcode & 3840) >> 4;
  } else if ((opcode & 65039) === 36864) {
    cpu5.cycles++;
    const value = cpu5.readData(cpu5.progMem[cpu5.pc + 1]);
    cpu5.data[(opcode & 496) >> 4] = value;
    cpu5.pc++;
  } else if ((opcode & 65039) === 36876) {
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(cpu5.dataView.getUint16(26, true));
  } else if ((opcode & 65039) === 36877) {
    const x = cpu5.dataView.getUint16(26, true);
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(x);
    cpu5.dataView.setUint16(26, x + 1, true);
  } else if ((opcode & 65039) === 36878) {
    const x = cpu5.dataView.getUint16(26, true) - 1;
    cpu5.dataView.setUint16(26, x, true);
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(x);
  } else if ((opcode & 65039) === 32776) {
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(cpu5.dataView.getUint16(28, true));
  } else if ((opcode & 65039) === 36873) {
    const y = cpu5.dataView.getUint16(28, true);
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(y);
    cpu5.dataView.setUint16(28, y + 1, true);
  } else if ((opcode & 65039) === 36874) {
    const y = cpu5.dataView.getUint16(28, true) - 1;
    cpu5.dataView.setUint16(28, y, true);
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(y);
  } else if ((opcode & 53768) === 32776 && opcode & 7 | (opcode & 3072) >> 7 | (opcode & 8192) >> 8) {
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(cpu5.dataView.getUint16(28, true) + (opcode & 7 | (opcode & 3072) >> 7 | (opcode & 8192) >> 8));
  } else if ((opcode & 65039) === 32768) {
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(cpu5.dataView.getUint16(30, true));
  } else if ((opcode & 65039) === 36865) {
    const z = cpu5.dataView.getUint16(30, true);
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(z);
    cpu5.dataView.setUint16(30, z + 1, true);
  } else if ((opcode & 65039) === 36866) {
    const z = cpu5.dataView.getUint16(30, true) - 1;
    cpu5.dataView.setUint16(30, z, true);
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(z);
  } else if ((opcode & 53768) === 32768 && opcode & 7 | (opcode & 3072) >> 7 | (opcode & 8192) >> 8) {
    cpu5.cycles++;
    cpu5.data[(opcode & 496) >> 4] = cpu5.readData(cpu5.dataView.getUint16(30, true) + (opcode & 7 | (opcode & 3072) >> 7 | (opcode & 8192) >> 8));
  } else if (opcode === 38344) {
    cpu5.data[0] = cpu5.progBytes[cpu5.dataView.getUint16(30, true)];
    cpu5.cycles += 2;
  } else if ((opcode & 65039) === 36868) {
    cpu5.data[(opcode & 496) >> 4] = cpu5.progBytes[cpu5.dataView.getUint16(30, true)];
    cpu5.cycles += 2;
  } else if ((opcode & 65039) === 36869) {
    const i = cpu5.dataView.getUint16(30, true);
    cpu5.data[(opcode & 496) >> 4] = cpu5.progBytes[i];
    cpu5.dataView.setUint16(30, i + 1, true);
    cpu5.cycles += 2;
  } else if ((opcode & 65039) === 37894) {
    const value = cpu5.data[(opcode & 496) >> 4];
    const R = value >>> 1;
    cpu5.data[(opcode & 496) >> 4] = R;
    let sreg = cpu5.data[95] & 224;
    sreg |= R ? 0 : 2;
    sreg |= value & 1;
    sreg |= sreg >> 2 & 1 ^ sreg & 1 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 64512) === 11264) {
    cpu5.data[(opcode & 496) >> 4] = cpu5.data[opcode & 15 | (opcode & 512) >> 5];
  } else if ((opcode & 65280) === 256) {
    const r2 = 2 * (opcode & 15);
    const d2 = 2 * ((opcode & 240) >> 4);
    cpu5.data[d2] = cpu5.data[r2];
    cpu5.data[d2 + 1] = cpu5.data[r2 + 1];
  } else if ((opcode & 64512) === 39936) {
    const R = cpu5.data[(opcode & 496) >> 4] * cpu5.data[opcode & 15 | (opcode & 512) >> 5];
    cpu5.dataView.setUint16(0, R, true);
    cpu5.data[95] = cpu5.data[95] & 252 | (65535 & R ? 0 : 2) | (32768 & R ? 1 : 0);
    cpu5.cycles++;
  } else if ((opcode & 65280) === 512) {
    const R = cpu5.dataView.getInt8(((opcode & 240) >> 4) + 16) * cpu5.dataView.getInt8((opcode & 15) + 16);
    cpu5.dataView.setInt16(0, R, true);
    cpu5.data[95] = cpu5.data[95] & 252 | (65535 & R ? 0 : 2) | (32768 & R ? 1 : 0);
    cpu5.cycles++;
  } else if ((opcode & 65416) === 768) {
    const R = cpu5.dataView.getInt8(((opcode & 112) >> 4) + 16) * cpu5.data[(opcode & 7) + 16];
    cpu5.dataView.setInt16(0, R, true);
    cpu5.data[95] = cpu5.data[95] & 252 | (65535 & R ? 0 : 2) | (32768 & R ? 1 : 0);
    cpu5.cycles++;
  } else if ((opcode & 65039) === 37889) {
    const d = (opcode & 496) >> 4;
    const value = cpu5.data[d];
    const R = 0 - value;
    cpu5.data[d] = R;
    let sreg = cpu5.data[95] & 192;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= 128 === R ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= R ? 1 : 0;
    sreg |= 1 & (R | value) ? 32 : 0;
    cpu5.data[95] = sreg;
  } else if (opcode === 0) {
  } else if ((opcode & 64512) === 10240) {
    const R = cpu5.data[(opcode & 496) >> 4] | cpu5.data[opcode & 15 | (opcode & 512) >> 5];
    cpu5.data[(opcode & 496) >> 4] = R;
    let sreg = cpu5.data[95] & 225;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 61440) === 24576) {
    const R = cpu5.data[((opcode & 240) >> 4) + 16] | (opcode & 15 | (opcode & 3840) >> 4);
    cpu5.data[((opcode & 240) >> 4) + 16] = R;
    let sreg = cpu5.data[95] & 225;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 63488) === 47104) {
    cpu5.writeData((opcode & 15 | (opcode & 1536) >> 5) + 32, cpu5.data[(opcode & 496) >> 4]);
  } else if ((opcode & 65039) === 36879) {
    const value = cpu5.dataView.getUint16(93, true) + 1;
    cpu5.dataView.setUint16(93, value, true);
    cpu5.data[(opcode & 496) >> 4] = cpu5.data[value];
    cpu5.cycles++;
  } else if ((opcode & 65039) === 37391) {
    const value = cpu5.dataView.getUint16(93, true);
    cpu5.data[value] = cpu5.data[(opcode & 496) >> 4];
    cpu5.dataView.setUint16(93, value - 1, true);
    cpu5.cycles++;
  } else if ((opcode & 61440) === 53248) {
    const k = (opcode & 2047) - (opcode & 2048 ? 2048 : 0);
    const retAddr = cpu5.pc + 1;
    const sp = cpu5.dataView.getUint16(93, true);
    const { pc22Bits } = cpu5;
    cpu5.data[sp] = 255 & retAddr;
    cpu5.data[sp - 1] = retAddr >> 8 & 255;
    if (pc22Bits) {
      cpu5.data[sp - 2] = retAddr >> 16 & 255;
    }
    cpu5.dataView.setUint16(93, sp - (pc22Bits ? 3 : 2), true);
    cpu5.pc += k;
    cpu5.cycles += pc22Bits ? 3 : 2;
  } else if (opcode === 38152) {
    const { pc22Bits } = cpu5;
    const i = cpu5.dataView.getUint16(93, true) + (pc22Bits ? 3 : 2);
    cpu5.dataView.setUint16(93, i, true);
    cpu5.pc = (cpu5.data[i - 1] << 8) + cpu5.data[i] - 1;
    if (pc22Bits) {
      cpu5.pc |= cpu5.data[i - 2] << 16;
    }
    cpu5.cycles += pc22Bits ? 4 : 3;
  } else if (opcode === 38168) {
    const { pc22Bits } = cpu5;
    const i = cpu5.dataView.getUint16(93, true) + (pc22Bits ? 3 : 2);
    cpu5.dataView.setUint16(93, i, true);
    cpu5.pc = (cpu5.data[i - 1] << 8) + cpu5.data[i] - 1;
    if (pc22Bits) {
      cpu5.pc |= cpu5.data[i - 2] << 16;
    }
    cpu5.cycles += pc22Bits ? 4 : 3;
    cpu5.data[95] |= 128;
  } else if ((opcode & 61440) === 49152) {
    cpu5.pc = cpu5.pc + ((opcode & 2047) - (opcode & 2048 ? 2048 : 0));
    cpu5.cycles++;
  } else if ((opcode & 65039) === 37895) {
    const d = cpu5.data[(opcode & 496) >> 4];
    const r = d >>> 1 | (cpu5.data[95] & 1) << 7;
    cpu5.data[(opcode & 496) >> 4] = r;
    let sreg = cpu5.data[95] & 224;
    sreg |= r ? 0 : 2;
    sreg |= 128 & r ? 4 : 0;
    sreg |= 1 & d ? 1 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg & 1 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 64512) === 2048) {
    const val1 = cpu5.data[(opcode & 496) >> 4];
    const val2 = cpu5.data[opcode & 15 | (opcode & 512) >> 5];
    let sreg = cpu5.data[95];
    const R = val1 - val2 - (sreg & 1);
    cpu5.data[(opcode & 496) >> 4] = R;
    sreg = sreg & 192 | (!R && sreg >> 1 & 1 ? 2 : 0) | (val2 + (sreg & 1) > val1 ? 1 : 0);
    sreg |= 128 & R ? 4 : 0;
    sreg |= (val1 ^ val2) & (val1 ^ R) & 128 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= 1 & (~val1 & val2 | val2 & R | R & ~val1) ? 32 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 61440) === 16384) {
    const val1 = cpu5.data[((opcode & 240) >> 4) + 16];
    const val2 = opcode & 15 | (opcode & 3840) >> 4;
    let sreg = cpu5.data[95];
    const R = val1 - val2 - (sreg & 1);
    cpu5.data[((opcode & 240) >> 4) + 16] = R;
    sreg = sreg & 192 | (!R && sreg >> 1 & 1 ? 2 : 0) | (val2 + (sreg & 1) > val1 ? 1 : 0);
    sreg |= 128 & R ? 4 : 0;
    sreg |= (val1 ^ val2) & (val1 ^ R) & 128 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= 1 & (~val1 & val2 | val2 & R | R & ~val1) ? 32 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 65280) === 39424) {
    const target = ((opcode & 248) >> 3) + 32;
    const mask = 1 << (opcode & 7);
    cpu5.writeData(target, cpu5.readData(target) | mask, mask);
    cpu5.cycles++;
  } else if ((opcode & 65280) === 39168) {
    const value = cpu5.readData(((opcode & 248) >> 3) + 32);
    if (!(value & 1 << (opcode & 7))) {
      const nextOpcode = cpu5.progMem[cpu5.pc + 1];
      const skipSize = isTwoWordInstruction(nextOpcode) ? 2 : 1;
      cpu5.cycles += skipSize;
      cpu5.pc += skipSize;
    }
  } else if ((opcode & 65280) === 39680) {
    const value = cpu5.readData(((opcode & 248) >> 3) + 32);
    if (value & 1 << (opcode & 7)) {
      const nextOpcode = cpu5.progMem[cpu5.pc + 1];
      const skipSize = isTwoWordInstruction(nextOpcode) ? 2 : 1;
      cpu5.cycles += skipSize;
      cpu5.pc += skipSize;
    }
  } else if ((opcode & 65280) === 38656) {
    const i = 2 * ((opcode & 48) >> 4) + 24;
    const a = cpu5.dataView.getUint16(i, true);
    const l = opcode & 15 | (opcode & 192) >> 2;
    const R = a - l;
    cpu5.dataView.setUint16(i, R, true);
    let sreg = cpu5.data[95] & 192;
    sreg |= R ? 0 : 2;
    sreg |= 32768 & R ? 4 : 0;
    sreg |= a & ~R & 32768 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= l > a ? 1 : 0;
    sreg |= 1 & (~a & l | l & R | R & ~a) ? 32 : 0;
    cpu5.data[95] = sreg;
    cpu5.cycles++;
  } else if ((opcode & 65032) === 64512) {
    if (!(cpu5.data[(opcode & 496) >> 4] & 1 << (opcode & 7))) {
      const nextOpcode = cpu5.progMem[cpu5.pc + 1];
      const skipSize = isTwoWordInstruction(nextOpcode) ? 2 : 1;
      cpu5.cycles += skipSize;
      cpu5.pc += skipSize;
    }
  } else if ((opcode & 65032) === 65024) {
    if (cpu5.data[(opcode & 496) >> 4] & 1 << (opcode & 7)) {
      const nextOpcode = cpu5.progMem[cpu5.pc + 1];
      const skipSize = isTwoWordInstruction(nextOpcode) ? 2 : 1;
      cpu5.cycles += skipSize;
      cpu5.pc += skipSize;
    }
  } else if (opcode === 38280) {
  } else if (opcode === 38376) {
  } else if (opcode === 38392) {
  } else if ((opcode & 65039) === 37376) {
    const value = cpu5.data[(opcode & 496) >> 4];
    const addr = cpu5.progMem[cpu5.pc + 1];
    cpu5.writeData(addr, value);
    cpu5.pc++;
    cpu5.cycles++;
  } else if ((opcode & 65039) === 37388) {
    cpu5.writeData(cpu5.dataView.getUint16(26, true), cpu5.data[(opcode & 496) >> 4]);
    cpu5.cycles++;
  } else if ((opcode & 65039) === 37389) {
    const x = cpu5.dataView.getUint16(26, true);
    cpu5.writeData(x, cpu5.data[(opcode & 496) >> 4]);
    cpu5.dataView.setUint16(26, x + 1, true);
    cpu5.cycles++;
  } else if ((opcode & 65039) === 37390) {
    const i = cpu5.data[(opcode & 496) >> 4];
    const x = cpu5.dataView.getUint16(26, true) - 1;
    cpu5.dataView.setUint16(26, x, true);
    cpu5.writeData(x, i);
    cpu5.cycles++;
  } else if ((opcode & 65039) === 33288) {
    cpu5.writeData(cpu5.dataView.getUint16(28, true), cpu5.data[(opcode & 496) >> 4]);
    cpu5.cycles++;
  } else if ((opcode & 65039) === 37385) {
    const i = cpu5.data[(opcode & 496) >> 4];
    const y = cpu5.dataView.getUint16(28, true);
    cpu5.writeData(y, i);
    cpu5.dataView.setUint16(28, y + 1, true);
    cpu5.cycles++;
  } else if ((opcode & 65039) === 37386) {
    const i = cpu5.data[(opcode & 496) >> 4];
    const y = cpu5.dataView.getUint16(28, true) - 1;
    cpu5.dataView.setUint16(28, y, true);
    cpu5.writeData(y, i);
    cpu5.cycles++;
  } else if ((opcode & 53768) === 33288 && opcode & 7 | (opcode & 3072) >> 7 | (opcode & 8192) >> 8) {
    cpu5.writeData(cpu5.dataView.getUint16(28, true) + (opcode & 7 | (opcode & 3072) >> 7 | (opcode & 8192) >> 8), cpu5.data[(opcode & 496) >> 4]);
    cpu5.cycles++;
  } else if ((opcode & 65039) === 33280) {
    cpu5.writeData(cpu5.dataView.getUint16(30, true), cpu5.data[(opcode & 496) >> 4]);
    cpu5.cycles++;
  } else if ((opcode & 65039) === 37377) {
    const z = cpu5.dataView.getUint16(30, true);
    cpu5.writeData(z, cpu5.data[(opcode & 496) >> 4]);
    cpu5.dataView.setUint16(30, z + 1, true);
    cpu5.cycles++;
  } else if ((opcode & 65039) === 37378) {
    const i = cpu5.data[(opcode & 496) >> 4];
    const z = cpu5.dataView.getUint16(30, true) - 1;
    cpu5.dataView.setUint16(30, z, true);
    cpu5.writeData(z, i);
    cpu5.cycles++;
  } else if ((opcode & 53768) === 33280 && opcode & 7 | (opcode & 3072) >> 7 | (opcode & 8192) >> 8) {
    cpu5.writeData(cpu5.dataView.getUint16(30, true) + (opcode & 7 | (opcode & 3072) >> 7 | (opcode & 8192) >> 8), cpu5.data[(opcode & 496) >> 4]);
    cpu5.cycles++;
  } else if ((opcode & 64512) === 6144) {
    const val1 = cpu5.data[(opcode & 496) >> 4];
    const val2 = cpu5.data[opcode & 15 | (opcode & 512) >> 5];
    const R = val1 - val2;
    cpu5.data[(opcode & 496) >> 4] = R;
    let sreg = cpu5.data[95] & 192;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= (val1 ^ val2) & (val1 ^ R) & 128 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= val2 > val1 ? 1 : 0;
    sreg |= 1 & (~val1 & val2 | val2 & R | R & ~val1) ? 32 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 61440) === 20480) {
    const val1 = cpu5.data[((opcode & 240) >> 4) + 16];
    const val2 = opcode & 15 | (opcode & 3840) >> 4;
    const R = val1 - val2;
    cpu5.data[((opcode & 240) >> 4) + 16] = R;
    let sreg = cpu5.data[95] & 192;
    sreg |= R ? 0 : 2;
    sreg |= 128 & R ? 4 : 0;
    sreg |= (val1 ^ val2) & (val1 ^ R) & 128 ? 8 : 0;
    sreg |= sreg >> 2 & 1 ^ sreg >> 3 & 1 ? 16 : 0;
    sreg |= val2 > val1 ? 1 : 0;
    sreg |= 1 & (~val1 & val2 | val2 & R | R & ~val1) ? 32 : 0;
    cpu5.data[95] = sreg;
  } else if ((opcode & 65039) === 37890) {
    const d = (opcode & 496) >> 4;
    const i = cpu5.data[d];
    cpu5.data[d] = (15 & i) << 4 | (240 & i) >>> 4;
  } else if (opcode === 38312) {
    cpu5.onWatchdogReset();
  } else if ((opcode & 65039) === 37380) {
    const r = (opcode & 496) >> 4;
    const val1 = cpu5.data[r];
    const val2 = cpu5.data[cpu5.dataView.getUint16(30, true)];
    cpu5.data[cpu5.dataView.getUint16(30, true)] = val1;
    cpu5.data[r] = val2;
  }
  cpu5.pc = (cpu5.pc + 1) % cpu5.progMem.length;
  cpu5.cycles++;
}

// node_modules/avr8js/dist/esm/peripherals/adc.js
var ADCReference;
(function(ADCReference2) {
  ADCReference2[ADCReference2["AVCC"] = 0] = "AVCC";
  ADCReference2[ADCReference2["AREF"] = 1] = "AREF";
  ADCReference2[ADCReference2["Internal1V1"] = 2] = "Internal1V1";
  ADCReference2[ADCReference2["Internal2V56"] = 3] = "Internal2V56";
  ADCReference2[ADCReference2["Reserved"] = 4] = "Reserved";
})(ADCReference || (ADCReference = {}));
var ADCMuxInputType;
(function(ADCMuxInputType2) {
  ADCMuxInputType2[ADCMuxInputType2["SingleEnded"] = 0] = "SingleEnded";
  ADCMuxInputType2[ADCMuxInputType2["Differential"] = 1] = "Differential";
  ADCMuxInputType2[ADCMuxInputType2["Constant"] = 2] = "Constant";
  ADCMuxInputType2[ADCMuxInputType2["Temperature"] = 3] = "Temperature";
})(ADCMuxInputType || (ADCMuxInputType = {}));
var atmega328Channels = {
  0: { type: ADCMuxInputType.SingleEnded, channel: 0 },
  1: { type: ADCMuxInputType.SingleEnded, channel: 1 },
  2: { type: ADCMuxInputType.SingleEnded, channel: 2 },
  3: { type: ADCMuxInputType.SingleEnded, channel: 3 },
  4: { type: ADCMuxInputType.SingleEnded, channel: 4 },
  5: { type: ADCMuxInputType.SingleEnded, channel: 5 },
  6: { type: ADCMuxInputType.SingleEnded, channel: 6 },
  7: { type: ADCMuxInputType.SingleEnded, channel: 7 },
  8: { type: ADCMuxInputType.Temperature },
  14: { type: ADCMuxInputType.Constant, voltage: 1.1 },
  15: { type: ADCMuxInputType.Constant, voltage: 0 }
};
var fallbackMuxInput = {
  type: ADCMuxInputType.Constant,
  voltage: 0
};
var adcConfig = {
  ADMUX: 124,
  ADCSRA: 122,
  ADCSRB: 123,
  ADCL: 120,
  ADCH: 121,
  DIDR0: 126,
  adcInterrupt: 42,
  numChannels: 8,
  muxInputMask: 15,
  muxChannels: atmega328Channels,
  adcReferences: [
    ADCReference.AREF,
    ADCReference.AVCC,
    ADCReference.Reserved,
    ADCReference.Internal1V1
  ]
};
var ADPS_MASK = 7;
var ADIE = 8;
var ADIF = 16;
var ADSC = 64;
var ADEN = 128;
var MUX_MASK = 31;
var ADLAR = 32;
var MUX5 = 8;
var REFS2 = 8;
var REFS_MASK = 3;
var REFS_SHIFT = 6;
var AVRADC = class {
  constructor(cpu5, config) {
    this.cpu = cpu5;
    this.config = config;
    this.channelValues = new Array(this.config.numChannels);
    this.avcc = 5;
    this.aref = 5;
    this.onADCRead = (input) => {
      var _a;
      let voltage = 0;
      switch (input.type) {
        case ADCMuxInputType.Constant:
          voltage = input.voltage;
          break;
        case ADCMuxInputType.SingleEnded:
          voltage = (_a = this.channelValues[input.channel]) !== null && _a !== void 0 ? _a : 0;
          break;
        case ADCMuxInputType.Differential:
          voltage = input.gain * ((this.channelValues[input.positiveChannel] || 0) - (this.channelValues[input.negativeChannel] || 0));
          break;
        case ADCMuxInputType.Temperature:
          voltage = 0.378125;
          break;
      }
      const rawValue = voltage / this.referenceVoltage * 1024;
      const result = Math.min(Math.max(Math.floor(rawValue), 0), 1023);
      this.cpu.addClockEvent(() => this.completeADCRead(result), this.sampleCycles);
    };
    this.converting = false;
    this.conversionCycles = 25;
    this.ADC = {
      address: this.config.adcInterrupt,
      flagRegister: this.config.ADCSRA,
      flagMask: ADIF,
      enableRegister: this.config.ADCSRA,
      enableMask: ADIE
    };
    cpu5.writeHooks[config.ADCSRA] = (value, oldValue) => {
      var _a;
      if (value & ADEN && !(oldValue & ADEN)) {
        this.conversionCycles = 25;
      }
      cpu5.data[config.ADCSRA] = value;
      cpu5.updateInterruptEnable(this.ADC, value);
      if (!this.converting && value & ADSC) {
        if (!(value & ADEN)) {
          this.cpu.addClockEvent(() => this.completeADCRead(0), this.sampleCycles);
          return true;
        }
        let channel = this.cpu.data[this.config.ADMUX] & MUX_MASK;
        if (cpu5.data[config.ADCSRB] & MUX5) {
          channel |= 32;
        }
        channel &= config.muxInputMask;
        const muxInput = (_a = config.muxChannels[channel]) !== null && _a !== void 0 ? _a : fallbackMuxInput;
        this.converting = true;
        this.onADCRead(muxInput);
        return true;
      }
    };
  }
  completeADCRead(value) {
    const { ADCL, ADCH, ADMUX, ADCSRA } = this.config;
    this.converting = false;
    this.conversionCycles = 13;
    if (this.cpu.data[ADMUX] & ADLAR) {
      this.cpu.data[ADCL] = value << 6 & 255;
      this.cpu.data[ADCH] = value >> 2;
    } else {
      this.cpu.data[ADCL] = value & 255;
      this.cpu.data[ADCH] = value >> 8 & 3;
    }
    this.cpu.data[ADCSRA] &= ~ADSC;
    this.cpu.setInterruptFlag(this.ADC);
  }
  get prescaler() {
    const { ADCSRA } = this.config;
    const adcsra = this.cpu.data[ADCSRA];
    const adps = adcsra & ADPS_MASK;
    switch (adps) {
      case 0:
      case 1:
        return 2;
      case 2:
        return 4;
      case 3:
        return 8;
      case 4:
        return 16;
      case 5:
        return 32;
      case 6:
        return 64;
      case 7:
      default:
        return 128;
    }
  }
  get referenceVoltageType() {
    var _a;
    const { ADMUX, adcReferences } = this.config;
    let refs = this.cpu.data[ADMUX] >> REFS_SHIFT & REFS_MASK;
    if (adcReferences.length > 4 && this.cpu.data[ADMUX] & REFS2) {
      refs |= 4;
    }
    return (_a = adcReferences[refs]) !== null && _a !== void 0 ? _a : ADCReference.Reserved;
  }
  get referenceVoltage() {
    switch (this.referenceVoltageType) {
      case ADCReference.AVCC:
        return this.avcc;
      case ADCReference.AREF:
        return this.aref;
      case ADCReference.Internal1V1:
        return 1.1;
      case ADCReference.Internal2V56:
        return 2.56;
      default:
        return this.avcc;
    }
  }
  get sampleCycles() {
    return this.conversionCycles * this.prescaler;
  }
};

// node_modules/avr8js/dist/esm/peripherals/clock.js
var CLKPCE = 128;
var clockConfig = {
  CLKPR: 97
};
var prescalers = [
  1,
  2,
  4,
  8,
  16,
  32,
  64,
  128,
  256,
  // The following values are "reserved" according to the datasheet, so we measured
  // with a scope to figure them out (on ATmega328p)
  2,
  4,
  8,
  16,
  32,
  64,
  128
];
var AVRClock = class {
  constructor(cpu5, baseFreqHz, config = clockConfig) {
    this.cpu = cpu5;
    this.baseFreqHz = baseFreqHz;
    this.config = config;
    this.clockEnabledCycles = 0;
    this.prescalerValue = 1;
    this.cyclesDelta = 0;
    this.cpu.writeHooks[this.config.CLKPR] = (clkpr) => {
      if ((!this.clockEnabledCycles || this.clockEnabledCycles < cpu5.cycles) && clkpr === CLKPCE) {
        this.clockEnabledCycles = this.cpu.cycles + 4;
      } else if (this.clockEnabledCycles && this.clockEnabledCycles >= cpu5.cycles) {
        this.clockEnabledCycles = 0;
        const index = clkpr & 15;
        const oldPrescaler = this.prescalerValue;
        this.prescalerValue = prescalers[index];
        this.cpu.data[this.config.CLKPR] = index;
        if (oldPrescaler !== this.prescalerValue) {
          this.cyclesDelta = (cpu5.cycles + this.cyclesDelta) * (oldPrescaler / this.prescalerValue) - cpu5.cycles;
        }
      }
      return true;
    };
  }
  get frequency() {
    return this.baseFreqHz / this.prescalerValue;
  }
  get prescaler() {
    return this.prescalerValue;
  }
  get timeNanos() {
    return (this.cpu.cycles + this.cyclesDelta) / this.frequency * 1e9;
  }
  get timeMicros() {
    return (this.cpu.cycles + this.cyclesDelta) / this.frequency * 1e6;
  }
  get timeMillis() {
    return (this.cpu.cycles + this.cyclesDelta) / this.frequency * 1e3;
  }
};

// node_modules/avr8js/dist/esm/peripherals/eeprom.js
var EERE2 = 1 << 0;
var EEPE2 = 1 << 1;
var EEMPE2 = 1 << 2;
var EERIE2 = 1 << 3;
var EEPM0 = 1 << 4;
var EEPM1 = 1 << 5;
var EECR_WRITE_MASK = EEPE2 | EEMPE2 | EERIE2 | EEPM0 | EEPM1;

// node_modules/avr8js/dist/esm/peripherals/gpio.js
var INT0 = {
  EICR: 105,
  EIMSK: 61,
  EIFR: 60,
  index: 0,
  iscOffset: 0,
  interrupt: 2
};
var INT1 = {
  EICR: 105,
  EIMSK: 61,
  EIFR: 60,
  index: 1,
  iscOffset: 2,
  interrupt: 4
};
var PCINT0 = {
  PCIE: 0,
  PCICR: 104,
  PCIFR: 59,
  PCMSK: 107,
  pinChangeInterrupt: 6,
  mask: 255,
  offset: 0
};
var PCINT1 = {
  PCIE: 1,
  PCICR: 104,
  PCIFR: 59,
  PCMSK: 108,
  pinChangeInterrupt: 8,
  mask: 255,
  offset: 0
};
var PCINT2 = {
  PCIE: 2,
  PCICR: 104,
  PCIFR: 59,
  PCMSK: 109,
  pinChangeInterrupt: 10,
  mask: 255,
  offset: 0
};
var portBConfig = {
  PIN: 35,
  DDR: 36,
  PORT: 37,
  // Interrupt settings
  pinChange: PCINT0,
  externalInterrupts: []
};
var portCConfig = {
  PIN: 38,
  DDR: 39,
  PORT: 40,
  // Interrupt settings
  pinChange: PCINT1,
  externalInterrupts: []
};
var portDConfig = {
  PIN: 41,
  DDR: 42,
  PORT: 43,
  // Interrupt settings
  pinChange: PCINT2,
  externalInterrupts: [null, null, INT0, INT1]
};
var PinState;
(function(PinState2) {
  PinState2[PinState2["Low"] = 0] = "Low";
  PinState2[PinState2["High"] = 1] = "High";
  PinState2[PinState2["Input"] = 2] = "Input";
  PinState2[PinState2["InputPullUp"] = 3] = "InputPullUp";
})(PinState || (PinState = {}));
var PinOverrideMode;
(function(PinOverrideMode2) {
  PinOverrideMode2[PinOverrideMode2["None"] = 0] = "None";
  PinOverrideMode2[PinOverrideMode2["Enable"] = 1] = "Enable";
  PinOverrideMode2[PinOverrideMode2["Set"] = 2] = "Set";
  PinOverrideMode2[PinOverrideMode2["Clear"] = 3] = "Clear";
  PinOverrideMode2[PinOverrideMode2["Toggle"] = 4] = "Toggle";
})(PinOverrideMode || (PinOverrideMode = {}));
var InterruptMode;
(function(InterruptMode2) {
  InterruptMode2[InterruptMode2["LowLevel"] = 0] = "LowLevel";
  InterruptMode2[InterruptMode2["Change"] = 1] = "Change";
  InterruptMode2[InterruptMode2["FallingEdge"] = 2] = "FallingEdge";
  InterruptMode2[InterruptMode2["RisingEdge"] = 3] = "RisingEdge";
})(InterruptMode || (InterruptMode = {}));
var AVRIOPort = class {
  constructor(cpu5, portConfig) {
    var _a, _b, _c, _d;
    this.cpu = cpu5;
    this.portConfig = portConfig;
    this.externalClockListeners = [];
    this.listeners = [];
    this.pinValue = 0;
    this.overrideMask = 255;
    this.overrideValue = 0;
    this.lastValue = 0;
    this.lastDdr = 0;
    this.lastPin = 0;
    this.openCollector = 0;
    cpu5.gpioPorts.add(this);
    cpu5.gpioByPort[portConfig.PORT] = this;
    cpu5.writeHooks[portConfig.DDR] = (value) => {
      const portValue = cpu5.data[portConfig.PORT];
      cpu5.data[portConfig.DDR] = value;
      this.writeGpio(portValue, value);
      this.updatePinRegister(value);
      return true;
    };
    cpu5.writeHooks[portConfig.PORT] = (value) => {
      const ddrMask = cpu5.data[portConfig.DDR];
      cpu5.data[portConfig.PORT] = value;
      this.writeGpio(value, ddrMask);
      this.updatePinRegister(ddrMask);
      return true;
    };
    cpu5.writeHooks[portConfig.PIN] = (value, oldValue, addr, mask) => {
      const oldPortValue = cpu5.data[portConfig.PORT];
      const ddrMask = cpu5.data[portConfig.DDR];
      const portValue = oldPortValue ^ value & mask;
      cpu5.data[portConfig.PORT] = portValue;
      this.writeGpio(portValue, ddrMask);
      this.updatePinRegister(ddrMask);
      return true;
    };
    const { externalInterrupts } = portConfig;
    this.externalInts = externalInterrupts.map((externalConfig) => externalConfig ? {
      address: externalConfig.interrupt,
      flagRegister: externalConfig.EIFR,
      flagMask: 1 << externalConfig.index,
      enableRegister: externalConfig.EIMSK,
      enableMask: 1 << externalConfig.index
    } : null);
    const EICR = new Set(externalInterrupts.map((item) => item === null || item === void 0 ? void 0 : item.EICR));
    for (const EICRx of EICR) {
      this.attachInterruptHook(EICRx || 0);
    }
    const EIMSK = (_b = (_a = externalInterrupts.find((item) => item && item.EIMSK)) === null || _a === void 0 ? void 0 : _a.EIMSK) !== null && _b !== void 0 ? _b : 0;
    this.attachInterruptHook(EIMSK, "mask");
    const EIFR = (_d = (_c = externalInterrupts.find((item) => item && item.EIFR)) === null || _c === void 0 ? void 0 : _c.EIFR) !== null && _d !== void 0 ? _d : 0;
    this.attachInterruptHook(EIFR, "flag");
    const { pinChange } = portConfig;
    this.PCINT = pinChange ? {
      address: pinChange.pinChangeInterrupt,
      flagRegister: pinChange.PCIFR,
      flagMask: 1 << pinChange.PCIE,
      enableRegister: pinChange.PCICR,
      enableMask: 1 << pinChange.PCIE
    } : null;
    if (pinChange) {
      const { PCIFR, PCMSK } = pinChange;
      cpu5.writeHooks[PCIFR] = (value) => {
        for (const gpio of this.cpu.gpioPorts) {
          const { PCINT } = gpio;
          if (PCINT) {
            cpu5.clearInterruptByFlag(PCINT, value);
          }
        }
        return true;
      };
      cpu5.writeHooks[PCMSK] = (value) => {
        cpu5.data[PCMSK] = value;
        for (const gpio of this.cpu.gpioPorts) {
          const { PCINT } = gpio;
          if (PCINT) {
            cpu5.updateInterruptEnable(PCINT, value);
          }
        }
        return true;
      };
    }
  }
  addListener(listener) {
    this.listeners.push(listener);
  }
  removeListener(listener) {
    this.listeners = this.listeners.filter((l) => l !== listener);
  }
  /**
   * Get the state of a given GPIO pin
   *
   * @param index Pin index to return from 0 to 7
   * @returns PinState.Low or PinState.High if the pin is set to output, PinState.Input if the pin is set
   *   to input, and PinState.InputPullUp if the pin is set to input and the internal pull-up resistor has
   *   been enabled.
   */
  pinState(index) {
    const ddr = this.cpu.data[this.portConfig.DDR];
    const port = this.cpu.data[this.portConfig.PORT];
    const bitMask = 1 << index;
    const openState = port & bitMask ? PinState.InputPullUp : PinState.Input;
    const highValue = this.openCollector & bitMask ? openState : PinState.High;
    if (ddr & bitMask) {
      return this.lastValue & bitMask ? highValue : PinState.Low;
    } else {
      return openState;
    }
  }
  /**
   * Sets the input value for the given pin. This is the value that
   * will be returned when reading from the PIN register.
   */
  setPin(index, value) {
    const bitMask = 1 << index;
    this.pinValue &= ~bitMask;
    if (value) {
      this.pinValue |= bitMask;
    }
    this.updatePinRegister(this.cpu.data[this.portConfig.DDR]);
  }
  /**
   * Internal method - do not call this directly!
   * Used by the timer compare output units to override GPIO pins.
   */
  timerOverridePin(pin, mode) {
    const { cpu: cpu5, portConfig } = this;
    const pinMask = 1 << pin;
    if (mode === PinOverrideMode.None) {
      this.overrideMask |= pinMask;
      this.overrideValue &= ~pinMask;
    } else {
      this.overrideMask &= ~pinMask;
      switch (mode) {
        case PinOverrideMode.Enable:
          this.overrideValue &= ~pinMask;
          this.overrideValue |= cpu5.data[portConfig.PORT] & pinMask;
          break;
        case PinOverrideMode.Set:
          this.overrideValue |= pinMask;
          break;
        case PinOverrideMode.Clear:
          this.overrideValue &= ~pinMask;
          break;
        case PinOverrideMode.Toggle:
          this.overrideValue ^= pinMask;
          break;
      }
    }
    const ddrMask = cpu5.data[portConfig.DDR];
    this.writeGpio(cpu5.data[portConfig.PORT], ddrMask);
    this.updatePinRegister(ddrMask);
  }
  updatePinRegister(ddr) {
    var _a, _b;
    const newPin = this.pinValue & ~ddr | this.lastValue & ddr;
    this.cpu.data[this.portConfig.PIN] = newPin;
    if (this.lastPin !== newPin) {
      for (let index = 0; index < 8; index++) {
        if ((newPin & 1 << index) !== (this.lastPin & 1 << index)) {
          const value = !!(newPin & 1 << index);
          this.toggleInterrupt(index, value);
          (_b = (_a = this.externalClockListeners)[index]) === null || _b === void 0 ? void 0 : _b.call(_a, value);
        }
      }
      this.lastPin = newPin;
    }
  }
  toggleInterrupt(pin, risingEdge) {
    const { cpu: cpu5, portConfig, externalInts, PCINT } = this;
    const { externalInterrupts, pinChange } = portConfig;
    const externalConfig = externalInterrupts[pin];
    const external = externalInts[pin];
    if (external && externalConfig) {
      const { EIMSK, index, EICR, iscOffset } = externalConfig;
      if (cpu5.data[EIMSK] & 1 << index) {
        const configuration = cpu5.data[EICR] >> iscOffset & 3;
        let generateInterrupt = false;
        external.constant = false;
        switch (configuration) {
          case InterruptMode.LowLevel:
            generateInterrupt = !risingEdge;
            external.constant = true;
            break;
          case InterruptMode.Change:
            generateInterrupt = true;
            break;
          case InterruptMode.FallingEdge:
            generateInterrupt = !risingEdge;
            break;
          case InterruptMode.RisingEdge:
            generateInterrupt = risingEdge;
            break;
        }
        if (generateInterrupt) {
          cpu5.setInterruptFlag(external);
        } else if (external.constant) {
          cpu5.clearInterrupt(external, true);
        }
      }
    }
    if (pinChange && PCINT && pinChange.mask & 1 << pin) {
      const { PCMSK } = pinChange;
      if (cpu5.data[PCMSK] & 1 << pin + pinChange.offset) {
        cpu5.setInterruptFlag(PCINT);
      }
    }
  }
  attachInterruptHook(register, registerType = "other") {
    if (!register) {
      return;
    }
    const { cpu: cpu5 } = this;
    cpu5.writeHooks[register] = (value) => {
      if (registerType !== "flag") {
        cpu5.data[register] = value;
      }
      for (const gpio of cpu5.gpioPorts) {
        for (const external of gpio.externalInts) {
          if (external && registerType === "mask") {
            cpu5.updateInterruptEnable(external, value);
          }
          if (external && !external.constant && registerType === "flag") {
            cpu5.clearInterruptByFlag(external, value);
          }
        }
        gpio.checkExternalInterrupts();
      }
      return true;
    };
  }
  checkExternalInterrupts() {
    const { cpu: cpu5 } = this;
    const { externalInterrupts } = this.portConfig;
    for (let pin = 0; pin < 8; pin++) {
      const external = externalInterrupts[pin];
      if (!external) {
        continue;
      }
      const pinValue = !!(this.lastPin & 1 << pin);
      const { EIFR, EIMSK, index, EICR, iscOffset, interrupt: interrupt2 } = external;
      if (!(cpu5.data[EIMSK] & 1 << index) || pinValue) {
        continue;
      }
      const configuration = cpu5.data[EICR] >> iscOffset & 3;
      if (configuration === InterruptMode.LowLevel) {
        cpu5.queueInterrupt({
          address: interrupt2,
          flagRegister: EIFR,
          flagMask: 1 << index,
          enableRegister: EIMSK,
          enableMask: 1 << index,
          constant: true
        });
      }
    }
  }
  writeGpio(value, ddr) {
    const newValue = (value & this.overrideMask | this.overrideValue) & ddr | value & ~ddr;
    const prevValue = this.lastValue;
    if (newValue !== prevValue || ddr !== this.lastDdr) {
      this.lastValue = newValue;
      this.lastDdr = ddr;
      for (const listener of this.listeners) {
        listener(newValue, prevValue);
      }
    }
  }
};

// node_modules/avr8js/dist/esm/peripherals/spi.js
var SPCR_SPR1 = 2;
var SPCR_SPR0 = 1;
var SPSR_SPR_MASK = SPCR_SPR1 | SPCR_SPR0;

// node_modules/avr8js/dist/esm/peripherals/timer.js
var timer01Dividers = {
  0: 0,
  1: 1,
  2: 8,
  3: 64,
  4: 256,
  5: 1024,
  6: 0,
  // External clock - see ExternalClockMode
  7: 0
  // Ditto
};
var ExternalClockMode;
(function(ExternalClockMode2) {
  ExternalClockMode2[ExternalClockMode2["FallingEdge"] = 6] = "FallingEdge";
  ExternalClockMode2[ExternalClockMode2["RisingEdge"] = 7] = "RisingEdge";
})(ExternalClockMode || (ExternalClockMode = {}));
var defaultTimerBits = {
  // TIFR bits
  TOV: 1,
  OCFA: 2,
  OCFB: 4,
  OCFC: 0,
  // Unused
  // TIMSK bits
  TOIE: 1,
  OCIEA: 2,
  OCIEB: 4,
  OCIEC: 0
  // Unused
};
var timer0Config = Object.assign({ bits: 8, captureInterrupt: 0, compAInterrupt: 28, compBInterrupt: 30, compCInterrupt: 0, ovfInterrupt: 32, TIFR: 53, OCRA: 71, OCRB: 72, OCRC: 0, ICR: 0, TCNT: 70, TCCRA: 68, TCCRB: 69, TCCRC: 0, TIMSK: 110, dividers: timer01Dividers, compPortA: portDConfig.PORT, compPinA: 6, compPortB: portDConfig.PORT, compPinB: 5, compPortC: 0, compPinC: 0, externalClockPort: portDConfig.PORT, externalClockPin: 4 }, defaultTimerBits);
var timer1Config = Object.assign({ bits: 16, captureInterrupt: 20, compAInterrupt: 22, compBInterrupt: 24, compCInterrupt: 0, ovfInterrupt: 26, TIFR: 54, OCRA: 136, OCRB: 138, OCRC: 0, ICR: 134, TCNT: 132, TCCRA: 128, TCCRB: 129, TCCRC: 130, TIMSK: 111, dividers: timer01Dividers, compPortA: portBConfig.PORT, compPinA: 1, compPortB: portBConfig.PORT, compPinB: 2, compPortC: 0, compPinC: 0, externalClockPort: portDConfig.PORT, externalClockPin: 5 }, defaultTimerBits);
var timer2Config = Object.assign({ bits: 8, captureInterrupt: 0, compAInterrupt: 14, compBInterrupt: 16, compCInterrupt: 0, ovfInterrupt: 18, TIFR: 55, OCRA: 179, OCRB: 180, OCRC: 0, ICR: 0, TCNT: 178, TCCRA: 176, TCCRB: 177, TCCRC: 0, TIMSK: 112, dividers: {
  0: 0,
  1: 1,
  2: 8,
  3: 32,
  4: 64,
  5: 128,
  6: 256,
  7: 1024
}, compPortA: portBConfig.PORT, compPinA: 3, compPortB: portDConfig.PORT, compPinB: 3, compPortC: 0, compPinC: 0, externalClockPort: 0, externalClockPin: 0 }, defaultTimerBits);
var TimerMode;
(function(TimerMode2) {
  TimerMode2[TimerMode2["Normal"] = 0] = "Normal";
  TimerMode2[TimerMode2["PWMPhaseCorrect"] = 1] = "PWMPhaseCorrect";
  TimerMode2[TimerMode2["CTC"] = 2] = "CTC";
  TimerMode2[TimerMode2["FastPWM"] = 3] = "FastPWM";
  TimerMode2[TimerMode2["PWMPhaseFrequencyCorrect"] = 4] = "PWMPhaseFrequencyCorrect";
  TimerMode2[TimerMode2["Reserved"] = 5] = "Reserved";
})(TimerMode || (TimerMode = {}));
var TOVUpdateMode;
(function(TOVUpdateMode2) {
  TOVUpdateMode2[TOVUpdateMode2["Max"] = 0] = "Max";
  TOVUpdateMode2[TOVUpdateMode2["Top"] = 1] = "Top";
  TOVUpdateMode2[TOVUpdateMode2["Bottom"] = 2] = "Bottom";
})(TOVUpdateMode || (TOVUpdateMode = {}));
var OCRUpdateMode;
(function(OCRUpdateMode2) {
  OCRUpdateMode2[OCRUpdateMode2["Immediate"] = 0] = "Immediate";
  OCRUpdateMode2[OCRUpdateMode2["Top"] = 1] = "Top";
  OCRUpdateMode2[OCRUpdateMode2["Bottom"] = 2] = "Bottom";
})(OCRUpdateMode || (OCRUpdateMode = {}));
var TopOCRA = 1;
var TopICR = 2;
var OCToggle = 1;
var { Normal, PWMPhaseCorrect, CTC, FastPWM, Reserved, PWMPhaseFrequencyCorrect } = TimerMode;
var wgmModes8Bit = [
  /*0*/
  [Normal, 255, OCRUpdateMode.Immediate, TOVUpdateMode.Max, 0],
  /*1*/
  [PWMPhaseCorrect, 255, OCRUpdateMode.Top, TOVUpdateMode.Bottom, 0],
  /*2*/
  [CTC, TopOCRA, OCRUpdateMode.Immediate, TOVUpdateMode.Max, 0],
  /*3*/
  [FastPWM, 255, OCRUpdateMode.Bottom, TOVUpdateMode.Max, 0],
  /*4*/
  [Reserved, 255, OCRUpdateMode.Immediate, TOVUpdateMode.Max, 0],
  /*5*/
  [PWMPhaseCorrect, TopOCRA, OCRUpdateMode.Top, TOVUpdateMode.Bottom, OCToggle],
  /*6*/
  [Reserved, 255, OCRUpdateMode.Immediate, TOVUpdateMode.Max, 0],
  /*7*/
  [FastPWM, TopOCRA, OCRUpdateMode.Bottom, TOVUpdateMode.Top, OCToggle]
];
var wgmModes16Bit = [
  /*0 */
  [Normal, 65535, OCRUpdateMode.Immediate, TOVUpdateMode.Max, 0],
  /*1 */
  [PWMPhaseCorrect, 255, OCRUpdateMode.Top, TOVUpdateMode.Bottom, 0],
  /*2 */
  [PWMPhaseCorrect, 511, OCRUpdateMode.Top, TOVUpdateMode.Bottom, 0],
  /*3 */
  [PWMPhaseCorrect, 1023, OCRUpdateMode.Top, TOVUpdateMode.Bottom, 0],
  /*4 */
  [CTC, TopOCRA, OCRUpdateMode.Immediate, TOVUpdateMode.Max, 0],
  /*5 */
  [FastPWM, 255, OCRUpdateMode.Bottom, TOVUpdateMode.Top, 0],
  /*6 */
  [FastPWM, 511, OCRUpdateMode.Bottom, TOVUpdateMode.Top, 0],
  /*7 */
  [FastPWM, 1023, OCRUpdateMode.Bottom, TOVUpdateMode.Top, 0],
  /*8 */
  [PWMPhaseFrequencyCorrect, TopICR, OCRUpdateMode.Bottom, TOVUpdateMode.Bottom, 0],
  /*9 */
  [PWMPhaseFrequencyCorrect, TopOCRA, OCRUpdateMode.Bottom, TOVUpdateMode.Bottom, OCToggle],
  /*10*/
  [PWMPhaseCorrect, TopICR, OCRUpdateMode.Top, TOVUpdateMode.Bottom, 0],
  /*11*/
  [PWMPhaseCorrect, TopOCRA, OCRUpdateMode.Top, TOVUpdateMode.Bottom, OCToggle],
  /*12*/
  [CTC, TopICR, OCRUpdateMode.Immediate, TOVUpdateMode.Max, 0],
  /*13*/
  [Reserved, 65535, OCRUpdateMode.Immediate, TOVUpdateMode.Max, 0],
  /*14*/
  [FastPWM, TopICR, OCRUpdateMode.Bottom, TOVUpdateMode.Top, OCToggle],
  /*15*/
  [FastPWM, TopOCRA, OCRUpdateMode.Bottom, TOVUpdateMode.Top, OCToggle]
];
function compToOverride(comp) {
  switch (comp) {
    case 1:
      return PinOverrideMode.Toggle;
    case 2:
      return PinOverrideMode.Clear;
    case 3:
      return PinOverrideMode.Set;
    default:
      return PinOverrideMode.Enable;
  }
}
var FOCA = 1 << 7;
var FOCB = 1 << 6;
var FOCC = 1 << 5;
var AVRTimer = class {
  constructor(cpu5, config) {
    this.cpu = cpu5;
    this.config = config;
    this.MAX = this.config.bits === 16 ? 65535 : 255;
    this.lastCycle = 0;
    this.ocrA = 0;
    this.nextOcrA = 0;
    this.ocrB = 0;
    this.nextOcrB = 0;
    this.hasOCRC = this.config.OCRC > 0;
    this.ocrC = 0;
    this.nextOcrC = 0;
    this.ocrUpdateMode = OCRUpdateMode.Immediate;
    this.tovUpdateMode = TOVUpdateMode.Max;
    this.icr = 0;
    this.tcnt = 0;
    this.tcntNext = 0;
    this.tcntUpdated = false;
    this.updateDivider = false;
    this.countingUp = true;
    this.divider = 0;
    this.externalClockRisingEdge = false;
    this.highByteTemp = 0;
    this.OVF = {
      address: this.config.ovfInterrupt,
      flagRegister: this.config.TIFR,
      flagMask: this.config.TOV,
      enableRegister: this.config.TIMSK,
      enableMask: this.config.TOIE
    };
    this.OCFA = {
      address: this.config.compAInterrupt,
      flagRegister: this.config.TIFR,
      flagMask: this.config.OCFA,
      enableRegister: this.config.TIMSK,
      enableMask: this.config.OCIEA
    };
    this.OCFB = {
      address: this.config.compBInterrupt,
      flagRegister: this.config.TIFR,
      flagMask: this.config.OCFB,
      enableRegister: this.config.TIMSK,
      enableMask: this.config.OCIEB
    };
    this.OCFC = {
      address: this.config.compCInterrupt,
      flagRegister: this.config.TIFR,
      flagMask: this.config.OCFC,
      enableRegister: this.config.TIMSK,
      enableMask: this.config.OCIEC
    };
    this.count = (reschedule = true, external = false) => {
      const { divider, lastCycle, cpu: cpu6 } = this;
      const { cycles } = cpu6;
      const delta = cycles - lastCycle;
      if (divider && delta >= divider || external) {
        const counterDelta = external ? 1 : Math.floor(delta / divider);
        this.lastCycle += counterDelta * divider;
        const val = this.tcnt;
        const { timerMode, TOP } = this;
        const phasePwm = timerMode === PWMPhaseCorrect || timerMode === PWMPhaseFrequencyCorrect;
        const newVal = phasePwm ? this.phasePwmCount(val, counterDelta) : (val + counterDelta) % (TOP + 1);
        const overflow = val + counterDelta > TOP;
        if (!this.tcntUpdated) {
          this.tcnt = newVal;
          if (!phasePwm) {
            this.timerUpdated(newVal, val);
          }
        }
        if (!phasePwm) {
          if (timerMode === FastPWM && overflow) {
            const { compA, compB } = this;
            if (compA) {
              this.updateCompPin(compA, "A", true);
            }
            if (compB) {
              this.updateCompPin(compB, "B", true);
            }
          }
          if (this.ocrUpdateMode == OCRUpdateMode.Bottom && overflow) {
            this.ocrA = this.nextOcrA;
            this.ocrB = this.nextOcrB;
            this.ocrC = this.nextOcrC;
          }
          if (overflow && (this.tovUpdateMode == TOVUpdateMode.Top || TOP === this.MAX)) {
            cpu6.setInterruptFlag(this.OVF);
          }
        }
      }
      if (this.tcntUpdated) {
        this.tcnt = this.tcntNext;
        this.tcntUpdated = false;
        if (this.tcnt === 0 && this.ocrUpdateMode === OCRUpdateMode.Bottom || this.tcnt === this.TOP && this.ocrUpdateMode === OCRUpdateMode.Top) {
          this.ocrA = this.nextOcrA;
          this.ocrB = this.nextOcrB;
          this.ocrC = this.nextOcrC;
        }
      }
      if (this.updateDivider) {
        const { CS } = this;
        const { externalClockPin } = this.config;
        const newDivider = this.config.dividers[CS];
        this.lastCycle = newDivider ? this.cpu.cycles : 0;
        this.updateDivider = false;
        this.divider = newDivider;
        if (this.config.externalClockPort && !this.externalClockPort) {
          this.externalClockPort = this.cpu.gpioByPort[this.config.externalClockPort];
        }
        if (this.externalClockPort) {
          this.externalClockPort.externalClockListeners[externalClockPin] = null;
        }
        if (newDivider) {
          cpu6.addClockEvent(this.count, this.lastCycle + newDivider - cpu6.cycles);
        } else if (this.externalClockPort && (CS === ExternalClockMode.FallingEdge || CS === ExternalClockMode.RisingEdge)) {
          this.externalClockPort.externalClockListeners[externalClockPin] = this.externalClockCallback;
          this.externalClockRisingEdge = CS === ExternalClockMode.RisingEdge;
        }
        return;
      }
      if (reschedule && divider) {
        cpu6.addClockEvent(this.count, this.lastCycle + divider - cpu6.cycles);
      }
    };
    this.externalClockCallback = (value) => {
      if (value === this.externalClockRisingEdge) {
        this.count(false, true);
      }
    };
    this.updateWGMConfig();
    this.cpu.readHooks[config.TCNT] = (addr) => {
      this.count(false);
      if (this.config.bits === 16) {
        this.cpu.data[addr + 1] = this.tcnt >> 8;
      }
      return this.cpu.data[addr] = this.tcnt & 255;
    };
    this.cpu.writeHooks[config.TCNT] = (value) => {
      this.tcntNext = this.highByteTemp << 8 | value;
      this.countingUp = true;
      this.tcntUpdated = true;
      this.cpu.updateClockEvent(this.count, 0);
      if (this.divider) {
        this.timerUpdated(this.tcntNext, this.tcntNext);
      }
    };
    this.cpu.writeHooks[config.OCRA] = (value) => {
      this.nextOcrA = this.highByteTemp << 8 | value;
      if (this.ocrUpdateMode === OCRUpdateMode.Immediate) {
        this.ocrA = this.nextOcrA;
      }
    };
    this.cpu.writeHooks[config.OCRB] = (value) => {
      this.nextOcrB = this.highByteTemp << 8 | value;
      if (this.ocrUpdateMode === OCRUpdateMode.Immediate) {
        this.ocrB = this.nextOcrB;
      }
    };
    if (this.hasOCRC) {
      this.cpu.writeHooks[config.OCRC] = (value) => {
        this.nextOcrC = this.highByteTemp << 8 | value;
        if (this.ocrUpdateMode === OCRUpdateMode.Immediate) {
          this.ocrC = this.nextOcrC;
        }
      };
    }
    if (this.config.bits === 16) {
      this.cpu.writeHooks[config.ICR] = (value) => {
        this.icr = this.highByteTemp << 8 | value;
      };
      const updateTempRegister = (value) => {
        this.highByteTemp = value;
      };
      const updateOCRHighRegister = (value, old, addr) => {
        this.highByteTemp = value & this.ocrMask >> 8;
        cpu5.data[addr] = this.highByteTemp;
        return true;
      };
      this.cpu.writeHooks[config.TCNT + 1] = updateTempRegister;
      this.cpu.writeHooks[config.OCRA + 1] = updateOCRHighRegister;
      this.cpu.writeHooks[config.OCRB + 1] = updateOCRHighRegister;
      if (this.hasOCRC) {
        this.cpu.writeHooks[config.OCRC + 1] = updateOCRHighRegister;
      }
      this.cpu.writeHooks[config.ICR + 1] = updateTempRegister;
    }
    cpu5.writeHooks[config.TCCRA] = (value) => {
      this.cpu.data[config.TCCRA] = value;
      this.updateWGMConfig();
      return true;
    };
    cpu5.writeHooks[config.TCCRB] = (value) => {
      if (!config.TCCRC) {
        this.checkForceCompare(value);
        value &= ~(FOCA | FOCB);
      }
      this.cpu.data[config.TCCRB] = value;
      this.updateDivider = true;
      this.cpu.clearClockEvent(this.count);
      this.cpu.addClockEvent(this.count, 0);
      this.updateWGMConfig();
      return true;
    };
    if (config.TCCRC) {
      cpu5.writeHooks[config.TCCRC] = (value) => {
        this.checkForceCompare(value);
      };
    }
    cpu5.writeHooks[config.TIFR] = (value) => {
      this.cpu.data[config.TIFR] = value;
      this.cpu.clearInterruptByFlag(this.OVF, value);
      this.cpu.clearInterruptByFlag(this.OCFA, value);
      this.cpu.clearInterruptByFlag(this.OCFB, value);
      return true;
    };
    cpu5.writeHooks[config.TIMSK] = (value) => {
      this.cpu.updateInterruptEnable(this.OVF, value);
      this.cpu.updateInterruptEnable(this.OCFA, value);
      this.cpu.updateInterruptEnable(this.OCFB, value);
    };
  }
  reset() {
    this.divider = 0;
    this.lastCycle = 0;
    this.ocrA = 0;
    this.nextOcrA = 0;
    this.ocrB = 0;
    this.nextOcrB = 0;
    this.ocrC = 0;
    this.nextOcrC = 0;
    this.icr = 0;
    this.tcnt = 0;
    this.tcntNext = 0;
    this.tcntUpdated = false;
    this.countingUp = false;
    this.updateDivider = true;
  }
  get TCCRA() {
    return this.cpu.data[this.config.TCCRA];
  }
  get TCCRB() {
    return this.cpu.data[this.config.TCCRB];
  }
  get TIMSK() {
    return this.cpu.data[this.config.TIMSK];
  }
  get CS() {
    return this.TCCRB & 7;
  }
  get WGM() {
    const mask = this.config.bits === 16 ? 24 : 8;
    return (this.TCCRB & mask) >> 1 | this.TCCRA & 3;
  }
  get TOP() {
    switch (this.topValue) {
      case TopOCRA:
        return this.ocrA;
      case TopICR:
        return this.icr;
      default:
        return this.topValue;
    }
  }
  get ocrMask() {
    switch (this.topValue) {
      case TopOCRA:
      case TopICR:
        return 65535;
      default:
        return this.topValue;
    }
  }
  /** Expose the raw value of TCNT, for use by the unit tests */
  get debugTCNT() {
    return this.tcnt;
  }
  updateWGMConfig() {
    const { config, WGM } = this;
    const wgmModes = config.bits === 16 ? wgmModes16Bit : wgmModes8Bit;
    const TCCRA = this.cpu.data[config.TCCRA];
    const [timerMode, topValue, ocrUpdateMode, tovUpdateMode, flags] = wgmModes[WGM];
    this.timerMode = timerMode;
    this.topValue = topValue;
    this.ocrUpdateMode = ocrUpdateMode;
    this.tovUpdateMode = tovUpdateMode;
    const pwmMode = timerMode === FastPWM || timerMode === PWMPhaseCorrect || timerMode === PWMPhaseFrequencyCorrect;
    const prevCompA = this.compA;
    this.compA = TCCRA >> 6 & 3;
    if (this.compA === 1 && pwmMode && !(flags & OCToggle)) {
      this.compA = 0;
    }
    if (!!prevCompA !== !!this.compA) {
      this.updateCompA(this.compA ? PinOverrideMode.Enable : PinOverrideMode.None);
    }
    const prevCompB = this.compB;
    this.compB = TCCRA >> 4 & 3;
    if (this.compB === 1 && pwmMode) {
      this.compB = 0;
    }
    if (!!prevCompB !== !!this.compB) {
      this.updateCompB(this.compB ? PinOverrideMode.Enable : PinOverrideMode.None);
    }
    if (this.hasOCRC) {
      const prevCompC = this.compC;
      this.compC = TCCRA >> 2 & 3;
      if (this.compC === 1 && pwmMode) {
        this.compC = 0;
      }
      if (!!prevCompC !== !!this.compC) {
        this.updateCompC(this.compC ? PinOverrideMode.Enable : PinOverrideMode.None);
      }
    }
  }
  phasePwmCount(value, delta) {
    const { ocrA, ocrB, ocrC, hasOCRC, TOP, MAX, tcntUpdated } = this;
    if (!value && !TOP) {
      delta = 0;
      if (this.ocrUpdateMode === OCRUpdateMode.Top) {
        this.ocrA = this.nextOcrA;
        this.ocrB = this.nextOcrB;
        this.ocrC = this.nextOcrC;
      }
    }
    while (delta > 0) {
      if (this.countingUp) {
        value++;
        if (value === TOP && !tcntUpdated) {
          this.countingUp = false;
          if (this.ocrUpdateMode === OCRUpdateMode.Top) {
            this.ocrA = this.nextOcrA;
            this.ocrB = this.nextOcrB;
            this.ocrC = this.nextOcrC;
          }
        }
      } else {
        value--;
        if (!value && !tcntUpdated) {
          this.countingUp = true;
          this.cpu.setInterruptFlag(this.OVF);
          if (this.ocrUpdateMode === OCRUpdateMode.Bottom) {
            this.ocrA = this.nextOcrA;
            this.ocrB = this.nextOcrB;
            this.ocrC = this.nextOcrC;
          }
        }
      }
      if (!tcntUpdated) {
        if (value === ocrA) {
          this.cpu.setInterruptFlag(this.OCFA);
          if (this.compA) {
            this.updateCompPin(this.compA, "A");
          }
        }
        if (value === ocrB) {
          this.cpu.setInterruptFlag(this.OCFB);
          if (this.compB) {
            this.updateCompPin(this.compB, "B");
          }
        }
        if (hasOCRC && value === ocrC) {
          this.cpu.setInterruptFlag(this.OCFC);
          if (this.compC) {
            this.updateCompPin(this.compC, "C");
          }
        }
      }
      delta--;
    }
    return value & MAX;
  }
  timerUpdated(value, prevValue) {
    const { ocrA, ocrB, ocrC, hasOCRC } = this;
    const overflow = prevValue > value;
    if ((prevValue < ocrA || overflow) && value >= ocrA || prevValue < ocrA && overflow) {
      this.cpu.setInterruptFlag(this.OCFA);
      if (this.compA) {
        this.updateCompPin(this.compA, "A");
      }
    }
    if ((prevValue < ocrB || overflow) && value >= ocrB || prevValue < ocrB && overflow) {
      this.cpu.setInterruptFlag(this.OCFB);
      if (this.compB) {
        this.updateCompPin(this.compB, "B");
      }
    }
    if (hasOCRC && ((prevValue < ocrC || overflow) && value >= ocrC || prevValue < ocrC && overflow)) {
      this.cpu.setInterruptFlag(this.OCFC);
      if (this.compC) {
        this.updateCompPin(this.compC, "C");
      }
    }
  }
  checkForceCompare(value) {
    if (this.timerMode == TimerMode.FastPWM || this.timerMode == TimerMode.PWMPhaseCorrect || this.timerMode == TimerMode.PWMPhaseFrequencyCorrect) {
      return;
    }
    if (value & FOCA) {
      this.updateCompPin(this.compA, "A");
    }
    if (value & FOCB) {
      this.updateCompPin(this.compB, "B");
    }
    if (this.config.compPortC && value & FOCC) {
      this.updateCompPin(this.compC, "C");
    }
  }
  updateCompPin(compValue, pinName, bottom = false) {
    let newValue = PinOverrideMode.None;
    const invertingMode = compValue === 3;
    const isSet = this.countingUp === invertingMode;
    switch (this.timerMode) {
      case Normal:
      case CTC:
        newValue = compToOverride(compValue);
        break;
      case FastPWM:
        if (compValue === 1) {
          newValue = bottom ? PinOverrideMode.None : PinOverrideMode.Toggle;
        } else {
          newValue = invertingMode !== bottom ? PinOverrideMode.Set : PinOverrideMode.Clear;
        }
        break;
      case PWMPhaseCorrect:
      case PWMPhaseFrequencyCorrect:
        if (compValue === 1) {
          newValue = PinOverrideMode.Toggle;
        } else {
          newValue = isSet ? PinOverrideMode.Set : PinOverrideMode.Clear;
        }
        break;
    }
    if (newValue !== PinOverrideMode.None) {
      if (pinName === "A") {
        this.updateCompA(newValue);
      } else if (pinName === "B") {
        this.updateCompB(newValue);
      } else {
        this.updateCompC(newValue);
      }
    }
  }
  updateCompA(value) {
    const { compPortA, compPinA } = this.config;
    const port = this.cpu.gpioByPort[compPortA];
    port === null || port === void 0 ? void 0 : port.timerOverridePin(compPinA, value);
  }
  updateCompB(value) {
    const { compPortB, compPinB } = this.config;
    const port = this.cpu.gpioByPort[compPortB];
    port === null || port === void 0 ? void 0 : port.timerOverridePin(compPinB, value);
  }
  updateCompC(value) {
    const { compPortC, compPinC } = this.config;
    const port = this.cpu.gpioByPort[compPortC];
    port === null || port === void 0 ? void 0 : port.timerOverridePin(compPinC, value);
  }
};

// node_modules/avr8js/dist/esm/peripherals/timer-attiny.js
var CTC1 = 1 << 7;
var PWM1A = 1 << 6;
var PWM1B_BIT = 1 << 6;
var FOC1B = 1 << 3;
var FOC1A = 1 << 2;
var PSR1 = 1 << 1;
var attinyTimer1Config = {
  TCCR1: 80,
  GTCCR: 76,
  TCNT1: 79,
  OCR1A: 78,
  OCR1B: 75,
  OCR1C: 77,
  TIFR: 88,
  TIMSK: 89,
  ovfInterrupt: 4,
  compAInterrupt: 3,
  compBInterrupt: 9,
  TOV1: 1 << 2,
  OCF1A: 1 << 6,
  OCF1B: 1 << 5,
  TOIE1: 1 << 2,
  OCIE1A: 1 << 6,
  OCIE1B: 1 << 5,
  compPortB: 56,
  compPinA: 1,
  // PB1
  compPinB: 4,
  // PB4
  dividers: {
    0: 0,
    1: 1,
    2: 2,
    3: 4,
    4: 8,
    5: 16,
    6: 32,
    7: 64,
    8: 128,
    9: 256,
    10: 512,
    11: 1024,
    12: 2048,
    13: 4096,
    14: 8192,
    15: 16384
  }
};

// node_modules/avr8js/dist/esm/peripherals/twi.js
var TWSR_TWPS1 = 2;
var TWSR_TWPS0 = 1;
var TWSR_TWPS_MASK = TWSR_TWPS1 | TWSR_TWPS0;

// node_modules/avr8js/dist/esm/peripherals/usart.js
var UCSRB_RXEN = 16;
var UCSRB_TXEN = 8;
var UCSRB_UCSZ2 = 4;
var UCSRB_CFG_MASK = UCSRB_UCSZ2 | UCSRB_RXEN | UCSRB_TXEN;

// node_modules/avr8js/dist/esm/peripherals/usi.js
var USIDC = 1 << 4;
var USIPF = 1 << 5;
var USIOIF = 1 << 6;
var USISIF = 1 << 7;
var USITC = 1 << 0;
var USICLK = 1 << 1;
var USICS0 = 1 << 2;
var USICS1 = 1 << 3;
var USIWM0 = 1 << 4;
var USIWM1 = 1 << 5;
var USIOIE = 1 << 6;
var USISIE = 1 << 7;

// node_modules/avr8js/dist/esm/peripherals/watchdog.js
var MCUSR_WDRF = 8;
var WDTCSR_WDIF = 128;
var WDTCSR_WDIE = 64;
var WDTCSR_WDP3 = 32;
var WDTCSR_WDCE = 16;
var WDTCSR_WDE = 8;
var WDTCSR_WDP2 = 4;
var WDTCSR_WDP1 = 2;
var WDTCSR_WDP0 = 1;
var WDTCSR_WDP210 = WDTCSR_WDP2 | WDTCSR_WDP1 | WDTCSR_WDP0;
var WDTCSR_PROTECT_MASK = WDTCSR_WDE | WDTCSR_WDP3 | WDTCSR_WDP210;
var watchdogConfig = {
  watchdogInterrupt: 12,
  MCUSR: 84,
  WDTCSR: 96
};
var AVRWatchdog = class {
  constructor(cpu5, config, clock) {
    this.cpu = cpu5;
    this.config = config;
    this.clock = clock;
    this.clockFrequency = 128e3;
    this.changeEnabledCycles = 0;
    this.watchdogTimeout = 0;
    this.enabledValue = false;
    this.scheduled = false;
    this.Watchdog = {
      address: this.config.watchdogInterrupt,
      flagRegister: this.config.WDTCSR,
      flagMask: WDTCSR_WDIF,
      enableRegister: this.config.WDTCSR,
      enableMask: WDTCSR_WDIE
    };
    this.checkWatchdog = () => {
      if (this.enabled && this.cpu.cycles >= this.watchdogTimeout) {
        const wdtcsr = this.cpu.data[this.config.WDTCSR];
        if (wdtcsr & WDTCSR_WDIE) {
          this.cpu.setInterruptFlag(this.Watchdog);
        }
        if (wdtcsr & WDTCSR_WDE) {
          if (wdtcsr & WDTCSR_WDIE) {
            this.cpu.data[this.config.WDTCSR] &= ~WDTCSR_WDIE;
          } else {
            this.cpu.reset();
            this.scheduled = false;
            this.cpu.data[this.config.MCUSR] |= MCUSR_WDRF;
            return;
          }
        }
        this.resetWatchdog();
      }
      if (this.enabled) {
        this.scheduled = true;
        this.cpu.addClockEvent(this.checkWatchdog, this.watchdogTimeout - this.cpu.cycles);
      } else {
        this.scheduled = false;
      }
    };
    const { WDTCSR: WDTCSR2 } = config;
    this.cpu.onWatchdogReset = () => {
      this.resetWatchdog();
    };
    cpu5.writeHooks[WDTCSR2] = (value, oldValue) => {
      if (value & WDTCSR_WDCE && value & WDTCSR_WDE) {
        this.changeEnabledCycles = this.cpu.cycles + 4;
        value = value & ~WDTCSR_PROTECT_MASK;
      } else {
        if (this.cpu.cycles >= this.changeEnabledCycles) {
          value = value & ~WDTCSR_PROTECT_MASK | oldValue & WDTCSR_PROTECT_MASK;
        }
        this.enabledValue = !!(value & WDTCSR_WDE || value & WDTCSR_WDIE);
        this.cpu.data[WDTCSR2] = value;
      }
      if (this.enabled) {
        this.resetWatchdog();
      }
      if (this.enabled && !this.scheduled) {
        this.cpu.addClockEvent(this.checkWatchdog, this.watchdogTimeout - this.cpu.cycles);
      }
      this.cpu.clearInterruptByFlag(this.Watchdog, value);
      return true;
    };
  }
  resetWatchdog() {
    const cycles = Math.floor(this.clock.frequency / this.clockFrequency * this.prescaler);
    this.watchdogTimeout = this.cpu.cycles + cycles;
  }
  get enabled() {
    return this.enabledValue;
  }
  /**
   * The base clock frequency is 128KHz. Thus, a prescaler of 2048 gives 16ms timeout.
   */
  get prescaler() {
    const wdtcsr = this.cpu.data[this.config.WDTCSR];
    const value = (wdtcsr & WDTCSR_WDP3) >> 2 | wdtcsr & WDTCSR_WDP210;
    return 2048 << value;
  }
};

// pwm.mjs
var [TCCR0A, OCR0A, OCR0B] = [68, 71, 72];
var [TCCR1A, ICR1, OCR1A, OCR1B] = [128, 134, 136, 138];
var [TCCR2A, OCR2A, OCR2B] = [176, 179, 180];
var PWM_REGISTERS = [TCCR0A, TCCR1A, TCCR2A].flatMap((control) => [control, control + 1]).concat(OCR0A, OCR0B, ICR1, OCR1A, OCR1B, OCR2A, OCR2B);
var OUTPUTS = /* @__PURE__ */ new Map([
  [6, [TCCR0A, OCR0A, 6]],
  [5, [TCCR0A, OCR0B, 4]],
  [9, [TCCR1A, OCR1A, 6]],
  [10, [TCCR1A, OCR1B, 4]],
  [11, [TCCR2A, OCR2A, 6]],
  [3, [TCCR2A, OCR2B, 4]]
]);
var PWM_PINS = [...OUTPUTS.keys()];
var [TOGGLE, SET] = [1, 3];
var [PLAIN, CTC2, FAST, PHASE_CORRECT] = [0, 1, 2, 3];
function waveformOfTimer1(data) {
  const own = data[OCR1A] | data[OCR1A + 1] << 8;
  const capture = data[ICR1] | data[ICR1 + 1] << 8;
  const fixed = [65535, 255, 511, 1023];
  const mode = data[TCCR1A] & 3 | data[TCCR1A + 1] >> 1 & 12;
  if (mode >= 1 && mode <= 3) return [PHASE_CORRECT, fixed[mode]];
  if (mode >= 5 && mode <= 7) return [FAST, fixed[mode - 4]];
  if (mode >= 8 && mode <= 11) return [PHASE_CORRECT, mode & 1 ? own : capture];
  if (mode >= 14) return [FAST, mode & 1 ? own : capture];
  if (mode === 4) return [CTC2, own];
  return mode === 12 ? [CTC2, capture] : [PLAIN, 65535];
}
function waveformOf(control, data) {
  if (control === TCCR1A) return waveformOfTimer1(data);
  const own = data[control + 3];
  const mode = data[control] & 3 | data[control + 1] >> 1 & 4;
  const kinds = [PLAIN, PHASE_CORRECT, CTC2, FAST, PLAIN, PHASE_CORRECT, PLAIN, FAST];
  return [kinds[mode], mode === 2 || mode === 5 || mode === 7 ? own : 255];
}
function prescaler(control, data) {
  const usual = [0, 1, 8, 64, 256, 1024, 0, 0];
  const timer2 = [0, 1, 8, 32, 64, 128, 256, 1024];
  return (control === TCCR2A ? timer2 : usual)[data[control + 1] & 7];
}
function readPwm(pin, data) {
  const output = OUTPUTS.get(pin);
  if (!output) return null;
  const [control, compare, shift] = output;
  const com = data[control] >> shift & 3;
  const scale = prescaler(control, data);
  if (!com || !scale) return null;
  const [kind, top] = waveformOf(control, data);
  if (com === TOGGLE || kind === PLAIN || kind === CTC2) {
    const half = (top + 1) * scale;
    return [com === TOGGLE ? half : com === SET ? 2 * half : 0, 2 * half];
  }
  const value = control === TCCR1A ? data[compare] | data[compare + 1] << 8 : data[compare];
  const period = kind === FAST ? top + 1 : 2 * top;
  const high = Math.min(kind === FAST ? value + 1 : 2 * value, period);
  return [(com === SET ? period - high : high) * scale, period * scale];
}

// wire.mjs
import { readSync, writeSync } from "node:fs";
var RECORD_BYTES = 20;
var SAME_STROKE_CYCLES = 32;
var kindOf = (letter) => letter.charCodeAt(0);
var DUTY = kindOf("w");
var said = Buffer.alloc(RECORD_BYTES * 1024);
var saidCount = 0;
var lastDuty = /* @__PURE__ */ new Map();
function writeRecord(buffer2, offset, kind, a, b, c, d, cycle) {
  buffer2[offset] = kind;
  buffer2[offset + 1] = a;
  buffer2.writeUInt16LE(b, offset + 2);
  buffer2.writeUInt32LE(c, offset + 4);
  buffer2.writeUInt32LE(d, offset + 8);
  buffer2.writeBigUInt64LE(BigInt(cycle), offset + 12);
}
function say(letter, a, b, c, d, cycle) {
  if ((saidCount + 1) * RECORD_BYTES > said.length) said = Buffer.concat([said, said]);
  writeRecord(said, saidCount++ * RECORD_BYTES, kindOf(letter), a, b, c, d, cycle);
}
function sayDuty(pin, high, period, cycle) {
  const before = lastDuty.get(pin);
  if (period && before?.period && cycle - before.cycle <= SAME_STROKE_CYCLES) {
    writeRecord(said, before.offset, DUTY, pin, 0, high, period, before.cycle);
    return;
  }
  lastDuty.set(pin, { offset: saidCount * RECORD_BYTES, period, cycle });
  say("w", pin, 0, high, period, cycle);
}
function writeAll(bytes) {
  let from2 = 0;
  while (from2 < bytes.length) from2 += writeSync(1, bytes, from2);
}
function answer(letter, a, b, d, cycle, content) {
  const head = Buffer.alloc(RECORD_BYTES);
  writeRecord(head, 0, kindOf(letter), a, b, content.length, d, cycle);
  writeAll(head);
  writeAll(content);
}
function answerRun(state, isHeld3, programCounter, cycle) {
  answer("d", state, isHeld3 ? 1 : 0, programCounter, cycle, said.subarray(0, saidCount * RECORD_BYTES));
  saidCount = 0;
  lastDuty.clear();
}
var answerMemory = (bytes, cycle) => answer("m", 0, 0, 0, cycle, Buffer.from(bytes));
var buffer = Buffer.alloc(65536);
var from = 0;
var to = 0;
var LineEnded = class extends Error {
};
function readBytes(count) {
  const bytes = Buffer.alloc(count);
  for (let at = 0; at < count; ) {
    if (from === to) {
      from = 0;
      to = readSync(0, buffer);
      if (!to) throw new LineEnded();
    }
    const part = Math.min(to - from, count - at);
    buffer.copy(bytes, at, from, from + part);
    from += part;
    at += part;
  }
  return bytes;
}

// world.mjs
var CYCLES_PER_S = 16e6;
var [TRIGGER_CYCLES, ECHO_DELAY_CYCLES] = [160, 7360];
var sonars = /* @__PURE__ */ new Map();
var encoders = /* @__PURE__ */ new Map();
function setSonar(trigger, echo, echoCycles) {
  let sonar = sonars.get(trigger);
  if (!sonar) {
    sonar = { highSince: Infinity, busyUntil: 0 };
    sonars.set(trigger, sonar);
    drivePin(echo, 0);
  }
  Object.assign(sonar, { echo, echoCycles });
}
function answer2(sonar, cycle) {
  const start2 = cycle + ECHO_DELAY_CYCLES;
  const { echo } = sonar;
  sonar.busyUntil = start2 + sonar.echoCycles;
  schedule(start2, () => drivePin(echo, 1));
  schedule(sonar.busyUntil, () => drivePin(echo, 0));
}
function tellSonars(pin, isHigh, cycle) {
  const sonar = sonars.get(pin);
  if (!sonar) return;
  const wasLong = cycle - sonar.highSince >= TRIGGER_CYCLES;
  if (!isHigh && wasLong && sonar.echoCycles && cycle >= sonar.busyUntil) answer2(sonar, cycle);
  sonar.highSince = isHigh ? cycle : Infinity;
}
function planEdge(pin, encoder) {
  const { turn } = encoder;
  schedule(Math.floor(encoder.nextEdge), () => {
    if (turn !== encoder.turn) return;
    encoder.isHigh = !encoder.isHigh;
    drivePin(pin, encoder.isHigh ? 1 : 0);
    encoder.nextEdge += encoder.halfPeriod;
    planEdge(pin, encoder);
  });
}
function setEncoder(pin, edgesPerS, cycle) {
  let encoder = encoders.get(pin);
  if (!encoder) {
    encoder = { halfPeriod: 0, nextEdge: 0, partLeft: 1, turn: 0, isHigh: false };
    encoders.set(pin, encoder);
    drivePin(pin, 0);
  }
  if (encoder.halfPeriod > 0) encoder.partLeft = (encoder.nextEdge - cycle) / encoder.halfPeriod;
  encoder.turn++;
  encoder.halfPeriod = edgesPerS > 0 ? CYCLES_PER_S / edgesPerS : 0;
  if (edgesPerS <= 0) return;
  encoder.nextEdge = cycle + encoder.partLeft * encoder.halfPeriod;
  planEdge(pin, encoder);
}

// pins.mjs
var PINS = 20;
var [LOW, HIGH, INPUT, PULL_UP, BY_TIMER] = [0, 1, 2, 3, 4];
var RELEASED = 2;
var place = (pin) => pin < 8 ? [portDConfig, pin] : pin < 14 ? [portBConfig, pin - 8] : [portCConfig, pin - 14];
var PINS_OF = /* @__PURE__ */ new Map([
  [portDConfig, [0, 8]],
  [portBConfig, [8, 14]],
  [portCConfig, [14, 20]]
]);
var shown = new Array(PINS).fill(INPUT);
var shownPwm = new Array(PINS).fill("");
var outside = new Array(PINS).fill(RELEASED);
var joinedTo = Array.from({ length: PINS }, () => /* @__PURE__ */ new Set());
var wires = /* @__PURE__ */ new Set();
var ports = /* @__PURE__ */ new Map();
var cpu2;
function driveOf(pin) {
  const [config, bit] = place(pin);
  const port = cpu2.data[config.PORT] >> bit & 1;
  if (!(cpu2.data[config.DDR] >> bit & 1)) return [port ? PULL_UP : INPUT, null];
  const pwm = readPwm(pin, cpu2.data);
  return pwm ? [BY_TIMER, pwm] : [port ? HIGH : LOW, null];
}
function lookAt(pin) {
  const [drive, pwm] = driveOf(pin);
  const key = pwm ? pwm.join() : "";
  if (drive === shown[pin] && key === shownPwm[pin]) return;
  if (pwm) {
    sayDuty(pin, pwm[0], pwm[1], cpu2.cycles);
  } else {
    if (shown[pin] === BY_TIMER) sayDuty(pin, 0, 0, cpu2.cycles);
    say("p", pin, drive, 0, 0, cpu2.cycles);
    if (drive <= HIGH) tellSonars(pin, drive === HIGH, cpu2.cycles);
  }
  shown[pin] = drive;
  shownPwm[pin] = key;
  settle(pin);
  joinedTo[pin].forEach(settle);
}
function lookFrom(first, end) {
  for (let pin = first; pin < end; pin++) lookAt(pin);
}
function watch(address2, look) {
  const behind = cpu2.writeHooks[address2];
  cpu2.writeHooks[address2] = (value, old, at, mask) => {
    if (!behind?.(value, old, at, mask)) cpu2.data[at] = value;
    look();
    return true;
  };
}
function attachPins(newCpu) {
  cpu2 = newCpu;
  ports = new Map([...PINS_OF.keys()].map((config) => [config, new AVRIOPort(cpu2, config)]));
}
function watchPins() {
  for (const [config, [first, end]] of PINS_OF) {
    for (const address2 of [config.PIN, config.DDR, config.PORT]) {
      watch(address2, () => lookFrom(first, end));
    }
  }
  for (const address2 of PWM_REGISTERS) watch(address2, () => PWM_PINS.forEach(lookAt));
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
  if (level === RELEASED && shown[pin] <= HIGH) level = shown[pin];
  if (level === RELEASED) return;
  const [config, bit] = place(pin);
  ports.get(config).setPin(bit, level === HIGH);
}
function drivePin(pin, level) {
  outside[pin] = level;
  settle(pin);
  joinedTo[pin].forEach(settle);
}
function reach(pin, found) {
  for (const wire of wires) {
    const [one, other] = wire.split("-").map(Number);
    const next = one === pin ? other : other === pin ? one : null;
    if (next === null || found.has(next)) continue;
    found.add(next);
    reach(next, found);
  }
}
function joinPins(one, other, joined) {
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

// serial.mjs
var [UCSRA, UCSRB, UCSRC, UBRR, UDR] = [192, 193, 194, 196, 198];
var [RXC, TXC, UDRE, DOR, U2X, MPCM] = [128, 64, 32, 8, 2, 1];
var [RXCIE, TXCIE, UDRIE, RXEN, TXEN] = [128, 64, 32, 16, 8];
var CLOCK_HZ = 16e6;
var interrupt = (address2, flagMask, enableMask, constant) => ({
  address: address2,
  flagRegister: UCSRA,
  flagMask,
  enableRegister: UCSRB,
  enableMask,
  constant
  // it stays until its cause is gone
});
var RX = interrupt(36, RXC, RXCIE, true);
var EMPTY = interrupt(38, UDRE, UDRIE, true);
var TX = interrupt(40, TXC, TXCIE, false);
var cpu3;
var isHeld = () => false;
var line = [];
var lineBusy = false;
var readable = [];
var shifted = null;
var waiting = null;
var leaving = null;
var life = 0;
function cyclesPerBit() {
  const divider = (cpu3.data[UBRR] | (cpu3.data[UBRR + 1] & 15) << 8) + 1;
  return divider * (cpu3.data[UCSRA] & U2X ? 8 : 16);
}
function cyclesPerFrame() {
  const format = cpu3.data[UCSRC];
  const dataBits = 5 + (format >> 1 & 3);
  return cyclesPerBit() * (1 + dataBits + (format & 32 ? 1 : 0) + (format & 8 ? 2 : 1));
}
function tellReadable() {
  if (readable.length) cpu3.setInterruptFlag(RX);
  else cpu3.clearInterrupt(RX);
}
function frameEnded(byte) {
  lineBusy = false;
  if (!isHeld() && cpu3.data[UCSRB] & RXEN) {
    if (readable.length < 2) readable.push(byte);
    else shifted = byte;
    tellReadable();
  }
  startNextFrame();
}
function startNextFrame() {
  if (lineBusy || !line.length) return;
  if (line[0].start > cpu3.cycles) {
    schedule(line[0].start, startNextFrame);
    return;
  }
  const { frame, byte } = line.shift();
  lineBusy = true;
  if (shifted !== null) {
    shifted = null;
    cpu3.data[UCSRA] |= DOR;
    say("o", 0, 0, 0, 0, cpu3.cycles);
  }
  schedule(dueCycle(cpu3.cycles) + (frame || cyclesPerFrame()), () => frameEnded(byte));
}
function receive(start2, frame, bytes) {
  for (const byte of bytes) line.push({ start: start2, frame, byte });
  startNextFrame();
}
function read(address2) {
  if (readable.length) cpu3.data[address2] = readable.shift();
  if (shifted !== null && readable.length < 2) {
    readable.push(shifted);
    shifted = null;
  }
  cpu3.data[UCSRA] &= ~DOR;
  tellReadable();
  return cpu3.data[address2];
}
function letLeave(byte) {
  leaving = byte;
  const own = life;
  schedule(dueCycle(cpu3.cycles) + cyclesPerFrame(), () => own === life && byteLeft());
}
function byteLeft() {
  const bit = cyclesPerBit();
  say("u", leaving, 0, Math.floor((CLOCK_HZ + (bit >> 1)) / bit), 0, dueCycle(cpu3.cycles));
  leaving = null;
  if (waiting === null) {
    cpu3.setInterruptFlag(TX);
    return;
  }
  letLeave(waiting);
  waiting = null;
  cpu3.setInterruptFlag(EMPTY);
}
function write(value) {
  if (!(cpu3.data[UCSRB] & TXEN) || waiting !== null) return true;
  if (leaving === null) {
    letLeave(value);
  } else {
    waiting = value;
    cpu3.clearInterrupt(EMPTY);
  }
  return true;
}
function writeControlA(value, old) {
  let kept = old & ~(U2X | MPCM);
  if (value & TXC) {
    kept &= ~TXC;
    cpu3.clearInterrupt(TX);
  }
  cpu3.data[UCSRA] = kept | value & (U2X | MPCM);
  return true;
}
function writeControlB(value) {
  cpu3.data[UCSRB] = value;
  if (!(value & RXEN)) {
    readable = [];
    shifted = null;
    cpu3.clearInterrupt(RX);
  }
  for (const one of [RX, EMPTY, TX]) cpu3.updateInterruptEnable(one, value);
  return true;
}
function attachSerial(newCpu, asksWhetherHeld) {
  cpu3 = newCpu;
  isHeld = asksWhetherHeld;
  life++;
  readable = [];
  shifted = waiting = leaving = null;
  cpu3.data[UCSRA] = UDRE;
  cpu3.data[UCSRC] = 6;
  cpu3.readHooks[UDR] = read;
  cpu3.writeHooks[UDR] = write;
  cpu3.writeHooks[UCSRA] = writeControlA;
  cpu3.writeHooks[UCSRB] = writeControlB;
}

// timers.mjs
var PHASE_CORRECT_MODES = /* @__PURE__ */ new Set([1, 4]);
function isWaitedFor(timer, enableBit) {
  return (timer.cpu.data[timer.config.TIMSK] & enableBit) !== 0;
}
function ticksToNext(timer) {
  const { tcnt, TOP, ocrA, ocrB, config } = timer;
  if (tcnt > TOP) return 1;
  const isDown = PHASE_CORRECT_MODES.has(timer.timerMode) && !timer.countingUp;
  const isUp = PHASE_CORRECT_MODES.has(timer.timerMode) && timer.countingUp;
  let ticks = isDown ? tcnt : isUp ? TOP - tcnt : TOP + 1 - tcnt;
  for (const [compare, bit] of [[ocrA, config.OCIEA], [ocrB, config.OCIEB]]) {
    const distance = isDown ? tcnt - compare : compare - tcnt;
    if (distance > 0 && isWaitedFor(timer, bit)) ticks = Math.min(ticks, distance);
  }
  return Math.max(1, ticks);
}
function planAnew(timer) {
  if (!timer.divider || timer.updateDivider || timer.tcntUpdated) return;
  const { cpu: cpu5 } = timer;
  cpu5.updateClockEvent(timer.count, timer.lastCycle + timer.divider - cpu5.cycles);
}
function bringUpToDateAt(timer, address2, after) {
  const { cpu: cpu5 } = timer;
  const behind = cpu5.writeHooks[address2];
  cpu5.writeHooks[address2] = (value, old, at, mask) => {
    timer.count(false);
    if (!behind?.(value, old, at, mask)) cpu5.data[at] = value;
    after(timer);
    return true;
  };
}
function attachTimers(cpu5, configs) {
  const timers = new Map(configs.map((config) => new AVRTimer(cpu5, config)).map((t) => [t.count, t]));
  const add = cpu5.addClockEvent.bind(cpu5);
  cpu5.addClockEvent = (callback, cycles) => {
    const timer = timers.get(callback);
    const skips = timer?.divider && !timer.updateDivider && !timer.tcntUpdated;
    return add(callback, skips ? cycles + (ticksToNext(timer) - 1) * timer.divider : cycles);
  };
  for (const timer of timers.values()) {
    const { TCCRA, TCCRB, TCNT, OCRA, OCRB, ICR, TIMSK, TIFR } = timer.config;
    for (const address2 of [TCCRA, OCRA, OCRB, TIMSK]) bringUpToDateAt(timer, address2, planAnew);
    if (ICR) bringUpToDateAt(timer, ICR, planAnew);
    for (const address2 of [TCCRB, TCNT, TIFR]) bringUpToDateAt(timer, address2, () => {
    });
    cpu5.readHooks[TIFR] = (address2) => {
      timer.count(false);
      return cpu5.data[address2];
    };
  }
}

// power.mjs
var CLOCK_HZ2 = 16e6;
var [MCUSR, SMCR, SPMCSR, WDTCSR] = [84, 83, 87, 96];
var [WDE, WDCE, WDRF] = [8, 16, 8];
var [RAM_START, RAM_END] = [256, 2304];
var CAUSE_FLAGS = [1, 2, 4, 8];
var [POWER, EXTERNAL, BROWN_OUT, WATCHDOG] = [0, 1, 2, 3];
var [RUNS, CRASHED] = [0, 1];
var SLEEP = 38280;
var ERASED = 65535;
var program = new Uint16Array(32768 / 2).fill(ERASED);
var millivolts = new Float64Array(8);
var cpu4;
var adc;
var heldUntil = 0;
var bootLoader = 0;
var sleeps = false;
var isReset = false;
var hasCrashed = false;
function load(bytes) {
  new Uint8Array(program.buffer).set(bytes);
}
var isHeld2 = () => cpu4.cycles < heldUntil;
function setAdc(channel, value) {
  millivolts[channel] = value;
  adc.channelValues[channel] = value / 1e3;
}
function makeChip(cause, cycle = 0, ram = null) {
  cpu4 = new CPU(program, 2048);
  cpu4.cycles = cycle;
  if (ram) cpu4.data.set(ram, RAM_START);
  attachPins(cpu4);
  attachTimers(cpu4, [timer0Config, timer1Config, timer2Config]);
  adc = new AVRADC(cpu4, adcConfig);
  millivolts.forEach((value, channel) => setAdc(channel, value));
  attachWatchdog(cause);
  cpu4.reset = () => isReset = true;
  attachSerial(cpu4, isHeld2);
  attachEeprom(cpu4);
  watchPins();
  cpu4.writeHooks[SPMCSR] = () => true;
  cpu4.data[MCUSR] = CAUSE_FLAGS[cause];
  [sleeps, isReset, hasCrashed] = [false, false, false];
}
function attachWatchdog(cause) {
  new AVRWatchdog(cpu4, watchdogConfig, new AVRClock(cpu4, CLOCK_HZ2));
  const behind = cpu4.writeHooks[WDTCSR];
  cpu4.writeHooks[WDTCSR] = (value, ...more) => behind(cpu4.data[MCUSR] & WDRF ? value | WDE : value, ...more);
  if (cause !== WATCHDOG || bootLoader) return;
  cpu4.writeData(WDTCSR, WDCE | WDE);
  cpu4.writeData(WDTCSR, WDE);
}
function meetBootLoader(cause) {
  if (bootLoader) cpu4.data[MCUSR] = 0;
  if (bootLoader === 2 && cause === WATCHDOG) heldUntil = Infinity;
}
function setBootLoader(kind) {
  bootLoader = kind;
  meetBootLoader(POWER);
}
var ramNow = () => cpu4.data.slice(RAM_START, RAM_END);
var anyRam = () => Uint8Array.from({ length: RAM_END - RAM_START }, (_, i) => i * 167 + 85);
function resetChip(cause, holdCycles) {
  if (heldUntil === Infinity && cause !== POWER) return;
  say("r", cause, 0, 0, 0, cpu4.cycles);
  makeChip(cause, cpu4.cycles, cause === POWER ? anyRam() : ramNow());
  heldUntil = cpu4.cycles + holdCycles;
  meetBootLoader(cause);
}
function cutPower() {
  spoilEepromWrite();
  makeChip(POWER, cpu4.cycles, ramNow());
  heldUntil = Infinity;
}
function waitUntil(cycle) {
  while (nextScheduled() <= cycle) {
    cpu4.cycles = Math.max(cpu4.cycles, nextScheduled());
    doWhatIsDue(cpu4.cycles);
  }
  cpu4.cycles = cycle;
}
function tickAndTellInterrupt() {
  const wereEnabled = cpu4.interruptsEnabled;
  cpu4.tick();
  return wereEnabled && !cpu4.interruptsEnabled;
}
function sleepOn(until) {
  const event = cpu4.nextClockEvent ? cpu4.nextClockEvent.cycles : Infinity;
  cpu4.cycles = Math.max(cpu4.cycles, Math.min(event, nextScheduled(), until));
  doWhatIsDue(cpu4.cycles);
  if (tickAndTellInterrupt()) sleeps = false;
}
function step() {
  const opcode = program[cpu4.pc];
  if (opcode === ERASED) {
    hasCrashed = true;
    return;
  }
  avrInstruction(cpu4);
  if (nextScheduled() <= cpu4.cycles) doWhatIsDue(cpu4.cycles);
  if (opcode === SLEEP && (cpu4.data[SMCR] & 1) === 1) sleeps = !tickAndTellInterrupt();
  else cpu4.tick();
}
var parent = process.ppid;
var nextLook = CLOCK_HZ2;
function lookRound() {
  nextLook = cpu4.cycles + CLOCK_HZ2;
  if (process.ppid !== parent) process.exit(0);
}
function runUntil(until) {
  while (cpu4.cycles < until && !hasCrashed) {
    if (cpu4.cycles >= nextLook) lookRound();
    if (isHeld2()) waitUntil(Math.min(heldUntil, until));
    else if (sleeps) sleepOn(until);
    else step();
    if (isReset) resetChip(WATCHDOG, 0);
  }
  return hasCrashed ? CRASHED : RUNS;
}

// main.mjs
var FLASH_BYTES = 32768;
var readCycles = () => Number(readBytes(8).readBigUInt64LE());
var now = () => cpu4.cycles;
var COMMANDS = {
  R: () => {
    const state = runUntil(readCycles());
    answerRun(state, isHeld2(), cpu4.pc * 2, now());
  },
  X: () => resetChip(EXTERNAL, readCycles()),
  P: () => resetChip(POWER, readCycles()),
  B: () => resetChip(BROWN_OUT, readCycles()),
  C: () => cutPower(),
  L: () => setBootLoader(readBytes(1)[0]),
  E: () => {
    const [at, pin, level] = [readCycles(), ...readBytes(2)];
    if (at <= now()) drivePin(pin, level);
    else schedule(at, () => drivePin(pin, level));
  },
  U: () => {
    const [at, frame] = [readCycles(), readBytes(4).readUInt32LE()];
    receive(at, frame, readBytes(readBytes(2).readUInt16LE()));
  },
  A: () => setAdc(readBytes(1)[0], readBytes(2).readUInt16LE()),
  S: () => setSonar(...readBytes(2), readBytes(4).readUInt32LE()),
  N: () => setEncoder(readBytes(1)[0], readBytes(8).readDoubleLE(), now()),
  J: () => joinPins(...readBytes(3)),
  D: () => {
    const [address2, count] = [readBytes(2).readUInt16LE(), readBytes(2).readUInt16LE()];
    answerMemory(cpu4.data.subarray(address2, address2 + count), now());
  },
  G: () => answerMemory(eeprom, now()),
  I: () => eeprom.set(readBytes(eeprom.length))
};
function start(name) {
  try {
    load(readHex(readFileSync(name, "utf8"), FLASH_BYTES));
  } catch (error) {
    process.stderr.write(`${error.message}
cannot load ${name}
`);
    process.exit(2);
  }
  makeChip(POWER);
}
function obeyUntilTheLineEnds() {
  try {
    for (; ; ) COMMANDS[String.fromCharCode(readBytes(1)[0])]();
  } catch (error) {
    if (!(error instanceof LineEnded) && error.code !== "EPIPE") throw error;
  }
}
process.on("SIGINT", () => {
});
start(process.argv[2]);
obeyUntilTheLineEnds();
