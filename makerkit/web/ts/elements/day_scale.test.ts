import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type DayEvent, eventAt, marks, momentAt, neighbour, shareOf, zoomed } from "./day_scale";

const DAY = { from_s: 0, to_s: 86_400 };
const event = (id: string, start_s: number, end_s: number): DayEvent => ({ id, start_s, end_s, kind: "motion", title: id, href: "" });
const EVENTS = [event("b", 7200, 7260), event("a", 3600, 3610)];

describe("a strip of a day", () => {
  it("should find moments and places", () => {
    assert.equal(shareOf(DAY, 43_200), 0.5);
    assert.equal(momentAt(DAY, 0.25), 21_600);
    assert.equal(momentAt(DAY, 7), 86_400);
  });

  it("should find the event under a finger, and the nearest one within its width", () => {
    assert.equal(eventAt(EVENTS, 3605)?.id, "a");
    assert.equal(eventAt(EVENTS, 3700), null);
    assert.equal(eventAt(EVENTS, 3700, 120)?.id, "a");
    assert.equal(eventAt(EVENTS, 7100, 4000)?.id, "b");
  });

  it("should step from event to event", () => {
    assert.equal(neighbour(EVENTS, 0, 1)?.id, "a");
    assert.equal(neighbour(EVENTS, 3600, 1)?.id, "b");
    assert.equal(neighbour(EVENTS, 7200, -1)?.id, "a");
    assert.equal(neighbour(EVENTS, 3600, -1), null);
  });

  it("should zoom about a moment and stay within the day", () => {
    const closer = zoomed(DAY, DAY, 43_200, 0.5);
    assert.deepEqual(closer, { from_s: 21_600, to_s: 64_800 });
    assert.deepEqual(zoomed(closer, DAY, 43_200, 9), DAY);
    assert.equal(zoomed(DAY, DAY, 0, 1e-9).to_s, 120);
  });

  it("should have as many words as there is room for", () => {
    assert.ok(marks(DAY, 330).length <= 7);
    assert.ok(marks(DAY, 1200).length >= 12);
  });
});
