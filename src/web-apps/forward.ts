import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { createProxyMiddleware, responseInterceptor } from 'http-proxy-middleware';
import type { Logger } from 'pino';
import type { RefuseAsked } from './refused-page.ts';
import { webAppAnswer } from './web-app-answer.ts';

export interface EngineAddress {
  /** Of the host; the web apps lie below `/operaton`. */
  readonly url: string;
  /** Proves that a request comes from the office. */
  readonly secret: string;
}

/** On whose behalf a request goes to the engine. */
export interface OnBehalfOf {
  readonly username: string;
  readonly groups: readonly string[];
}

/**
 * Everything else a browser sends stays here: our session, other hosts' cookies, and headers that only the office may
 * set.
 */
const HEADERS_THAT_PASS = [
  'host',
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'content-length',
  'transfer-encoding',
  'if-none-match',
  'if-modified-since',
  'x-xsrf-token',
];
/** The engine's own session and its token against forged requests. Under other names its token does not work. */
const COOKIES_THAT_PASS = ['JSESSIONID', 'XSRF-TOKEN'];
const WEB_APPS = '/operaton';
const TIMEOUT_MS = 30_000;
const AWAY = 'Mesin proses sedang tidak menjawab. Tunggu sebentar, lalu coba lagi.';
const ENGINE_REFUSED =
  'Yang Anda buka sudah tidak ada, atau bukan bagian Anda. Muat ulang daftar, lalu pilih lagi dari sana.';

/** What the office puts into an answer of the engine before a browser has it. */
export type Change = (body: string) => string;

/** Hands a request on to the engine's web apps in the name of an officer, and the answer back. */
export function createForwarding(options: {
  readonly engine: EngineAddress;
  readonly secure: boolean;
  readonly logger: Logger;
  readonly refuse: RefuseAsked;
}) {
  const { engine, secure, logger, refuse } = options;
  const behalf = new WeakMap<IncomingMessage, OnBehalfOf>();
  const changes = new WeakMap<IncomingMessage, Change>();
  const common = { target: engine.url, changeOrigin: true, xfwd: false, ws: false, proxyTimeout: TIMEOUT_MS };
  const on = {
    proxyReq: (outgoing: ClientRequest, request: Request) => {
      prepare(outgoing, request, behalf.get(request), engine.secret);
      if (['POST', 'PUT'].includes(request.method)) writeBody(outgoing, request.body);
    },
    error: (error: Error, request: Request, response: Response | Socket) => {
      logger.warn({ error: Reflect.get(error, 'code') ?? error.name }, 'the web apps of the engine do not answer');
      if (!('writeHead' in response) || response.headersSent) return void response.destroy();
      refuse(request, response, 503, 'ENGINE_UNREACHABLE', AWAY);
    },
  };
  const proxy = createProxyMiddleware<Request, Response>({
    ...common,
    on: {
      ...on,
      proxyRes: (answer, request, response) => {
        clean(answer, engine.url, secure);
        if (!isRefusal(request, answer.statusCode)) return;
        // Answered here, so that the proxy hands nothing on.
        answer.resume();
        refuse(request, response, answer.statusCode, 'ENGINE_REFUSED', ENGINE_REFUSED);
      },
    },
  });
  const change = responseInterceptor(async (body, _answer, request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    if (isRefusal(request, response.statusCode)) return JSON.stringify(webAppAnswer('ENGINE_REFUSED', ENGINE_REFUSED));
    const changed = response.statusCode === 200 ? changes.get(request)?.(body.toString()) : undefined;
    return Promise.resolve(changed ?? body);
  });
  const changing = createProxyMiddleware<Request, Response>({
    ...common,
    selfHandleResponse: true,
    on: {
      ...on,
      proxyRes: (answer, request, response) => {
        clean(answer, engine.url, secure);
        void change(answer, request, response);
      },
    },
  });
  return (
    request: Request,
    response: Response,
    who: OnBehalfOf,
    next: Parameters<RequestHandler>[2],
    changed?: Change,
  ): void => {
    behalf.set(request, who);
    if (changed === undefined) return void proxy(request, response, next);
    changes.set(request, changed);
    // The engine must not answer that the browser has it already: with the note it is another.
    for (const name of ['if-none-match', 'if-modified-since']) delete request.headers[name];
    void changing(request, response, next);
  };
}

function prepare(outgoing: ClientRequest, request: IncomingMessage, on: OnBehalfOf | undefined, secret: string): void {
  for (const name of outgoing.getHeaderNames()) if (!HEADERS_THAT_PASS.includes(name)) outgoing.removeHeader(name);
  const cookies = cookiesOf(request).filter(([name]) => COOKIES_THAT_PASS.includes(name));
  if (cookies.length > 0) outgoing.setHeader('cookie', cookies.map((cookie) => cookie.join('=')).join('; '));
  if (on === undefined) return void outgoing.destroy();
  outgoing.setHeader('x-office-user', on.username);
  outgoing.setHeader('x-office-groups', on.groups.join(','));
  outgoing.setHeader('x-office-secret', secret);
}

/** A body goes on as it was read here: the engine must not read another one in the same letters. */
function writeBody(outgoing: ClientRequest, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body ?? {}));
  outgoing.removeHeader('transfer-encoding');
  outgoing.setHeader('content-type', 'application/json');
  outgoing.setHeader('content-length', bytes.length);
  outgoing.write(bytes);
}

/** The answer as the browser may have it: no foreign address, no cookie but the two, none outside the web apps. */
function clean(answer: IncomingMessage, engineUrl: string, secure: boolean): void {
  const { headers } = answer;
  delete headers['server'];
  if (headers.location !== undefined) {
    const { pathname, search } = new URL(headers.location, engineUrl);
    headers.location = pathname + search;
  }
  const set = (headers['set-cookie'] ?? []).flatMap((line) => {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    if (!COOKIES_THAT_PASS.includes(pair.split('=')[0] ?? '')) return [];
    const kept = attributes.filter((attribute) => /^(httponly|expires=|max-age=)/i.test(attribute));
    return [[pair, ...kept, `Path=${WEB_APPS}`, 'SameSite=Lax', ...(secure ? ['Secure'] : [])].join('; ')];
  });
  if (set.length > 0) headers['set-cookie'] = set;
  else delete headers['set-cookie'];
}

function cookiesOf(request: IncomingMessage): [name: string, value: string][] {
  return (request.headers.cookie ?? '').split(/;\s*/).flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]];
  });
}

/** The engine refuses in English and names ids: what it keeps from a person it says in the office's words. */
function isRefusal({ url }: IncomingMessage, status: number | undefined): status is 403 | 404 {
  return (status === 403 || status === 404) && (url ?? '').startsWith(`${WEB_APPS}/api/engine/`);
}
