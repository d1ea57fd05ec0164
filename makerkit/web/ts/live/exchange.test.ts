import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Exchange, Refused } from "./exchange";

describe("orders and their answers", () => {
  it("should number orders and settle each by its own answer", async () => {
    const exchange = new Exchange();
    const first = exchange.ask("press", { key: "a" });
    const second = exchange.ask("press", { key: "b" });
    assert.deepEqual(JSON.parse(second.message), { n: 2, do: "press", with: { key: "b" } });
    exchange.hear('{"refused": 2, "why": "Not now."}');
    exchange.hear('{"done": 1}');
    await first.answer;
    await assert.rejects(second.answer, new Refused("Not now."));
    assert.equal(exchange.unanswered, 0);
  });

  it("should give up on what was asked when the connection is lost", async () => {
    const exchange = new Exchange();
    const { answer } = exchange.ask("arm", {});
    exchange.lose("gone");
    await assert.rejects(answer, new Refused("gone"));
  });

  it("should ignore an answer to an order that nobody gave", () => {
    assert.deepEqual(new Exchange().hear('{"done": 7}'), {});
  });

  it("should hand on state, words and the greeting", () => {
    const exchange = new Exchange();
    assert.deepEqual(exchange.hear('{"rev": 3, "state": {"on": true}}'), { state: { on: true } });
    assert.deepEqual(exchange.hear('{"say": "Hello", "kind": "ok"}'), { say: { text: "Hello", kind: "ok" } });
    assert.deepEqual(exchange.hear('{"say": "Hello", "kind": "<b>"}'), { say: { text: "Hello", kind: "info" } });
    assert.deepEqual(exchange.hear('{"hello": {"version": "a1"}}'), { hello: { version: "a1" } });
  });

  it("should survive anything that is not ours", () => {
    const exchange = new Exchange();
    for (const noise of ["", "null", "[1]", "<html>", "12", '{"done": "1"}', '{"hello": 4, "say": {}}']) {
      assert.deepEqual(exchange.hear(noise), {}, noise);
    }
  });
});
