import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isDriveKey, SoftKeys } from "./soft_keys";

function held(keys: SoftKeys, from_ms: number, to_ms: number) {
  let at = { x: 0, y: 0 };
  for (let now_ms = from_ms; now_ms <= to_ms; now_ms += 50) at = keys.move(now_ms);
  return at;
}

describe("keys that steer", () => {
  it("should know arrows and WASD by their place, and nothing else", () => {
    assert.ok(["ArrowUp", "KeyW", "KeyA", "KeyS", "KeyD"].every(isDriveKey));
    assert.ok(!["Space", "KeyQ", "Enter", "w"].some(isDriveKey));
  });

  it("should turn the wheel softly, and reach its end", () => {
    const keys = new SoftKeys();
    keys.press("KeyA", 1000);
    const soon = held(keys, 1000, 1050);
    assert.ok(soon.x < 0 && soon.x > -0.5, String(soon.x));
    assert.deepEqual(held(keys, 1100, 1600), { x: -1, y: 0 });
  });

  it("should stop at once when the key is let go", () => {
    const keys = new SoftKeys();
    keys.press("ArrowUp", 1000);
    keys.press("ArrowRight", 1000);
    assert.ok(held(keys, 1000, 1600).y > 0.9);
    keys.release("ArrowUp");
    assert.equal(keys.move(1650).y, 0);
    keys.release("ArrowRight");
    assert.deepEqual(keys.move(1651), { x: 0, y: 0 });
  });

  it("should go backwards from standstill, not from full speed", () => {
    const keys = new SoftKeys();
    keys.press("KeyW", 1000);
    held(keys, 1000, 1600);
    keys.release("KeyW");
    keys.press("KeyS", 1650);
    const at = keys.move(1700);
    assert.ok(at.y < 0 && at.y >= -0.2, String(at.y));
  });

  it("should cancel opposite keys, and halve the throttle with Shift", () => {
    const keys = new SoftKeys();
    keys.press("KeyW", 0);
    keys.press("KeyS", 0);
    assert.equal(held(keys, 0, 1000).y, 0);
    keys.release("KeyS");
    keys.isSlow = true;
    assert.equal(held(keys, 1050, 3000).y, 0.5);
  });

  it("should not leap after a pause of the page", () => {
    const keys = new SoftKeys();
    keys.press("KeyW", 0);
    keys.move(0);
    assert.ok(keys.move(60_000).y <= 0.25 + 1e-9);
  });
});
