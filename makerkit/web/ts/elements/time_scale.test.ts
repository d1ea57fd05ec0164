import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LONGEST_S, pan, SHORTEST_S, ticks, zoom } from "./time_scale";

describe("the view of a timeline", () => {
  it("should keep the time under the pointer where it is", () => {
    assert.deepEqual(zoom({ from_s: 0, to_s: 10 }, 0.5, 4), { from_s: 2, to_s: 7 });
    assert.deepEqual(zoom({ from_s: 2, to_s: 7 }, 2, 4), { from_s: 0, to_s: 10 });
  });

  it("should have limits, and move without changing its length", () => {
    const near = zoom({ from_s: 0, to_s: 1 }, 1e-9, 0.5);
    assert.ok(Math.abs(near.to_s - near.from_s - SHORTEST_S) < 1e-12);
    const far = zoom({ from_s: 0, to_s: 1 }, 1e9, 0.5);
    assert.ok(Math.abs(far.to_s - far.from_s - LONGEST_S) < 1e-6);
    assert.deepEqual(pan({ from_s: 1, to_s: 3 }, -0.5), { from_s: 0.5, to_s: 2.5 });
  });
});

describe("the marks of a timeline", () => {
  it("should stand at round times, with as many digits as they need", () => {
    assert.deepEqual(ticks({ from_s: 0, to_s: 10 }, 5), { times: [0, 2, 4, 6, 8, 10], digits: 0 });
    assert.deepEqual(ticks({ from_s: 0.93, to_s: 1.32 }, 4), { times: [1, 1.1, 1.2, 1.3], digits: 1 });
    assert.deepEqual(ticks({ from_s: 12.3401, to_s: 12.3409 }, 4), {
      times: [12.3402, 12.3404, 12.3406, 12.3408],
      digits: 4,
    });
  });
});
