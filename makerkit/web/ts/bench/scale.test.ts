import assert from "node:assert/strict";
import { it } from "node:test";
import { isWide, position, STEPS, told, valueAt } from "./scale";

const metres = { low: 0.02, high: 4, unit: "m" };
const lux = { low: 0, high: 100_000, unit: "lx" };

it("an even range is gone along evenly", () => {
  assert.equal(position(0.02, metres), 0);
  assert.equal(position(4, metres), STEPS);
  assert.equal(valueAt(STEPS / 2, metres), 2.01);
});

it("a wide range goes by powers of ten", () => {
  assert.equal(isWide(lux), true);
  assert.equal(valueAt(0, lux), 0);
  assert.equal(valueAt(STEPS, lux), 100_000);
  assert.ok(Math.abs(valueAt(STEPS / 2, lux) - 315) < 2);
});

it("each position is found again from its value", () => {
  for (const range of [metres, lux, { low: -1, high: 1 }]) {
    for (let place = 0; place <= STEPS; place += 50) {
      assert.ok(Math.abs(position(valueAt(place, range), range) - place) <= 40, `${place} ${range.high}`);
    }
  }
});

it("what lies outside stays at the end", () => {
  assert.equal(position(99, metres), STEPS);
  assert.equal(position(-1, metres), 0);
});

it("values are told with their unit", () => {
  assert.equal(told(0.354, metres), "0.35 m");
  assert.equal(told(0, { low: 0, high: 50, unit: "ms" }), "0 ms");
  assert.equal(told(12_345, lux), "12345 lx");
  assert.equal(told(0.4, { low: 0, high: 1 }), "40 %");
});
