import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AreaHistory } from "./area_history";

describe("what was there before", () => {
  it("should come back step by step, untouched by what came after", () => {
    const history = new AreaHistory<number[]>();
    const state = [1];
    history.keep(state);
    history.keep(state);
    state.push(2);
    history.keep(state);
    state.push(3);
    assert.deepEqual(history.back(), [1, 2]);
    assert.deepEqual(history.back(), [1]);
    assert.equal(history.back(), null);
    assert.equal(history.isEmpty, true);
  });
});
