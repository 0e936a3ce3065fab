import { Officer } from './officer.ts';
import { until } from './until.ts';

export interface SignedDocument {
  readonly applicationNumber: string;
  readonly status: string;
  readonly reason: string;
}

/** The head at the signing page: what their browser does there, under their own login. */
export class HeadOfOffice extends Officer {
  /** Looks at each draft in full size, ticks it, types the passphrase, and waits for the outcome of each. */
  async signs(applicationNumbers: readonly string[], passphrase: string): Promise<SignedDocument[]> {
    const drafts = await until('the drafts on the signing page', async () => {
      const shown = await this.#drafts();
      return applicationNumbers.every((number) => shown.has(number)) ? shown : undefined;
    });
    for (const number of applicationNumbers) await this.looksAt(number);
    return this.signsUnseen(
      applicationNumbers.map((number) => [number, drafts.get(number)!]),
      passphrase,
    );
  }

  /** The same without looking at anything: what the office has to refuse. */
  async signsUnseen(
    documents: readonly (readonly [number: string, draftSha256: string])[],
    passphrase: string,
  ): Promise<SignedDocument[]> {
    const response = await this.request('POST', '/meja/tanda-tangan', {
      diperiksa: 'ya',
      passphrase,
      dokumen: documents.map(([number, draft]) => `${number}:${draft}`),
    });
    const { batch } = (await response.json()) as { batch?: string };
    if (!response.ok || batch === undefined) throw new Error(`the signing page refuses: ${response.status}`);
    return until('the outcome of the signing', async () => {
      const answer = (await this.read(`/meja/tanda-tangan/proses/${batch}.json`)) as {
        finished: boolean;
        documents: SignedDocument[];
      };
      return answer.finished ? answer.documents : undefined;
    });
  }

  /** Draft hash by application number; empty while the office does not answer. */
  async #drafts(): Promise<Map<string, string>> {
    const response = await this.request('GET', '/meja/tanda-tangan');
    if (response.status >= 500) return new Map();
    if (!response.ok) throw new Error(`the signing page does not open: ${response.status}`);
    const { drafts } = (await response.json()) as { drafts: { applicationNumber: string; draftSha256: string }[] };
    return new Map(drafts.map(({ applicationNumber, draftSha256 }) => [applicationNumber, draftSha256]));
  }
}
