import { createHmac, randomInt } from 'node:crypto';
import { plainDateOf } from './plain-date.ts';

/** Crockford's base 32: no I, L, O, U, so that it can be read aloud and typed. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** "KK-261122-7Q4F2M": the day and six random characters (30 bits), so that numbers cannot be walked through. */
export function newApplicationNumber(now: Date): string {
  const day = plainDateOf(now).replaceAll('-', '').slice(2);
  const tail = Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `KK-${day}-${tail}`;
}

/**
 * What people type back: small letters, spaces, O for 0, I or L for 1. Undefined when it is not an application number.
 */
export function readApplicationNumber(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/^KK/, '');
  const match = /^(\d{6})([0-9A-Z]{6})$/.exec(plain);
  if (!match) return undefined;
  const tail = match[2]!.replaceAll('O', '0').replace(/[IL]/g, '1');
  return /U/.test(tail) ? undefined : `KK-${match[1]}-${tail}`;
}

/**
 * The six-digit PIN of a case. Derived, not stored: a repeated request gets the same PIN, a stolen database holds none.
 * `generation` counts the PINs given for the case; the first is 0.
 */
export function pinOf(applicationNumber: string, key: Uint8Array, generation = 0): string {
  const subject = generation === 0 ? `pin:${applicationNumber}` : `pin:${generation}:${applicationNumber}`;
  const digest = createHmac('sha256', key).update(subject).digest();
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}
