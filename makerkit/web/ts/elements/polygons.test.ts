import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contains, middle, onPicture, type Point, share, simplified } from "./polygons";

const SQUARE: Point[] = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.8, 0.8],
  [0.2, 0.8],
];

describe("a polygon on a picture", () => {
  it("should know what lies in it", () => {
    assert.equal(contains(SQUARE, [0.5, 0.5]), true);
    assert.equal(contains(SQUARE, [0.1, 0.5]), false);
    assert.equal(contains(SQUARE, [0.5, 0.9]), false);
    assert.equal(contains([], [0.5, 0.5]), false);
  });

  it("should know its size and its middle", () => {
    assert.equal(Math.round(share(SQUARE) * 100), 36);
    assert.deepEqual(middle(SQUARE), [0.5, 0.5]);
    assert.equal(share([[0, 0]]), 0);
  });

  it("should stay on the picture", () => {
    assert.deepEqual(onPicture([-1, 1.7]), [0, 1]);
    assert.deepEqual(onPicture([0.12345, 0.5]), [0.123, 0.5]);
  });
});

describe("a line that a finger drew", () => {
  it("should keep its corners alone", () => {
    const drawn: Point[] = [];
    for (let i = 0; i <= 20; i += 1) drawn.push([0.1 + i * 0.02, 0.1]);
    for (let i = 1; i <= 20; i += 1) drawn.push([0.5, 0.1 + i * 0.02]);
    assert.deepEqual(simplified(drawn, 20), [
      [0.1, 0.1],
      [0.5, 0.1],
      [0.5, 0.5],
    ]);
  });

  it("should never have more corners than it may", () => {
    const drawn: Point[] = [];
    for (let i = 0; i < 500; i += 1) drawn.push([0.5 + 0.4 * Math.cos(i / 80), 0.5 + 0.4 * Math.sin(i / 80)]);
    const found = simplified(drawn, 12);
    assert.ok(found.length <= 12 && found.length > 5);
    assert.deepEqual(simplified([], 12), []);
  });
});
