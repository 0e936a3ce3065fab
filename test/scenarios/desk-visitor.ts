import type { Officer } from '../../src/demo/officer.ts';

export interface DeskAnswer {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
}

/** An officer's browser at our desk, as it sends forms: what can be done with our pages, and what can only be tried. */
export class DeskVisitor {
  readonly #officer: Officer;
  readonly #portal: string;
  #csrfCookie = '';

  constructor(officer: Officer, portalUrl: string) {
    this.#officer = officer;
    this.#portal = portalUrl;
  }

  get(path: string): Promise<DeskAnswer> {
    return this.#send(path, {});
  }

  /** Opens the page that holds the form, takes its token (an empty one, if no form is shown), and posts. */
  async post(path: string, fields: Readonly<Record<string, string>>, from: string): Promise<DeskAnswer> {
    const token = /name="token" value="([^"]+)"/.exec((await this.get(from)).text)?.[1] ?? '';
    return this.#send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: new URL(this.#portal).origin },
      body: new URLSearchParams({ token, ...fields }).toString(),
    });
  }

  async #send(path: string, init: RequestInit): Promise<DeskAnswer> {
    const cookie = [await this.#officer.cookie(), this.#csrfCookie].filter((one) => one !== '').join('; ');
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
