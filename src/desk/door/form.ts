import express, { type Request, type RequestHandler } from 'express';

const LARGEST_FORM = '64kb';

/** Takes a form as the bytes that came, so that a passphrase in it never becomes a text that cannot be wiped. */
export const rawForm: RequestHandler = express.raw({ type: 'application/x-www-form-urlencoded', limit: LARGEST_FORM });

export interface Form {
  readonly fields: URLSearchParams;
  /** Decoded value of the secret field; empty when it was not sent. The receiver overwrites it. */
  readonly secret: Buffer;
}

/** Splits a form and wipes the bytes it came in. The field named `secretField` is decoded byte by byte into its own buffer. */
export function readForm(request: Request, secretField?: string): Form {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) return { fields: new URLSearchParams(), secret: Buffer.alloc(0) };
  const open: string[] = [];
  let secret = Buffer.alloc(0);
  const prefix = secretField === undefined ? undefined : Buffer.from(`${encodeURIComponent(secretField)}=`);
  for (let start = 0; start <= body.length;) {
    const found = body.indexOf(AMPERSAND, start);
    const end = found === -1 ? body.length : found;
    const pair = body.subarray(start, end);
    if (prefix !== undefined && pair.subarray(0, prefix.length).equals(prefix)) {
      secret.fill(0);
      secret = decoded(pair.subarray(prefix.length));
    } else open.push(pair.toString('latin1'));
    start = end + 1;
  }
  body.fill(0);
  return { fields: new URLSearchParams(open.join('&')), secret };
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
