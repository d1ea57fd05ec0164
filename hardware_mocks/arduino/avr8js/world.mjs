// What answers within microseconds: HC-SR04 and wheel encoders: ../harness/world.c.
import { drivePin } from './pins.mjs';
import { schedule } from './schedule.mjs';

const CYCLES_PER_S = 16_000_000;
const [TRIGGER_CYCLES, ECHO_DELAY_CYCLES] = [160, 7360];
const sonars = new Map();
const encoders = new Map();

export function setSonar(trigger, echo, echoCycles) {
  let sonar = sonars.get(trigger);
  if (!sonar) {
    sonar = { highSince: Infinity, busyUntil: 0 };
    sonars.set(trigger, sonar);
    drivePin(echo, 0);
  }
  Object.assign(sonar, { echo, echoCycles });
}

function answer(sonar, cycle) {
  const start = cycle + ECHO_DELAY_CYCLES;
  const { echo } = sonar;
  sonar.busyUntil = start + sonar.echoCycles;
  schedule(start, () => drivePin(echo, 1));
  schedule(sonar.busyUntil, () => drivePin(echo, 0));
}

export function tellSonars(pin, isHigh, cycle) {
  const sonar = sonars.get(pin);
  if (!sonar) return;
  const wasLong = cycle - sonar.highSince >= TRIGGER_CYCLES;
  if (!isHigh && wasLong && sonar.echoCycles && cycle >= sonar.busyUntil) answer(sonar, cycle);
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

export function setEncoder(pin, edgesPerS, cycle) {
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
