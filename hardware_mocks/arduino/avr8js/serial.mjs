// The USART, with frames, double buffers and overrun as in the datasheet: ../harness/serial.c.
import { dueCycle, schedule } from './schedule.mjs';
import { say } from './wire.mjs';

const [UCSRA, UCSRB, UCSRC, UBRR, UDR] = [0xc0, 0xc1, 0xc2, 0xc4, 0xc6];
const [RXC, TXC, UDRE, DOR, U2X, MPCM] = [0x80, 0x40, 0x20, 0x08, 0x02, 0x01];
const [RXCIE, TXCIE, UDRIE, RXEN, TXEN] = [0x80, 0x40, 0x20, 0x10, 0x08];
const CLOCK_HZ = 16_000_000;

const interrupt = (address, flagMask, enableMask, constant) => ({
  address,
  flagRegister: UCSRA,
  flagMask,
  enableRegister: UCSRB,
  enableMask,
  constant, // it stays until its cause is gone
});
const RX = interrupt(0x24, RXC, RXCIE, true);
const EMPTY = interrupt(0x26, UDRE, UDRIE, true);
const TX = interrupt(0x28, TXC, TXCIE, false);

let cpu;
let isHeld = () => false;
const line = []; // what is coming: {start, frame, byte}
let lineBusy = false;
let readable = [];
let shifted = null;
let waiting = null;
let leaving = null;
let life = 0;

function cyclesPerBit() {
  const divider = (cpu.data[UBRR] | ((cpu.data[UBRR + 1] & 0xf) << 8)) + 1;
  return divider * (cpu.data[UCSRA] & U2X ? 8 : 16);
}

function cyclesPerFrame() {
  const format = cpu.data[UCSRC];
  const dataBits = 5 + ((format >> 1) & 3);
  return cyclesPerBit() * (1 + dataBits + (format & 0x20 ? 1 : 0) + (format & 8 ? 2 : 1));
}

function tellReadable() {
  if (readable.length) cpu.setInterruptFlag(RX);
  else cpu.clearInterrupt(RX);
}

function frameEnded(byte) {
  lineBusy = false;
  if (!isHeld() && cpu.data[UCSRB] & RXEN) {
    if (readable.length < 2) readable.push(byte);
    else shifted = byte;
    tellReadable();
  }
  startNextFrame();
}

function startNextFrame() {
  if (lineBusy || !line.length) return;
  if (line[0].start > cpu.cycles) {
    schedule(line[0].start, startNextFrame);
    return;
  }
  const { frame, byte } = line.shift();
  lineBusy = true;
  if (shifted !== null) {
    shifted = null;
    cpu.data[UCSRA] |= DOR;
    say('o', 0, 0, 0, 0, cpu.cycles);
  }
  schedule(dueCycle(cpu.cycles) + (frame || cyclesPerFrame()), () => frameEnded(byte));
}

export function receive(start, frame, bytes) {
  for (const byte of bytes) line.push({ start, frame, byte });
  startNextFrame();
}

function read(address) {
  if (readable.length) cpu.data[address] = readable.shift();
  if (shifted !== null && readable.length < 2) {
    readable.push(shifted);
    shifted = null;
  }
  cpu.data[UCSRA] &= ~DOR;
  tellReadable();
  return cpu.data[address];
}

function letLeave(byte) {
  leaving = byte;
  const own = life;
  schedule(dueCycle(cpu.cycles) + cyclesPerFrame(), () => own === life && byteLeft());
}

function byteLeft() {
  const bit = cyclesPerBit();
  say('u', leaving, 0, Math.floor((CLOCK_HZ + (bit >> 1)) / bit), 0, dueCycle(cpu.cycles));
  leaving = null;
  if (waiting === null) {
    cpu.setInterruptFlag(TX);
    return;
  }
  letLeave(waiting);
  waiting = null;
  cpu.setInterruptFlag(EMPTY);
}

function write(value) {
  if (!(cpu.data[UCSRB] & TXEN) || waiting !== null) return true;
  if (leaving === null) {
    letLeave(value);
  } else {
    waiting = value;
    cpu.clearInterrupt(EMPTY);
  }
  return true;
}

function writeControlA(value, old) {
  let kept = old & ~(U2X | MPCM);
  if (value & TXC) {
    kept &= ~TXC;
    cpu.clearInterrupt(TX);
  }
  cpu.data[UCSRA] = kept | (value & (U2X | MPCM));
  return true;
}

function writeControlB(value) {
  cpu.data[UCSRB] = value;
  if (!(value & RXEN)) {
    readable = [];
    shifted = null;
    cpu.clearInterrupt(RX);
  }
  for (const one of [RX, EMPTY, TX]) cpu.updateInterruptEnable(one, value);
  return true;
}

// A chip after its reset; what is on the line to it stays there.
export function attachSerial(newCpu, asksWhetherHeld) {
  cpu = newCpu;
  isHeld = asksWhetherHeld;
  life++;
  readable = [];
  shifted = waiting = leaving = null;
  cpu.data[UCSRA] = UDRE;
  cpu.data[UCSRC] = 0x06;
  cpu.readHooks[UDR] = read;
  cpu.writeHooks[UDR] = write;
  cpu.writeHooks[UCSRA] = writeControlA;
  cpu.writeHooks[UCSRB] = writeControlB;
}
