import type { Request, RequestHandler, Response } from 'express';
import { Failure } from '../../domain/failures.ts';
import { TooLong, type Spool, type Spooled } from '../../documents/spool.ts';
import { addressOf } from '../../web/address.ts';
import { createPlaces } from './places.ts';
import { Problem } from './problems.ts';

const SWALLOWED_BYTES = 256 * 1024 * 1024;
/** Of the disk, for one address: a large request, or many small ones; sixteen networks together hold it all. */
const SHARE_OF_DISK = 1 / 16;
/** Of the memory. */
const SHARE_OF_MEMORY = 1 / 4;

export interface UploadRoom {
  readonly spool: Spool;
  readonly bytesOnDisk: number;
  readonly bytesInMemory: number;
  readonly waitMs: number;
}

/** How the body of a request comes in that has its place. */
const incoming = new WeakMap<Request, () => Promise<Spooled>>();

/**
 * What is sent lies sealed on the disk until it is whole, so that a slow line holds no memory; then it takes its place in
 * memory, and who sends has no more to say about how long. Of both every address has a share: each request reserves its
 * Content-Length, or the maximum when it does not say. `bodyOf` takes the body in.
 */
export function createUploadBudget({
  spool,
  bytesOnDisk,
  bytesInMemory,
  waitMs,
}: UploadRoom): (maxBytes: number, tooLarge?: string) => RequestHandler {
  const disk = createPlaces(bytesOnDisk, SHARE_OF_DISK, waitMs);
  const memory = createPlaces(bytesInMemory, SHARE_OF_MEMORY, waitMs);

  async function takeIn(request: Request, response: Response, most: number, problem: () => Problem): Promise<Spooled> {
    const body = await spool(request, most).catch((error: unknown) => {
      // Who hung up reads no answer.
      if (!(error instanceof TooLong || error instanceof Failure)) throw new Problem('REQUEST_UNREADABLE');
      request.resume();
      throw error instanceof TooLong ? problem() : error;
    });
    if (response.closed) await body.drop();
    else response.once('close', () => void body.drop());
    await new Promise<void>((resolve, reject) => {
      memory({ address: addressOf(request), bytes: body.bytes, response }, (error) =>
        error === undefined ? resolve() : reject(error),
      );
    });
    return body;
  }

  return (maxBytes, tooLarge) => (request, response, next) => {
    const problem = () => new Problem('REQUEST_TOO_LARGE', tooLarge === undefined ? {} : { remedy: tooLarge });
    const declared = Number(request.get('Content-Length') ?? maxBytes);
    if (!(declared <= maxBytes)) {
      // A sender reads the answer only after its body is gone: swallow what is merely too large, hang up on what is
      // absurd.
      if (declared <= SWALLOWED_BYTES) request.resume();
      else response.set('Connection', 'close');
      return next(problem());
    }
    disk({ address: addressOf(request), bytes: declared, response }, (error) => {
      let body: Promise<Spooled> | undefined;
      if (error === undefined) incoming.set(request, () => (body ??= takeIn(request, response, maxBytes, problem)));
      next(error);
    });
  };
}

/** The body of a request that has passed an upload budget, the same each time. Throws Problem. */
export function bodyOf(request: Request): Promise<Spooled> {
  const takeIn = incoming.get(request);
  if (takeIn === undefined) throw new Error('an upload has passed no budget');
  return takeIn();
}

/** Reads a body of this media type as bytes; what is sent as another is left, and a request without body. */
export function rawBody(type: string, mostBytes: number, tooLarge: () => Problem): RequestHandler {
  return async (request, _response, next) => {
    if (!request.is(type)) return next();
    if ((request.get('Content-Encoding') ?? 'identity') !== 'identity') throw new Problem('MEDIA_TYPE');
    const body = await bodyOf(request);
    if (body.bytes > mostBytes) throw tooLarge();
    request.body = Buffer.concat((await body.content().toArray()) as Buffer[]);
    next();
  };
}
