import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MIDDLE } from "../elements/stick";
import { type PadLike, readPad } from "./pad";

function pad(axes: number[], values: Record<number, number> = {}, connected = true): PadLike {
  const buttons = Array.from({ length: 17 }, (_, at) => ({ pressed: (values[at] ?? 0) > 0.5, value: values[at] ?? 0 }));
  return { axes, buttons, connected };
}

describe("a gamepad", () => {
  it("should rest in its middle though its sticks do not", () => {
    assert.equal(readPad(pad([0.1, -0.12, 0.05, 0])).point, MIDDLE);
  });

  it("should steer right for right and drive forwards for up", () => {
    assert.deepEqual(readPad(pad([1, -1, 0, 0])).point, { x: 1, y: 1 });
    assert.deepEqual(readPad(pad([-1, 1, 0, 0])).point, { x: -1, y: -1 });
  });

  it("should begin behind the dead zone without a leap", () => {
    const { x } = readPad(pad([0.15, 0, 0, 0])).point;
    assert.ok(x > 0 && x < 0.02, String(x));
  });

  it("should let triggers drive and the right stick steer", () => {
    assert.deepEqual(readPad(pad([0, 0, 1, 0], { 7: 0.5 })).point, { x: 1, y: 0.5 });
    assert.deepEqual(readPad(pad([0, -1, 0, 0], { 6: 1 })).point, { x: 0, y: -1 });
  });

  it("should stop by B or circle, and say nothing once it is unplugged", () => {
    assert.ok(readPad(pad([0, 0, 0, 0], { 1: 1 })).isStop);
    assert.deepEqual(readPad(pad([1, 1, 0, 0], { 1: 1 }, false)), { point: MIDDLE, isStop: false });
  });

  it("should live with a gamepad that has fewer axes and buttons", () => {
    assert.deepEqual(readPad({ axes: [Number.NaN], buttons: [], connected: true }).point, MIDDLE);
  });
});
