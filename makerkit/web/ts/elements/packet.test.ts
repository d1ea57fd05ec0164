import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { JPEG, readPacket } from "./packet";

function message(kind: number, t_us: bigint, ...data: number[]): ArrayBuffer {
  const bytes = new Uint8Array(9 + data.length);
  bytes[0] = kind;
  new DataView(bytes.buffer).setBigUint64(1, t_us);
  bytes.set(data, 9);
  return bytes.buffer;
}

describe("a message of the video socket", () => {
  it("should come apart into kind, time and picture", () => {
    const packet = readPacket(message(JPEG, 1_795_000_000_123_456n, 0xff, 0xd8));
    assert.equal(packet?.kind, JPEG);
    assert.equal(packet?.t_us, 1_795_000_000_123_456);
    assert.deepEqual([...new Uint8Array(packet?.data ?? new ArrayBuffer(0))], [0xff, 0xd8]);
  });

  it("should be nothing when it is too short or of another kind", () => {
    assert.equal(readPacket(message(JPEG, 0n)), null);
    assert.equal(readPacket(new ArrayBuffer(0)), null);
    assert.equal(readPacket(message(0, 0n, 1)), null);
    assert.equal(readPacket(message(4, 0n, 1)), null);
  });
});
