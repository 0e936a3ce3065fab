/**
 * A passphrase as part of a JSON text, without ever being a JavaScript string: strings cannot be overwritten, this
 * buffer can. Takes UTF-8; returns it quoted and escaped.
 */
export function jsonString(secret: Buffer): Buffer {
  const escaped = Buffer.alloc(secret.length * 6 + 2);
  let length = escaped.write('"', 0, 'latin1');
  for (const byte of secret) {
    if (byte < 0x20) length += escaped.write(`\\u${byte.toString(16).padStart(4, '0')}`, length, 'latin1');
    else {
      if (byte === 0x22 || byte === 0x5c) length = escaped.writeUInt8(0x5c, length);
      length = escaped.writeUInt8(byte, length);
    }
  }
  length += escaped.write('"', length, 'latin1');
  return escaped.subarray(0, length);
}

/** Joins parts and overwrites those that are secret. */
export function joinAndWipe(parts: readonly Buffer[], secrets: readonly Buffer[]): Buffer<ArrayBuffer> {
  const joined = Buffer.concat(parts);
  for (const secret of secrets) secret.fill(0);
  return joined;
}
