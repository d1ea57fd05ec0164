import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lampOf } from "./lamp_state";

describe("the lamp for a value", () => {
  it("should take names, truth and numbers", () => {
    assert.deepEqual(["ok", "warning", true, false, 0.3, 0].map(lampOf), ["ok", "warning", "on", "off", "on", "off"]);
  });

  it("should say that it is not known, never that it is off, when nothing was said", () => {
    assert.deepEqual([undefined, null, Number.NaN, "purple", {}].map(lampOf), Array(5).fill("unknown"));
  });
});
