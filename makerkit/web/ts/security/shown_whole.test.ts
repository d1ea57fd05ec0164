import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { shownWhole } from "./shown_whole";

describe("a picture that is shown whole", () => {
  it("should have margins beside it in a box that is wider, and above it in a taller one", () => {
    assert.deepEqual(shownWhole(400, 100, 1), { width: 100, height: 100 });
    assert.deepEqual(shownWhole(100, 400, 2), { width: 100, height: 50 });
    assert.deepEqual(shownWhole(400, 300, 4 / 3), { width: 400, height: 300 });
  });
});
