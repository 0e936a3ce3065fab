import express from 'express';

/**
 * Failures of the line itself, done here for every simulator. The "-after" ones do the work first and lose only the
 * answer: the caller cannot know.
 */
const LINE_FAILURES = ['timeout', 'timeout-after', 'reset', 'reset-after', '429', '500', '502', '503', '504'] as const;
export type LineFailure = (typeof LINE_FAILURES)[number];

/**
 * An order to fail: the next `next` requests whose "METHOD /path" contains `at` and which are about `of` (all, when
 * empty).
 */
export interface FailureOrder<Own extends string = never> {
  readonly how: LineFailure | Own;
  readonly next: number;
  readonly at: string;
  readonly of: string;
}

export interface FailOnCommand<Own extends string = never> {
  /**
   * `POST /fail {"next": 3, "how": "timeout", "at": "POST /entri", "of": "KK-261122-AB12CD"}`, `GET /fail` lists what
   * is still ordered, `DELETE /fail` forgets it.
   */
  readonly router: express.Router;
  /**
   * Put before the routes that may fail. Line failures happen here; the simulator's own are left for
   * `ownFailure(response)`.
   */
  readonly middleware: express.RequestHandler;
  /** Takes one failure for this request off the order book; undefined: answer normally. */
  hit(requestLine: string, subject?: string): LineFailure | Own | undefined;
  /** The simulator's own failure (a refusal, a duplicate callback ...) ordered for the request being answered. */
  ownFailure(response: express.Response): Own | undefined;
  order(order: {
    readonly how: LineFailure | Own;
    readonly next?: number;
    readonly at?: string;
    readonly of?: string;
  }): void;
  clear(): void;
}

/** A silent caller would hold its socket for ever; a real proxy gives up as well. */
const LONGEST_SILENCE_MS = 120_000;

/**
 * Failure on command, shared by the simulators.
 * @param own names of the failures that only this simulator knows, e.g. `['63016', 'undelivered']`.
 * @param subjectOf what a request is about, so that an order can be for one case only; its body must have been read by
 * then.
 */
export function failOnCommand<Own extends string = never>(
  own: readonly Own[] = [],
  subjectOf: (request: express.Request) => string = () => '',
): FailOnCommand<Own> {
  let orders: FailureOrder<Own>[] = [];
  const lineFailures: readonly string[] = LINE_FAILURES;
  const isLine = (how: string): how is LineFailure => lineFailures.includes(how);
  const isOwn = (how: string): how is Own => (own as readonly string[]).includes(how);
  const taken = new WeakMap<express.Response, Own>();

  const order: FailOnCommand<Own>['order'] = ({ how, next = 1, at = '', of = '' }) => {
    orders.push({ how, next, at, of });
  };

  const hit: FailOnCommand<Own>['hit'] = (requestLine, subject = '') => {
    const due = orders.find(
      (candidate) => requestLine.includes(candidate.at) && (candidate.of === '' || candidate.of === subject),
    );
    if (!due) return undefined;
    orders = orders.flatMap((candidate) =>
      candidate !== due ? [candidate] : due.next > 1 ? [{ ...due, next: due.next - 1 }] : [],
    );
    return due.how;
  };

  const middleware: express.RequestHandler = (request, response, next) => {
    // Behind a mounted router Express keeps the mount point apart from the path.
    const how = hit(`${request.method} ${request.baseUrl}${request.path}`, subjectOf(request));
    if (how === undefined) return next();
    if (isLine(how)) return failTheLine(how, request, response, next);
    taken.set(response, how);
    next();
  };

  const router = express.Router();
  router.post('/fail', express.json({ limit: '4kb' }), (request, response) => {
    const {
      how,
      next = 1,
      at = '',
      of = '',
    } = (request.body ?? {}) as { how?: unknown; next?: unknown; at?: unknown; of?: unknown };
    const known = typeof how === 'string' && (isLine(how) || isOwn(how)) ? how : undefined;
    if (
      known === undefined ||
      typeof next !== 'number' ||
      !Number.isInteger(next) ||
      next < 1 ||
      next > 1000 ||
      typeof at !== 'string' ||
      typeof of !== 'string'
    ) {
      response.status(422).json({
        message:
          'Isi: how (salah satu), next (1-1000), at (bagian dari "METHOD /path", boleh kosong), of (satu berkas saja, boleh kosong).',
        how: [...LINE_FAILURES, ...own],
      });
      return;
    }
    order({ how: known, next, at, of });
    response.status(201).json(orders);
  });
  router.get('/fail', (_request, response) => void response.json(orders));
  router.delete('/fail', (_request, response) => {
    orders = [];
    response.json(orders);
  });

  return {
    router,
    middleware,
    hit,
    order,
    ownFailure: (response) => taken.get(response),
    clear: () => void (orders = []),
  };
}

function failTheLine(
  how: LineFailure,
  request: express.Request,
  response: express.Response,
  next: express.NextFunction,
): void {
  switch (how) {
    case 'timeout':
      return keepSilent(request);
    case 'reset':
      return hangUp(request);
    case 'timeout-after':
      muteAnswer(response, () => keepSilent(request));
      return next();
    case 'reset-after':
      muteAnswer(response, () => hangUp(request));
      return next();
    case '429':
      response.set('Retry-After', '1');
      break;
    case '500':
    case '502':
    case '503':
    case '504':
      break;
  }
  response.status(Number(how)).json({ message: `Gagal menurut perintah: ${how}` });
}

function keepSilent(request: express.Request): void {
  const giveUp = setTimeout(() => request.socket.destroy(), LONGEST_SILENCE_MS);
  giveUp.unref();
  request.socket.once('close', () => clearTimeout(giveUp));
}

/** A TCP reset, not a clean end: clients report ECONNRESET. */
function hangUp(request: express.Request): void {
  request.socket.resetAndDestroy();
}

/** Lets the handler work and believe that it answered; `instead` happens when it ends the response. */
function muteAnswer(response: express.Response, instead: () => void): void {
  const muted: Pick<express.Response, 'write' | 'end'> = {
    write: () => true,
    end: () => {
      instead();
      return response;
    },
  };
  Object.assign(response, muted);
}
