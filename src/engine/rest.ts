/** The broker's REST interface: only what gRPC does not offer in 8.6. */
export interface ZeebeRest {
  /** Parsed answer, or undefined when there is none. Throws RestError. */
  call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<unknown>;
}

export class RestError extends Error {
  override name = 'RestError';
  readonly status: number;
  constructor(status: number, what: string) {
    super(`${what} was answered with ${status}`);
    this.status = status;
  }
}

const LIMIT_MS = 10_000;

export function createZeebeRest(baseUrl: string): ZeebeRest {
  return {
    async call(method, path, body) {
      const answer = await fetch(`${baseUrl}${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        signal: AbortSignal.timeout(LIMIT_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new RestError(answer.status, `${method} ${path}`);
      return text === '' ? undefined : parseWithKeys(text);
    },
  };
}

/** 8.6 writes 64-bit keys as numbers; JavaScript would round the large ones, so they are read as text, as later versions write them. */
export function parseWithKeys(text: string): unknown {
  return JSON.parse(text.replaceAll(/"(\w*[kK]ey)":(-?\d+)/g, '"$1":"$2"'));
}
