import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { before, path, type Road, shown, Trail } from "./road";

describe("a line of the road", () => {
  it("has y downwards, as SVG wants it", () => {
    assert.equal(path([[1, 2], [3, 4.5]]), "M1.000 -2.000 L3.000 -4.500");
  });

  it("ends where it began when it is closed", () => {
    assert.equal(path([[0, 0], [1, 0]], true), "M0.000 0.000 L1.000 0.000 Z");
  });

  it("is nothing without points", () => {
    assert.equal(path([]), "");
  });
});

const SQUARE: Road = {
  name: "square",
  floor_m: [4, 2.2],
  lane_width_m: 0.35,
  lane: [[1, 1], [2, 1], [3, 1], [3, 2], [2, 2], [1, 2]],
  marks: [],
  car: { front_m: 0.12, back_m: 0.08, width_m: 0.16 },
};

describe("the road", () => {
  it("is shown with a margin, but nothing beyond the floor", () => {
    assert.deepEqual(shown(SQUARE), [0.55, 0.55, 3.45, 2.2]);
  });

  it("says where the lane is before a place", () => {
    assert.deepEqual(before(SQUARE, [1.1, 1.1], 2), { at: [3, 1], heading_rad: Math.PI / 2 });
  });

  it("goes round past its beginning", () => {
    assert.deepEqual(before(SQUARE, [1, 2], 1).at, [1, 1]);
  });
});

describe("the way driven", () => {
  it("keeps no more than the last metres", () => {
    const trail = new Trail(1, 0.5);
    for (let step = 0; step <= 40; step += 1) trail.add([step / 10, 0]);
    assert.ok(trail.points.length >= 10 && trail.points.length <= 13, String(trail.points.length));
    assert.deepEqual(trail.points.at(-1), [4, 0]);
  });

  it("takes no new point from a car that stands", () => {
    const trail = new Trail(1, 0.5);
    for (let step = 0; step < 5; step += 1) trail.add([1, 1]);
    assert.equal(trail.points.length, 1);
  });

  it("begins anew where the car was put down", () => {
    const trail = new Trail(5, 0.5);
    trail.add([0, 0]);
    trail.add([0.1, 0]);
    trail.add([3, 3]);
    assert.deepEqual(trail.points, [[3, 3]]);
  });
});
