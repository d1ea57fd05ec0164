import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { countOf, covers, type Stretch, within, without, written, zoomed } from "./data_stretches";

const MARKS: Stretch[] = [
  [3, 5],
  [9, 9],
];

describe("stretches of records", () => {
  it("should count and find their records", () => {
    assert.equal(countOf(MARKS), 4);
    assert.deepEqual([2, 3, 5, 6, 9].map((index) => covers(MARKS, index)), [false, true, true, false, true]);
  });

  it("should be cut to a view", () => {
    assert.deepEqual(within(MARKS, 4, 9), [
      [4, 5],
      [9, 9],
    ]);
    assert.deepEqual(within(MARKS, 6, 8), []);
  });

  it("should leave free what no other has", () => {
    assert.deepEqual(without([0, 10], MARKS), [
      [0, 2],
      [6, 8],
      [10, 10],
    ]);
    assert.deepEqual(without([3, 5], MARKS), []);
    assert.deepEqual(without([4, 7], MARKS), [[6, 7]]);
  });

  it("should be written as the server reads them", () => {
    assert.equal(written(MARKS), "3-5,9-9");
  });
});

describe("a zoom", () => {
  it("should keep the record where it is on the screen", () => {
    assert.deepEqual(zoomed([0, 999], [0, 999], 500, 0.5), [250, 749]);
  });

  it("should stay within the whole, and never show fewer than it can", () => {
    assert.deepEqual(zoomed([0, 99], [0, 999], 0, 0.1), [0, 19]);
    assert.deepEqual(zoomed([900, 999], [0, 999], 999, 4), [600, 999]);
    assert.deepEqual(zoomed([0, 9], [0, 9], 4, 0.01), [0, 9]);
    assert.deepEqual(zoomed([0, 99], [0, 999], 50, 1000), [0, 999]);
  });
});
