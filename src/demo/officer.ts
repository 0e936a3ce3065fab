import { PATIENCE_MS, until } from './until.ts';

/** An answer other than 2xx or 3xx. */
export class OfficeRefusal extends Error {
  readonly status: number;
  /** Code of domain/failures.ts, where the answer names one. */
  readonly code: string | undefined;
  constructor(what: string, status: number, code: string | undefined, text: string) {
    super(`${what}: ${status} ${text.slice(0, 200)}`);
    this.name = 'OfficeRefusal';
    this.status = status;
    this.code = code;
  }
}

/** "Wait a moment, then load the page again": what was asked, or undefined while the office asks for patience. */
export async function unlessAway<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof OfficeRefusal && error.status === 503) return undefined;
    throw error;
  }
}

/** The officer's task of a case, as the case page describes it to a program. */
export interface DeskTask {
  readonly taskId: string;
  readonly element: string;
  readonly step: number;
  readonly assignee: string | null;
  readonly blocked: string | null;
}
interface DeskCase {
  readonly task: DeskTask | null;
  readonly papers: readonly { readonly id: string }[];
  readonly draft: { readonly sha256: string } | null;
}

/** A case is opened again without news, too: not every change of a case is one of the list. */
const ALL_THE_SAME_MS = 2_000;

interface Session {
  readonly cookie: string;
  readonly token: string;
}

/** An officer with an own login at the desk: what their browser does, by the same interface. */
export class Officer {
  readonly username: string;
  /** Base URL of the office. */
  readonly portal: string;
  /** Origin of the office's public address, which its pages are served under. */
  readonly origin: string;
  readonly #password: string;
  readonly #looked = new Set<string>();
  /** One log-in for all who ask at the same moment: the office counts them as tries. */
  #session: Promise<Session> | undefined;

  /** `publicUrl`: where the office is known, when `portalUrl` leads to one of its processes directly. */
  constructor(portalUrl: string, username: string, password: string, publicUrl = portalUrl) {
    this.portal = portalUrl;
    this.origin = new URL(publicUrl).origin;
    this.username = username;
    this.#password = password;
  }

  /** Value of the Cookie header; logs in when there is no session yet. */
  async cookie(): Promise<string> {
    return (await this.#entered()).cookie;
  }

  /** A request with this officer's session, whatever the answer. A session that is over is renewed once. */
  async request(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response> {
    const session = this.#session;
    const answer = await this.#send(method, path, body);
    if (answer.status !== 401) return answer;
    // Somebody else may have renewed it in the meantime.
    if (this.#session === session) this.#session = undefined;
    return this.#send(method, path, body);
  }

  /** The JSON of a page. Throws OfficeRefusal. */
  async read(path: string): Promise<unknown> {
    const response = await this.request('GET', path);
    if (!response.ok) throw await refusalOf(`${this.username} reads ${path}`, response);
    return response.json();
  }

  /** Throws OfficeRefusal. */
  async send(path: string, body: unknown): Promise<void> {
    const response = await this.request('POST', path, body);
    if (response.status >= 400) throw await refusalOf(`${this.username} posts to ${path}`, response);
    await response.body?.cancel();
  }

  /** A file in the form of this page, as its browser sends it; answers whatever the office says. */
  async uploads(page: string, path: string, form: FormData): Promise<Response> {
    const cookie = await this.cookie();
    const shown = await fetch(this.portal + page, { headers: { Accept: 'text/html', Cookie: cookie } });
    const token = /name="token" value="([^"]+)"/.exec(await shown.text())?.[1] ?? '';
    form.set('token', token);
    const own = shown.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
    return fetch(this.portal + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { Accept: 'application/json', Cookie: [cookie, ...own].join('; '), Origin: new URL(this.portal).origin },
      body: form,
    });
  }

  /** The open task of this element, once it is on the officer's case page. */
  async waitFor(number: string, element: string, withinMs = PATIENCE_MS): Promise<DeskTask> {
    return (await this.#pageWithTask(number, element, withinMs)).task;
  }

  /** Looks at the data, at every paper and at the draft in full size, as the office wants it before a decision. */
  async looksAt(number: string): Promise<void> {
    const shown = await this.#case(number);
    if (shown !== undefined) await this.#looksThrough(number, shown);
  }

  /**
   * Posts an answer to a task, without looking at anything first. Throws OfficeRefusal with the code of the refusal.
   */
  async answers(number: string, task: string, answer: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.send(`/meja/berkas/${number}/keputusan`, { task, ...answer });
  }

  /** Waits for the task, and looks at what is to be seen. */
  async takesUp(number: string, element: string): Promise<DeskTask> {
    const shown = await this.#pageWithTask(number, element);
    await this.#looksThrough(number, shown);
    return shown.task;
  }

  /**
   * Waits for the task, looks at what is to be seen, and answers; once more where the office says that the answer is not
   * recorded because the engine was away.
   */
  async does(number: string, element: string, answer: Readonly<Record<string, unknown>> = {}): Promise<DeskTask> {
    const task = await this.takesUp(number, element);
    return until(`the engine takes the answer to ${element} of ${number}`, () =>
      unlessAway(async () => {
        await this.answers(number, task.taskId, answer);
        return task;
      }),
    );
  }

  /** Opens the case, and again whenever the work list has news: what the officer's browser asks for all the time. */
  async #pageWithTask(
    number: string,
    element: string,
    withinMs = PATIENCE_MS,
  ): Promise<DeskCase & { readonly task: DeskTask }> {
    const look = async () => {
      const shown = await unlessAway(() => this.#case(number));
      return shown?.task?.element === element ? { ...shown, task: shown.task } : undefined;
    };
    let known: string | undefined;
    let lookAt = 0;
    return (
      (await look()) ??
      until(
        `task ${element} of ${number} at the desk of ${this.username}`,
        async () => {
          // Before the look: what changes during it is news.
          const version = await this.#news();
          if (version !== undefined && version === known && Date.now() < lookAt) return undefined;
          known = version;
          lookAt = Date.now() + ALL_THE_SAME_MS;
          return look();
        },
        { withinMs },
      )
    );
  }

  /** A text that changes when the officer's work list does; undefined while the office does not answer. */
  async #news(): Promise<string | undefined> {
    const response = await this.request('GET', '/meja/kabar.json');
    if (response.ok) return ((await response.json()) as { version: string }).version;
    await response.body?.cancel();
    return undefined;
  }

  /** At what is new to this officer: the office remembers what each of them has looked at, and so do they. */
  async #looksThrough(number: string, { papers, draft }: DeskCase): Promise<void> {
    for (const { id } of papers) await this.#looksOnce(`/meja/berkas/${number}/dokumen/${id}`);
    if (draft !== null)
      await this.#looksOnce(`/meja/gambar/${number}/draf.png?sidik=${draft.sha256.slice(0, 12)}&ukuran=penuh`);
  }

  async #looksOnce(path: string): Promise<void> {
    if (this.#looked.has(path)) return;
    const response = await this.request('GET', path);
    await response.arrayBuffer();
    if (response.ok) this.#looked.add(path);
  }

  /** Undefined while the office does not answer: what a person does then is to wait. */
  async #case(number: string): Promise<DeskCase | undefined> {
    const response = await this.request('GET', `/meja/berkas/${number}`);
    if (response.ok) return (await response.json()) as DeskCase;
    if (response.status >= 500 || response.status === 403) {
      await response.body?.cancel();
      return undefined;
    }
    throw await refusalOf(`${this.username} opens ${number}`, response);
  }

  async #send(method: 'GET' | 'POST', path: string, body: unknown): Promise<Response> {
    const { cookie, token } = await this.#entered();
    return fetch(this.portal + path, {
      method,
      redirect: 'manual',
      headers: {
        Accept: 'application/json',
        Cookie: cookie,
        Origin: this.origin,
        'X-CSRF-Token': token,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  #entered(): Promise<Session> {
    this.#session ??= this.#logIn().catch((error: unknown) => {
      this.#session = undefined;
      throw error;
    });
    return this.#session;
  }

  async #logIn(): Promise<Session> {
    const response = await fetch(`${this.portal}/masuk`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        Origin: this.origin,
      },
      body: JSON.stringify({ username: this.username, password: this.#password }),
    });
    if (!response.ok) throw await refusalOf(`log-in of ${this.username}`, response);
    const cookie = response.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0])
      .join('; ');
    const { token = '' } = (await response.json()) as { token?: string };
    return { cookie, token };
  }
}

async function refusalOf(what: string, response: Response): Promise<OfficeRefusal> {
  const text = await response.text();
  const code = /"code":\s*"([A-Z_]+)"/.exec(text)?.[1];
  return new OfficeRefusal(what, response.status, code, text);
}
