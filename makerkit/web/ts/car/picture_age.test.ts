import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PictureAge } from "./picture_age";

function near(actual: number | null, expected: number): void {
  assert.ok(actual !== null && Math.abs(actual - expected) < 0.01, String(actual));
}

describe("the age of a picture", () => {
  it("should not be known before both clocks and a picture are there", () => {
    const age = new PictureAge();
    assert.equal(age.age_s(0), null);
    age.hear(100, 5000);
    assert.equal(age.age_s(5000), null);
  });

  it("should count on while no new picture comes", () => {
    const age = new PictureAge();
    age.hear(100, 5000);
    age.painted(99.9e6);
    near(age.age_s(5000), 0.1);
    near(age.age_s(6000), 1.1);
  });

  it("should see that all pictures come three seconds late (AutoRCCar #189, jetbot #207)", () => {
    const age = new PictureAge();
    for (let second = 0; second < 10; second += 1) {
      age.hear(100 + second, 5000 + second * 1000);
      age.painted((97 + second) * 1e6);
    }
    near(age.age_s(14_000), 3);
  });

  it("should not be fooled by one state that comes late", () => {
    const age = new PictureAge();
    age.hear(100, 5000);
    age.hear(101, 6800);
    age.painted(101.7e6);
    near(age.age_s(6800), 0.1);
  });

  it("should begin anew with a car that did", () => {
    const age = new PictureAge();
    age.hear(5000, 5000);
    age.hear(1, 6000);
    age.painted(0.9e6);
    near(age.age_s(6000), 0.1);
  });
});
