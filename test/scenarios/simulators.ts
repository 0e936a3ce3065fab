import type { Config } from '../../src/config/config.ts';
import type { Berkas } from './berkas.ts';

/** The request of each simulator that matters to a scenario; questions of /healthz must not use an order up. */
const AT = { siak: 'POST /entri', bsre: 'POST /api', whatsapp: 'POST /2010' } as const;

/** Orders a simulator to fail: the next calls, in this way, for everybody or `of` one case. */
export class Simulators {
  readonly #urls: Readonly<Record<'siak' | 'bsre' | 'whatsapp', string>>;

  constructor({ siak, host, ports, whatsapp }: Config) {
    this.#urls = { siak: siak.service?.url ?? '', bsre: `http://${host}:${ports.bsre}`, whatsapp: whatsapp.url };
  }

  async fails(
    which: 'siak' | 'bsre' | 'whatsapp',
    how: string,
    { next = 1, of = '' }: { readonly next?: number; readonly of?: string } = {},
  ): Promise<void> {
    const response = await fetch(`${this.#urls[which]}/fail`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ next, how, of, at: AT[which] }),
    });
    if (!response.ok)
      throw new Error(`${which} does not take the order "${how}": ${response.status} ${await response.text()}`);
  }

  /** The officer types the entry into SIAK by hand, on SIAK's own page; answers SIAK's reference. */
  async typesIntoSiak({ number, application }: Berkas): Promise<string> {
    const change = application.changes[0]!;
    const form = new URLSearchParams({
      referensi: number,
      noKk: application.kkNumber!,
      nik: application.members[change.member]!.nik,
      elemen: change.element,
      menjadi: change.to,
    });
    const response = await fetch(`${this.#urls.siak}/entri-tangan`, { method: 'POST', body: form });
    const reference = /class="number">([^<]+)</.exec(await response.text())?.[1];
    if (reference === undefined) throw new Error(`SIAK's page shows no reference: ${response.status}`);
    return reference;
  }

  async works(which: 'siak' | 'bsre' | 'whatsapp'): Promise<void> {
    await fetch(`${this.#urls[which]}/fail`, { method: 'DELETE' });
  }
}
