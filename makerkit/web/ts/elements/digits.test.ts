import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { digitOf, digitsOf } from "./digits";

describe("digits", () => {
  it("should be the same in Latin, Arabic and Persian writing", () => {
    assert.equal(digitsOf("0123456789"), "0123456789");
    assert.equal(digitsOf("٠١٢٣٤٥٦٧٨٩"), "0123456789");
    assert.equal(digitsOf("۰۱۲۳۴۵۶۷۸۹"), "0123456789");
  });

  it("should pass over what is none", () => {
    assert.equal(digitsOf("12-34 ab"), "1234");
    assert.deepEqual(["Enter", "", "a", "12", "½", "²"].map(digitOf), ["", "", "", "", "", ""]);
  });
});
