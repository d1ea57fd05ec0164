import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PlotWindow } from "./plot_window";

describe("the window of a plot", () => {
  it("should keep columns beside their times, with holes for what was not measured", () => {
    const window = new PlotWindow(2, 10);
    window.push(1, [0.5, true]);
    window.push(1.1, [undefined, "3"]);
    window.push(1.1, [9, 9]);
    assert.deepEqual(window.data, [[1, 1.1], [0.5, null], [1, null]]);
  });

  it("should begin anew when time goes back", () => {
    const window = new PlotWindow(1, 10);
    window.push(100, [1]);
    window.push(0.1, [2]);
    assert.deepEqual(window.data, [[0.1], [2]]);
  });

  it("should not grow for ever", () => {
    const window = new PlotWindow(1, 10);
    for (let step = 0; step < 30 * 600; step += 1) window.push(step / 30, [step]);
    const [times] = window.data;
    assert.ok(times.length >= 300 && times.length < 300 + 65, String(times.length));
    assert.equal(window.newest, times.at(-1));
  });
});
