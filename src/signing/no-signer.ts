import { Failure } from '../domain/failures.ts';
import type { Signer } from './signing.ts';

/** Of an office whose cards are all signed in SIAK: a card of before that still waits here ends at the admin. */
export const noSigner = {
  name: 'none',
  sign: () => Promise.reject(new Failure('SIGNING_NOT_SET_UP')),
  ready: () => Promise.resolve(),
} as const satisfies Signer;
