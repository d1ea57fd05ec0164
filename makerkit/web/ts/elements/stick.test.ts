import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fromKeys, fromPointer, MIDDLE, within } from "./stick";

describe("a joystick", () => {
  it("should count upwards and stay in its circle", () => {
    assert.deepEqual(fromPointer(0, -50, 100), { x: 0, y: 0.5 });
    assert.deepEqual(fromPointer(300, 0, 100), { x: 1, y: 0 });
    const corner = fromPointer(500, 500, 100);
    assert.ok(Math.abs(Math.hypot(corner.x, corner.y) - 1) < 0.002);
  });

  it("should rest in the middle under a trembling finger, and for what is no number", () => {
    assert.equal(fromPointer(3, -4, 100), MIDDLE);
    assert.equal(within({ x: Number.NaN, y: 1 }), MIDDLE);
    assert.equal(fromPointer(1, 1, 0), MIDDLE, "a pad that is not laid out yet");
  });

  it("should go with the keys that are down, and nowhere between opposite ones", () => {
    assert.deepEqual(fromKeys(["ArrowUp"]), { x: 0, y: 1 });
    assert.deepEqual(fromKeys(["ArrowUp", "ArrowRight"]), { x: 0.707, y: 0.707 });
    assert.deepEqual(fromKeys(["ArrowUp", "ArrowDown"]), MIDDLE);
    assert.deepEqual(fromKeys(["a"]), MIDDLE);
  });
});
