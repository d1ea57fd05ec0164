import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PictureClock, Rate } from "./picture_clock";

const NOON_MS = 1_795_780_800_000;

describe("the time of a picture", () => {
  it("should be the stamp itself when it counts from 1970", () => {
    const clock = new PictureClock();
    assert.equal(clock.time_ms((NOON_MS - 40) * 1000, NOON_MS), NOON_MS - 40);
  });

  it("should go by the quickest picture when stamps count from the start of a machine", () => {
    const clock = new PictureClock();
    assert.equal(clock.time_ms(5_000_000, NOON_MS + 90), NOON_MS + 90);
    assert.equal(clock.time_ms(5_100_000, NOON_MS + 120), NOON_MS + 120);
    assert.equal(clock.time_ms(5_200_000, NOON_MS + 400), NOON_MS + 220, "this one was late on its way");
  });
});

describe("pictures in a second", () => {
  it("should forget those that are older", () => {
    const rate = new Rate();
    for (const time of [0, 100, 200, 1050]) rate.count(time);
    assert.equal(rate.per_s(1150), 2);
    assert.equal(rate.per_s(3000), 0);
  });
});
