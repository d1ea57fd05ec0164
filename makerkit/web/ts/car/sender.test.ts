import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MIDDLE, type Point } from "../elements/stick";
import { type Message, mixed, Sender } from "./sender";

const AHEAD: Point = { x: 0, y: 1 };

function kinds(sender: Sender, wish: Point, from_ms: number, to_ms: number, isPresent = false): string[] {
  const said: string[] = [];
  for (let now_ms = from_ms; now_ms < to_ms; now_ms += 50) {
    const message = sender.tick(wish, isPresent, now_ms);
    if (message) said.push(words(message));
  }
  return said;
}

function words(message: Message): string {
  return message.kind === "steer" ? `steer ${message.point.x},${message.point.y}` : message.kind;
}

describe("a page that steers", () => {
  it("should say nothing while nobody touches it", () => {
    assert.deepEqual(kinds(new Sender(), MIDDLE, 0, 2000), []);
  });

  it("should speak 20 times a second while a hand is there, and stop by speaking", () => {
    const sender = new Sender();
    assert.deepEqual(kinds(sender, AHEAD, 0, 1000), Array(20).fill("steer 0,1"));
    const after = kinds(sender, MIDDLE, 1000, 3000);
    assert.equal(after[0], "steer 0,0");
    assert.equal(after.at(-1), "let_go");
    assert.equal(after.length, 11);
  });

  it("should stop at once when the page is left, and say it only if it steered", () => {
    const sender = new Sender();
    assert.deepEqual(sender.leave(), []);
    sender.tick(AHEAD, false, 0);
    assert.deepEqual(sender.leave().map(words), ["steer 0,0", "let_go"]);
    assert.deepEqual(kinds(sender, MIDDLE, 50, 1000), []);
  });

  it("should say 20 times a second that somebody watches", () => {
    const said = kinds(new Sender(), MIDDLE, 0, 1000, true);
    assert.deepEqual(said, Array(20).fill("present"));
  });

  it("should not fight for the car: a held stick counts again after it was let go", () => {
    const sender = new Sender();
    sender.tick(AHEAD, false, 0);
    sender.lose();
    assert.deepEqual(kinds(sender, AHEAD, 50, 1000), []);
    assert.deepEqual(kinds(sender, MIDDLE, 1000, 1100), []);
    assert.deepEqual(kinds(sender, AHEAD, 1100, 1200), ["steer 0,1", "steer 0,1"]);
  });

  it("should keep a car that was taken over until a hand is there, but not for ever", () => {
    const sender = new Sender();
    sender.take(0);
    const said = kinds(sender, MIDDLE, 0, 8000);
    assert.ok(said.length > 99 && said.length < 105, String(said.length));
    assert.equal(said.at(-1), "let_go");
  });
});

describe("several sticks at once", () => {
  it("should be led by the one that is farthest out", () => {
    assert.equal(mixed([MIDDLE, AHEAD, { x: 0.2, y: 0.1 }]), AHEAD);
    assert.equal(mixed([]), MIDDLE);
  });
});
