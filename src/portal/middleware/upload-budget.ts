import type { RequestHandler } from 'express';
import { Problem } from './problems.ts';

const SWALLOWED_BYTES = 256 * 1024 * 1024;

/**
 * Uploads are held in memory (personal data never touches a disk unencrypted), so their sum is bounded: each request
 * reserves its Content-Length, or the maximum when it does not say; who does not fit waits in line, and after `waitMs`
 * gets 503 with Retry-After.
 */
export function createUploadBudget(
  bytesAtOnce: number,
  waitMs: number,
): (maxBytes: number, tooLarge?: string) => RequestHandler {
  let free = bytesAtOnce;
  const line: { readonly bytes: number; readonly enter: () => void }[] = [];

  const release = (bytes: number) => {
    free += bytes;
    while (line[0] !== undefined && line[0].bytes <= free) line.shift()!.enter();
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
    const enter = () => {
      free -= bytes;
      response.once('close', () => release(bytes));
      next();
    };
    if (line.length === 0 && bytes <= free) return enter();
    const waiting = {
      bytes,
      enter: () => {
        leave();
        enter();
      },
    };
    const give = () => {
      leave();
      next(new Problem('BUSY', { headers: { 'Retry-After': '30' } }));
    };
    const forget = () => leave();
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
