import type { CamundaSession } from '../../src/demo/camunda-session.ts';

export interface DeskAnswer {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
}

/** An officer's browser at our desk, under his Tasklist login: what he can do with our pages, and what he can only try. */
export class DeskVisitor {
  readonly #session: CamundaSession;
  readonly #portal: string;
  #csrfCookie = '';

  constructor(session: CamundaSession, portalUrl: string) {
    this.#session = session;
    this.#portal = portalUrl;
  }

  get(path: string): Promise<DeskAnswer> {
    return this.#send(path, {});
  }

  /** Opens the page that holds the form, takes its token (an empty one, if he is shown no form), and posts. */
  async post(path: string, fields: Readonly<Record<string, string>>, from: string): Promise<DeskAnswer> {
    const token = /name="token" value="([^"]+)"/.exec((await this.get(from)).text)?.[1] ?? '';
    return this.#send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: new URL(this.#portal).origin },
      body: new URLSearchParams({ token, ...fields }).toString(),
    });
  }

  async #send(path: string, init: RequestInit): Promise<DeskAnswer> {
    const cookie = [await this.#session.cookie(), this.#csrfCookie].filter((one) => one !== '').join('; ');
    const response = await fetch(this.#portal + path, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), Cookie: cookie },
    });
    const set = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
    if (set.length > 0) this.#csrfCookie = set.join('; ');
    return { status: response.status, text: await response.text(), location: response.headers.get('Location') };
  }
}
