import type { CamundaSession } from './camunda-session.ts';
import { TasklistUser } from './tasklist-user.ts';
import { until } from './until.ts';

export interface SignedDocument {
  readonly applicationNumber: string;
  readonly status: string;
  readonly reason: string;
}

/** The head at our signing page: what his browser does there, under his Tasklist login. */
export class HeadOfOffice extends TasklistUser {
  readonly #desk: string;
  readonly #origin: string;

  constructor(session: CamundaSession, portalUrl: string) {
    super(session);
    this.#desk = `${portalUrl}/meja`;
    this.#origin = new URL(portalUrl).origin;
  }

  /** Waits until the drafts are on the page, ticks them, types the passphrase, and waits for the outcome of each. */
  async signs(applicationNumbers: readonly string[], passphrase: string): Promise<SignedDocument[]> {
    const { token, csrfCookie, values } = await until('the drafts on the signing page', async () => {
      const page = await this.#page();
      return page !== undefined && applicationNumbers.every((number) => page.values.has(number)) ? page : undefined;
    });
    const form = new URLSearchParams({ token, diperiksa: 'ya', passphrase });
    for (const number of applicationNumbers) form.append('dokumen', `${number}:${values.get(number)}`);
    const response = await fetch(`${this.#desk}/tanda-tangan`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        Cookie: `${await this.session.cookie()}; ${csrfCookie}`,
        Origin: this.#origin,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: form.toString(),
    });
    const progress = response.headers.get('Location');
    if (response.status !== 303 || progress === null) throw new Error(`the signing page refuses: ${response.status}`);
    return until('the outcome of the signing', async () => {
      const answer = await fetch(`${new URL(progress, this.#origin).href}.json`, {
        headers: { Cookie: await this.session.cookie() },
      });
      const { finished, documents } = (await answer.json()) as { finished: boolean; documents: SignedDocument[] };
      return finished ? documents : undefined;
    });
  }

  /** Undefined while the engine is away. */
  async #page(): Promise<{ token: string; csrfCookie: string; values: Map<string, string> } | undefined> {
    const response = await fetch(`${this.#desk}/tanda-tangan`, { headers: { Cookie: await this.session.cookie() } });
    const html = await response.text();
    if (response.status >= 500) return undefined;
    if (!response.ok) throw new Error(`the signing page does not open: ${response.status}`);
    const csrfCookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; ');
    const values = new Map(
      [...html.matchAll(/name="dokumen" value="(KK-[0-9A-Z-]+):([0-9a-f]{64})"/g)].map((match) => [
        match[1]!,
        match[2]!,
      ]),
    );
    return { token: /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '', csrfCookie, values };
  }
}
