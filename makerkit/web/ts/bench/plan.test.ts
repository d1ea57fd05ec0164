import assert from "node:assert/strict";
import { it } from "node:test";
import { cone, doorTip, plain, within } from "./plan";

it("a door that is shut ends at its lock, one that is open where it swings to", () => {
  assert.deepEqual(doorTip([1, 1], [2, 1], Math.PI / 2, 0), [2, 1]);
  const [x, y] = doorTip([1, 1], [2, 1], Math.PI / 2, 1);
  assert.ok(Math.abs(x - 1) < 1e-9 && Math.abs(y - 2) < 1e-9);
});

it("a cone begins at its sensor and is drawn with y down", () => {
  assert.equal(cone([1, 2], 0, Math.PI / 2, 4).startsWith("M1 -2 L3.828 0.828"), true);
});

it("names are told as words", () => {
  assert.equal(plain("living_room"), "living room");
});

it("a point that is dragged out of the plan stays at its edge", () => {
  assert.deepEqual(within([-9, 5], [0, 0, 10, 8]), [0, 5]);
});
