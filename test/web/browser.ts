export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}
/** One person's browser: keeps cookies, names its origin with what it sends, follows no redirect by itself. */
export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Takes the token from the page at `from`, then posts the form. */
  post(
    path: string,
    fields: readonly [string, string][],
    options?: { from?: string; token?: string; headers?: Record<string, string> },
  ): Promise<Answer>;
  send(path: string, init: RequestInit): Promise<Answer>;
  /** Name and value of every cookie it holds. */
  readonly cookies: Map<string, string>;
}

/** `ownUrl`: what the browser believes to be the office, when it is not where it sends to. */
export function createBrowser(url: string, ownUrl = url): Browser {
  const cookies = new Map<string, string>();
  const browser: Browser = {
    cookies,
    async send(path, init) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(new URL(path, url), {
        ...init,
        redirect: 'manual',
        headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
      });
      for (const line of answer.headers.getSetCookie()) keep(cookies, line);
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
    get: (path, headers = {}) => browser.send(path, { headers }),
    async post(path, fields, { from = path, token, headers = {} } = {}) {
      const held = token ?? /name="token" value="([\w-]+)"/.exec((await browser.get(from)).text)?.[1] ?? '';
      return browser.send(path, {
        method: 'POST',
        body: new URLSearchParams([['token', held], ...fields]).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: new URL(ownUrl).origin,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
      });
    },
  };
  return browser;
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(/;\s*/);
  const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
  const gone = attributes.some((attribute) => /^(expires=Thu, 01 Jan 1970|max-age=0)/i.test(attribute));
  if (gone) cookies.delete(name);
  else cookies.set(name, value);
}
