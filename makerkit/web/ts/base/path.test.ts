import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { at } from "./path";
import { fill } from "./text";

describe("a path into the live state", () => {
  const state = { lamps: { door: "on" }, pins: [4, 5] };

  it("should find what stands there, and nothing where nothing stands", () => {
    assert.equal(at(state, "lamps.door"), "on");
    assert.equal(at(state, "pins.1"), 5);
    assert.equal(at(state, "."), state);
    assert.equal(at(state, "lamps.hall.light"), undefined);
    assert.equal(at(null, "lamps"), undefined);
  });
});

describe("a sentence with values", () => {
  it("should fill in what it is given, and leave the rest to be seen", () => {
    assert.equal(fill("All {places} places, {who}", { places: 4 }), "All 4 places, {who}");
  });
});
