import { setTimeout as delay } from 'node:timers/promises';
import { NotYourCase } from '../../cases/not-possible.ts';
import type { Request } from 'express';
import { readApplicationNumber } from '../../domain/application-number.ts';
import { addressOf } from '../../web/address.ts';
import { Problem } from './problems.ts';

/** What opens a case, and from where it was tried. */
export interface CaseKey {
  readonly number: string;
  readonly pin: string;
  readonly from: string;
}

/**
 * Number and PIN as typed, made comparable; the PIN never comes by URL. Throws NotYourCase for what cannot be a number
 * or a PIN.
 */
export function caseKey(number: unknown, pin: unknown, request: Pick<Request, 'ip'>): CaseKey {
  const applicationNumber =
    typeof number === 'string' && number.length <= 40 ? readApplicationNumber(number) : undefined;
  const plainPin = typeof pin === 'string' ? pin.replace(/[\s-]/g, '') : '';
  if (applicationNumber === undefined || !/^\d{6}$/.test(plainPin)) throw new NotYourCase();
  return { number: applicationNumber, pin: plainPin, from: addressOf(request) };
}

export type Guarded = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Answers a refusal no earlier than `floorMs` after the question: known and unknown numbers, links and PINs look the
 * same from outside.
 */
export function createGuard(floorMs: number): Guarded {
  return async (work) => {
    const floor = delay(floorMs, undefined, { ref: false });
    try {
      return await work();
    } catch (error) {
      if (error instanceof NotYourCase || (error instanceof Problem && error.status === 404)) await floor;
      throw error;
    }
  };
}
