import { Officer } from './officer.ts';
import { until } from './until.ts';

export interface SignedDocument {
  readonly applicationNumber: string;
  readonly status: string;
  readonly reason: string;
}
interface SigningForm {
  readonly token: string;
  readonly cookie: string;
  /** Draft hash by application number. */
  readonly drafts: ReadonlyMap<string, string>;
  /** Numbers of the drafts that name another signer. */
  readonly inOthersName: readonly string[];
}

const PAGE = '/meja/tanda-tangan';

/** The head at the signing page: what their browser does there, under their own login. */
export class HeadOfOffice extends Officer {
  /** Looks at each draft in full size, ticks it, types the passphrase, and waits for the outcome of each. */
  async signs(applicationNumbers: readonly string[], passphrase: string): Promise<SignedDocument[]> {
    await until('the drafts on the signing page', async () => {
      const drafts = (await this.#form())?.drafts;
      return drafts !== undefined && applicationNumbers.every((number) => drafts.has(number));
    });
    await this.#inOwnName(applicationNumbers);
    for (const number of applicationNumbers) await this.looksAt(number);
    return this.signsUnseen(applicationNumbers, passphrase);
  }

  /** The same without looking at anything: what the office has to refuse. */
  async signsUnseen(applicationNumbers: readonly string[], passphrase: string): Promise<SignedDocument[]> {
    const form = await this.#form();
    if (form === undefined) throw new Error('the signing page does not answer');
    const fields = new URLSearchParams({ token: form.token, diperiksa: 'ya', passphrase });
    for (const number of applicationNumbers) fields.append('dokumen', `${number}:${form.drafts.get(number) ?? ''}`);
    const response = await fetch(this.portal + PAGE, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        Cookie: form.cookie,
        Origin: this.origin,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: fields.toString(),
    });
    const progress = response.headers.get('Location');
    if (response.status !== 303 || progress === null) throw new Error(`the signing page refuses: ${response.status}`);
    return until('the outcome of the signing', async () => {
      const answer = (await this.read(`${progress}.json`)) as { finished: boolean; documents: SignedDocument[] };
      return answer.finished ? answer.documents : undefined;
    });
  }

  /** Has the signature lines of those that name somebody else drawn anew. */
  async #inOwnName(applicationNumbers: readonly string[]): Promise<void> {
    const form = await this.#form();
    const others = (form?.inOthersName ?? []).filter((number) => applicationNumbers.includes(number));
    if (form === undefined || others.length === 0) return;
    const response = await fetch(`${this.portal}${PAGE}/atas-nama-saya`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: form.cookie, Origin: this.origin, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: form.token, berkas: others.join(' ') }).toString(),
    });
    if (response.headers.get('Location') !== `${PAGE}?siap=ya`)
      throw new Error(`the drafts are not drawn for this signer: ${response.status}`);
  }

  /** Undefined while the office does not answer. */
  async #form(): Promise<SigningForm | undefined> {
    const session = await this.cookie();
    const response = await fetch(this.portal + PAGE, { headers: { Cookie: session, Accept: 'text/html' } });
    const html = await response.text();
    if (response.status >= 500) return undefined;
    if (!response.ok) throw new Error(`the signing page does not open: ${response.status}`);
    const set = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]!);
    return {
      token: /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '',
      cookie: [session, ...set].join('; '),
      drafts: new Map(
        [...html.matchAll(/value="(KK-[0-9A-Z-]+):([0-9a-f]{64})"/g)].map((match) => [match[1]!, match[2]!]),
      ),
      inOthersName: [
        ...new Set([...html.matchAll(/name="berkas" value="(KK-[0-9A-Z-]+)"/g)].map(([, number]) => number!)),
      ],
    };
  }
}
