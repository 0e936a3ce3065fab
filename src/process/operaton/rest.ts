import { setTimeout as wait } from 'node:timers/promises';
import { EngineAway } from '../engine-away.ts';
import { EngineRefused, lostARace } from './engine-errors.ts';

export interface RestOptions {
  /** Where the host listens, `http://127.0.0.1:8080`. */
  readonly url: string;
  /** The secret that the host was given at this start. */
  readonly secret: string;
}

export interface CallOptions {
  /** Gives the call up; the caller gets the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long an answer may take. Default 15 s. */
  readonly limitMs?: number | undefined;
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The engine's REST interface, paths below `/engine-rest`. A change that lost a race is given again; everything else
 * the engine refuses is EngineRefused, and no answer at all is EngineAway.
 */
export interface OperatonRest {
  get(path: string, query?: Query, options?: CallOptions): Promise<unknown>;
  post(path: string, body?: object, options?: CallOptions): Promise<unknown>;
  put(path: string, body?: object, options?: CallOptions): Promise<unknown>;
  delete(path: string, query?: Query, options?: CallOptions): Promise<unknown>;
}

const LIMIT_MS = 15_000;
/**
 * Pauses between the attempts of a change that loses races; together about 2 s, more than any crowd on one case needs.
 */
const RACE_PAUSES_MS = [10, 20, 40, 80, 160, 320, 640, 640] as const;
/** Answers of a server that is starting, stopping or full. */
const AWAY = [502, 503, 504];

export function createRest({ url, secret }: RestOptions): OperatonRest {
  const base = `${url.replace(/\/+$/, '')}/engine-rest`;

  async function call(
    method: string,
    path: string,
    body: object | undefined,
    { signal, limitMs = LIMIT_MS }: CallOptions = {},
  ): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await once(method, path, body, limitMs, signal);
      } catch (error) {
        const pause = RACE_PAUSES_MS[attempt];
        if (!lostARace(error) || pause === undefined) throw error;
        await wait(pause * (0.5 + Math.random()), undefined, { signal });
      }
    }
  }

  async function once(
    method: string,
    path: string,
    body: object | undefined,
    limitMs: number,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const what = `${method} ${path.replace(/\?.*/, '')}`;
    const isForm = body instanceof FormData;
    const limit = AbortSignal.timeout(limitMs);
    let status: number;
    let text: string;
    let isJson: boolean;
    try {
      const answer = await fetch(`${base}/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${secret}`,
          accept: 'application/json, */*;q=0.1',
          ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        },
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      });
      status = answer.status;
      isJson = answer.headers.get('content-type')?.includes('json') ?? false;
      text = await answer.text();
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw new EngineAway(`${what}: the engine did not answer`, { cause: error });
    }
    if (AWAY.includes(status)) throw new EngineAway(`${what}: the engine answered ${status}`);
    const content = isJson && text !== '' ? parsed(text, what) : text;
    if (status >= 400) throw refusal(what, status, content);
    return content === '' ? undefined : content;
  }

  return {
    get: (path, query, options) => call('GET', withQuery(path, query), undefined, options),
    post: (path, body = {}, options) => call('POST', path, body, options),
    put: (path, body = {}, options) => call('PUT', path, body, options),
    delete: (path, query, options) => call('DELETE', withQuery(path, query), undefined, options),
  };
}

/**
 * For ids that become part of a path. The host takes no encoded characters there; a colon needs none (RFC 3986, 3.3).
 */
export const segment = (id: string): string => encodeURIComponent(id).replaceAll('%3A', ':');

function withQuery(path: string, query: Query = {}): string {
  const entries = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`;
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EngineAway(`${what}: the answer was cut off`, { cause: error });
  }
}

function refusal(what: string, status: number, content: unknown): EngineRefused {
  const fields = content instanceof Object ? content : {};
  const field = (name: string): unknown => Reflect.get(fields, name);
  const [type, message, code] = [field('type'), field('message'), field('code')];
  return new EngineRefused(what, {
    status,
    type: typeof type === 'string' ? type : 'Error',
    message: typeof message === 'string' ? message : '',
    code: typeof code === 'number' ? code : 0,
    details: content,
  });
}
