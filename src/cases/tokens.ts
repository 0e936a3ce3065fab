import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { readApplicationNumber } from '../domain/application-number.ts';

/**
 * Capability token of 256 bits for one purpose. Derived, so that a repeated job makes the same link; only its SHA-256
 * is stored.
 */
export function linkToken(key: Buffer, purpose: string, subject: string): string {
  return createHmac('sha256', key).update(`link:${purpose}:${subject}`).digest('base64url');
}

export function tokenSha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Token behind the QR of a card: the application number and 96 bits that only the office can make. */
export function cardToken(key: Buffer, applicationNumber: string): string {
  return `${applicationNumber}.${mac(key, applicationNumber)}`;
}

/** The application number of a genuine card token. */
export function readCardToken(key: Buffer, token: string): string | undefined {
  const [number, given] = token.split('.', 2);
  const applicationNumber = readApplicationNumber(number ?? '');
  if (applicationNumber === undefined || given === undefined) return undefined;
  const right = Buffer.from(mac(key, applicationNumber));
  const offered = Buffer.from(given);
  return right.length === offered.length && timingSafeEqual(right, offered) ? applicationNumber : undefined;
}

function mac(key: Buffer, applicationNumber: string): string {
  return createHmac('sha256', key).update(`card:${applicationNumber}`).digest().subarray(0, 12).toString('base64url');
}
