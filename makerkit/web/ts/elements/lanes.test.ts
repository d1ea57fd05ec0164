import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Lane } from "./lanes";

function blink(): Lane {
  const lane = new Lane("GPIO17");
  for (const [t_s, level] of [[0, 0], [1, 1], [2, 0], [2.5, 0], [4, 1]] as const) lane.set(t_s, level);
  return lane;
}

describe("a lane", () => {
  it("should know its level at each time, and nothing before the first", () => {
    assert.deepEqual([-1, 0, 0.99, 1, 1.5, 3, 99].map((t_s) => blink().at(t_s)), [null, 0, 0, 1, 1, 0, 1]);
  });

  it("should draw one segment for each level, cut at the edges of the view", () => {
    assert.deepEqual(blink().segments(0.5, 5, 0.01), [
      { from_s: 0.5, to_s: 1, level: 0 },
      { from_s: 1, to_s: 2, level: 1 },
      { from_s: 2, to_s: 4, level: 0 },
      { from_s: 4, to_s: 5, level: 1 },
    ]);
    assert.deepEqual(new Lane("x").segments(0, 1, 0.01), []);
    assert.deepEqual(blink().segments(-5, -1, 0.01), []);
  });

  it("should draw what is faster than a pixel as one busy segment", () => {
    const lane = new Lane("PWM");
    for (let step = 0; step < 1000; step += 1) lane.set(step / 1000, step % 2);
    lane.set(2, 0);
    assert.deepEqual(lane.segments(0, 3, 0.01), [
      { from_s: 0, to_s: 0.999, level: null },
      { from_s: 0.999, to_s: 2, level: 1 },
      { from_s: 2, to_s: 3, level: 0 },
    ]);
  });

  it("should find the next change forwards and backwards", () => {
    const lane = blink();
    assert.deepEqual([lane.edge(1.5, true), lane.edge(1.5, false), lane.edge(2, false)], [2, 1, 1]);
    assert.deepEqual([lane.edge(4, true), lane.edge(0, false)], [null, null]);
  });

  it("should begin anew when time goes back, and not grow for ever", () => {
    const lane = blink();
    lane.set(0.2, 1);
    assert.deepEqual(lane.segments(0, 9, 0.01), [{ from_s: 0.2, to_s: 9, level: 1 }]);
    for (let step = 0; step < 50_000; step += 1) lane.set(10 + step, step % 2);
    assert.ok(lane.segments(0, 1e6, 0).length <= 20_000);
  });
});
