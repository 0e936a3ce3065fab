import type { RequestHandler } from 'express';
import { addressOf } from '../../web/address.ts';
import { Problem } from './problems.ts';

const SWALLOWED_BYTES = 256 * 1024 * 1024;
/** Of all places, for one address; a single request may be larger. */
const SHARE = 1 / 4;

interface Waiting {
  readonly address: string;
  readonly bytes: number;
  readonly enter: () => void;
}

/**
 * Uploads are held in memory (personal data never touches a disk unencrypted), so their sum is bounded: each request
 * reserves its Content-Length, or the maximum when it does not say. One address holds a share, so that a few slow lines
 * do not hold up everybody. Who does not fit waits in line, and after `waitMs` gets 503 with Retry-After.
 */
export function createUploadBudget(
  bytesAtOnce: number,
  waitMs: number,
): (maxBytes: number, tooLarge?: string) => RequestHandler {
  let free = bytesAtOnce;
  const held = new Map<string, number>();
  const line: Waiting[] = [];

  const isWithinShare = ({ address, bytes }: Pick<Waiting, 'address' | 'bytes'>) => {
    const own = held.get(address) ?? 0;
    return own === 0 || own + bytes <= bytesAtOnce * SHARE;
  };
  /** The first in line whose address has not its share already: they wait for everybody, and nobody passes them. */
  const foremost = () => line.find(isWithinShare);
  const hold = (address: string, bytes: number) => {
    free -= bytes;
    const own = (held.get(address) ?? 0) + bytes;
    if (own === 0) held.delete(address);
    else held.set(address, own);
  };
  const admit = () => {
    for (let next = foremost(); next !== undefined && next.bytes <= free; next = foremost()) next.enter();
  };
  const release = (address: string, bytes: number) => {
    hold(address, -bytes);
    admit();
  };

  return (maxBytes, tooLarge) => (request, response, next) => {
    const declared = Number(request.get('Content-Length') ?? maxBytes);
    if (!(declared <= maxBytes)) {
      // A sender reads the answer only after its body is gone: swallow what is merely too large, hang up on what is
      // absurd.
      if (declared <= SWALLOWED_BYTES) request.resume();
      else response.set('Connection', 'close');
      return next(new Problem('REQUEST_TOO_LARGE', tooLarge === undefined ? {} : { remedy: tooLarge }));
    }
    const bytes = Math.min(declared, bytesAtOnce);
    const address = addressOf(request);
    const enter = () => {
      hold(address, bytes);
      response.once('close', () => release(address, bytes));
      next();
    };
    if (isWithinShare({ address, bytes }) && foremost() === undefined && bytes <= free) return enter();
    const waiting: Waiting = {
      address,
      bytes,
      enter: () => {
        leave();
        enter();
      },
    };
    const give = () => {
      leave();
      next(new Problem('BUSY', { headers: { 'Retry-After': '30' } }));
      admit();
    };
    const forget = () => {
      leave();
      admit();
    };
    const timer = setTimeout(give, waitMs);
    const leave = () => {
      clearTimeout(timer);
      response.off('close', forget);
      const place = line.indexOf(waiting);
      if (place >= 0) line.splice(place, 1);
    };
    response.once('close', forget);
    line.push(waiting);
  };
}
