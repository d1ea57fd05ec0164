import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Steady, type Timers } from "./steady";

class HandTimers implements Timers {
  action: (() => void) | null = null;
  pause_ms = 0;
  set(action: () => void, pause_ms: number): number {
    this.action = action;
    this.pause_ms = pause_ms;
    return 1;
  }
  clear(): void {
    this.action = null;
  }
  ring(): void {
    const action = this.action;
    this.action = null;
    action?.();
  }
}

describe("sending steadily", () => {
  it("should send the first at once and then the newest when its turn comes", () => {
    const sent: number[] = [];
    const timers = new HandTimers();
    const steady = new Steady<number>(50, (value) => sent.push(value), timers);
    steady.want(1, 1000);
    steady.want(2, 1010);
    steady.want(3, 1030);
    assert.deepEqual(sent, [1]);
    assert.equal(timers.pause_ms, 40);
    timers.ring();
    assert.deepEqual(sent, [1, 3]);
    steady.want(4, 1060);
    assert.deepEqual(sent, [1, 3], "the turn of 1050 is not over");
  });

  it("should send what is urgent at once and forget what waited", () => {
    const sent: number[] = [];
    const timers = new HandTimers();
    const steady = new Steady<number>(50, (value) => sent.push(value), timers);
    steady.want(1, 0);
    steady.want(0.7, 10);
    steady.now(0, 12);
    timers.ring();
    assert.deepEqual(sent, [1, 0]);
  });
});
