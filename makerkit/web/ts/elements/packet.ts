// What comes over a video socket: one byte for the kind, eight for the time, then the picture.

export const JPEG = 1;
export const MP4_INIT = 2;
export const MP4_FRAGMENT = 3;
const HEAD_BYTES = 9;

export interface Packet {
  readonly kind: number;
  /** When it was exposed, in microseconds since 1970. */
  readonly t_us: number;
  readonly data: ArrayBuffer;
}

/** Takes a message apart; returns null for what is too short or of no kind we know. */
export function readPacket(message: ArrayBuffer): Packet | null {
  if (message.byteLength <= HEAD_BYTES) return null;
  const view = new DataView(message);
  const kind = view.getUint8(0);
  if (kind < JPEG || kind > MP4_FRAGMENT) return null;
  return { kind, t_us: Number(view.getBigUint64(1)), data: message.slice(HEAD_BYTES) };
}
