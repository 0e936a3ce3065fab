import type { EventEmitter } from 'node:events';
import { Problem } from './problems.ts';

/** Who asks for a place, and until when they hold it: the end of their answer. */
export interface Asker {
  readonly address: string;
  readonly bytes: number;
  readonly response: Pick<EventEmitter, 'once' | 'off'>;
}
/** Calls `next` when there is a place, or with Problem BUSY when there was none in time. */
export type Places = (asker: Asker, next: (error?: Problem) => void) => void;

interface Waiting extends Pick<Asker, 'address' | 'bytes'> {
  readonly enter: () => void;
}

/**
 * Bytes that are held at once, over all visitors. One address holds a share, so that a few do not hold up everybody; a
 * single request may be larger. Who does not fit waits in line, and after `waitMs` gets 503 with Retry-After.
 */
export function createPlaces(bytesAtOnce: number, share: number, waitMs: number): Places {
  let free = bytesAtOnce;
  const held = new Map<string, number>();
  const line: Waiting[] = [];

  const isWithinShare = ({ address, bytes }: Pick<Waiting, 'address' | 'bytes'>) => {
    const own = held.get(address) ?? 0;
    return own === 0 || own + bytes <= bytesAtOnce * share;
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

  return ({ address, bytes: asked, response }, next) => {
    const bytes = Math.min(asked, bytesAtOnce);
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
