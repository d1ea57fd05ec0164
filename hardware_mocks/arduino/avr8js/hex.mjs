// An Intel .hex file as the bytes of the flash.
export function readHex(text, size) {
  const flash = new Uint8Array(size).fill(0xff);
  let isComplete = false;
  for (const line of text.split(/\r?\n/).filter(Boolean)) {
    if (!/^:([0-9A-Fa-f]{2}){5,}$/.test(line)) throw new Error('this is no .hex file');
    const bytes = Buffer.from(line.slice(1), 'hex');
    const [count, address, type] = [bytes[0], bytes.readUInt16BE(1), bytes[3]];
    if (bytes.reduce((sum, byte) => sum + byte, 0) & 0xff) throw new Error('a checksum is wrong');
    if (type === 0) flash.set(bytes.subarray(4, 4 + count), address);
    isComplete ||= type === 1;
  }
  if (!isComplete) throw new Error('its end is missing');
  return flash;
}
