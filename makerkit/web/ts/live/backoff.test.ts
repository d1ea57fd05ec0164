import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FIRST_MS, LONGEST_MS, pauseBefore } from "./backoff";

describe("the pause before connecting again", () => {
  it("should double up to ten seconds", () => {
    const pauses = [0, 1, 2, 3, 4, 5, 6, 1000].map((attempt) => pauseBefore(attempt, 1));
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
  });

  it("should spread pages over half of it, and never be too short", () => {
    assert.equal(pauseBefore(0, 0), FIRST_MS / 2);
    assert.equal(pauseBefore(99, 0), LONGEST_MS / 2);
    assert.equal(pauseBefore(0, 0.5), 375);
  });
});
