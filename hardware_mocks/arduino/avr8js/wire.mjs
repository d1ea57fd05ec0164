// Bytes in and out: the protocol of ../harness/wire.c, with the same numbers.
import { readSync, writeSync } from 'node:fs';

const RECORD_BYTES = 20;
const SAME_STROKE_CYCLES = 32;
const kindOf = (letter) => letter.charCodeAt(0);
const DUTY = kindOf('w');

let said = Buffer.alloc(RECORD_BYTES * 1024);
let saidCount = 0;
const lastDuty = new Map();

function writeRecord(buffer, offset, kind, a, b, c, d, cycle) {
  buffer[offset] = kind;
  buffer[offset + 1] = a;
  buffer.writeUInt16LE(b, offset + 2);
  buffer.writeUInt32LE(c, offset + 4);
  buffer.writeUInt32LE(d, offset + 8);
  buffer.writeBigUInt64LE(BigInt(cycle), offset + 12);
}

export function say(letter, a, b, c, d, cycle) {
  if ((saidCount + 1) * RECORD_BYTES > said.length) said = Buffer.concat([said, said]);
  writeRecord(said, saidCount++ * RECORD_BYTES, kindOf(letter), a, b, c, d, cycle);
}

// A sketch switches the timer to a pin first and writes the duty a few cycles later.
export function sayDuty(pin, high, period, cycle) {
  const before = lastDuty.get(pin);
  if (period && before?.period && cycle - before.cycle <= SAME_STROKE_CYCLES) {
    writeRecord(said, before.offset, DUTY, pin, 0, high, period, before.cycle);
    return;
  }
  lastDuty.set(pin, { offset: saidCount * RECORD_BYTES, period, cycle });
  say('w', pin, 0, high, period, cycle);
}

function writeAll(bytes) {
  let from = 0;
  while (from < bytes.length) from += writeSync(1, bytes, from);
}

function answer(letter, a, b, d, cycle, content) {
  const head = Buffer.alloc(RECORD_BYTES);
  writeRecord(head, 0, kindOf(letter), a, b, content.length, d, cycle);
  writeAll(head);
  writeAll(content);
}

export function answerRun(state, isHeld, programCounter, cycle) {
  answer('d', state, isHeld ? 1 : 0, programCounter, cycle, said.subarray(0, saidCount * RECORD_BYTES));
  saidCount = 0;
  lastDuty.clear();
}

export const answerMemory = (bytes, cycle) => answer('m', 0, 0, 0, cycle, Buffer.from(bytes));

const buffer = Buffer.alloc(65536);
let from = 0;
let to = 0;

export class LineEnded extends Error {}

export function readBytes(count) {
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
