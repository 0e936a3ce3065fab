import express, { type Request, type RequestHandler } from 'express';
import { refuseNulInForm } from './no-nul.ts';

const LARGEST_FORM = '64kb';

/**
 * Takes a form as the bytes that came, so that a passphrase or password in it never becomes a text that cannot be
 * wiped.
 */
export const rawForm: RequestHandler = express.raw({
  type: 'application/x-www-form-urlencoded',
  limit: LARGEST_FORM,
  verify: refuseNulInForm,
});

export interface Form {
  readonly fields: URLSearchParams;
  /** Decoded values of the secret fields, by name; empty for one that was not sent. The receiver overwrites them. */
  readonly secrets: Readonly<Record<string, Buffer>>;
}

/**
 * Splits a form and wipes the bytes it came in. Each field named in `secretFields` is decoded byte by byte into its own
 * buffer.
 */
export function readForm(request: Request, ...secretFields: readonly string[]): Form {
  const secrets = Object.fromEntries(secretFields.map((name) => [name, Buffer.alloc(0)]));
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) return { fields: new URLSearchParams(), secrets };
  const open: string[] = [];
  const prefixes = secretFields.map((name) => ({ name, prefix: Buffer.from(`${encodeURIComponent(name)}=`) }));
  for (let start = 0; start <= body.length;) {
    const found = body.indexOf(AMPERSAND, start);
    const end = found === -1 ? body.length : found;
    const pair = body.subarray(start, end);
    const secret = prefixes.find(({ prefix }) => pair.subarray(0, prefix.length).equals(prefix));
    if (secret === undefined) open.push(pair.toString('latin1'));
    else {
      secrets[secret.name]?.fill(0);
      secrets[secret.name] = decoded(pair.subarray(secret.prefix.length));
    }
    start = end + 1;
  }
  body.fill(0);
  return { fields: new URLSearchParams(open.join('&')), secrets };
}

const AMPERSAND = 0x26;
const PLUS = 0x2b;
const PERCENT = 0x25;
const SPACE = 0x20;

/** application/x-www-form-urlencoded (WHATWG URL 5.1) on bytes. */
function decoded(value: Buffer): Buffer<ArrayBuffer> {
  const out = Buffer.alloc(value.length);
  let length = 0;
  for (let i = 0; i < value.length; i++) {
    const byte = value[i]!;
    const code = byte === PERCENT ? hexByte(value[i + 1], value[i + 2]) : undefined;
    out[length++] = code ?? (byte === PLUS ? SPACE : byte);
    if (code !== undefined) i += 2;
  }
  const exact = Buffer.from(out.subarray(0, length));
  out.fill(0);
  return exact;
}

function hexByte(high: number | undefined, low: number | undefined): number | undefined {
  const [a, b] = [hexDigit(high), hexDigit(low)];
  return a === undefined || b === undefined ? undefined : a * 16 + b;
}
function hexDigit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : undefined;
}
