// avr8js' timers, counting many ticks at once: they themselves wake at every tick, which costs more
// than the sketch does. A timer has to wake where it turns round, and at a compare match only if an
// interrupt waits for it; whoever reads its count or its flags brings it up to date first.
import { AVRTimer } from 'avr8js';

const PHASE_CORRECT_MODES = new Set([1, 4]);

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
  const { cpu } = timer;
  cpu.updateClockEvent(timer.count, timer.lastCycle + timer.divider - cpu.cycles);
}

function bringUpToDateAt(timer, address, after) {
  const { cpu } = timer;
  const behind = cpu.writeHooks[address];
  cpu.writeHooks[address] = (value, old, at, mask) => {
    timer.count(false);
    if (!behind?.(value, old, at, mask)) cpu.data[at] = value;
    after(timer);
    return true;
  };
}

export function attachTimers(cpu, configs) {
  const timers = new Map(configs.map((config) => new AVRTimer(cpu, config)).map((t) => [t.count, t]));
  const add = cpu.addClockEvent.bind(cpu);
  cpu.addClockEvent = (callback, cycles) => {
    const timer = timers.get(callback);
    const skips = timer?.divider && !timer.updateDivider && !timer.tcntUpdated;
    return add(callback, skips ? cycles + (ticksToNext(timer) - 1) * timer.divider : cycles);
  };
  for (const timer of timers.values()) {
    const { TCCRA, TCCRB, TCNT, OCRA, OCRB, ICR, TIMSK, TIFR } = timer.config;
    for (const address of [TCCRA, OCRA, OCRB, TIMSK]) bringUpToDateAt(timer, address, planAnew);
    if (ICR) bringUpToDateAt(timer, ICR, planAnew);
    for (const address of [TCCRB, TCNT, TIFR]) bringUpToDateAt(timer, address, () => {});
    cpu.readHooks[TIFR] = (address) => {
      timer.count(false);
      return cpu.data[address];
    };
  }
}
