import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Countdown } from "./countdown";

describe("a countdown", () => {
  it("should go on between two words of the server, and never below nothing", () => {
    const countdown = new Countdown();
    countdown.hear(30, 0);
    assert.equal(countdown.left_s(0), 30);
    assert.equal(countdown.left_s(10_500), 20);
    assert.equal(countdown.share(15_000), 0.5);
    assert.equal(countdown.left_s(99_000), 0);
  });

  it("should keep its circle while the server corrects it, and begin anew for a longer one", () => {
    const countdown = new Countdown();
    countdown.hear(30, 0);
    countdown.hear(15, 15_000);
    assert.equal(countdown.share(15_000), 0.5);
    countdown.hear(60, 15_000);
    assert.equal(countdown.share(15_000), 1);
    countdown.hear(null, 15_000);
    assert.equal(countdown.isOn, false);
    assert.equal(countdown.share(15_000), 0);
  });
});
