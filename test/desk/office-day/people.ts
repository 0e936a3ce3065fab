import type { Office } from '../../cases/office.ts';
import { PASSPHRASE } from '../../cases/external-services.ts';
import { until } from '../../../src/demo/until.ts';
import { CHANGED, type DayCase } from './applications.ts';
import type { Screen } from './screen.ts';

const title = (screen: Screen) => screen.text('[data-decision] h2');
const numberOn = (screen: Screen) => screen.text('.case-head h1');

/** Answers the task on the screen, and lands at the next one or at the list. */
async function decidesWhatIsShown(screen: Screen, cases: ReadonlyMap<string, DayCase>, met: Set<string>) {
  const task = await title(screen);
  const number = await numberOn(screen);
  const course = cases.get(number)?.course ?? 'common';
  const isFirst = !met.has(`${number} ${task}`);
  met.add(`${number} ${task}`);
  if (task.startsWith('3.') && course === 'incomplete' && isFirst) {
    await screen.looksAtEverything();
    await screen.chooses('Belum lengkap');
    await screen.clicks('.asked input[type=checkbox]');
    await screen.writes('#catatan', 'Foto terpotong, kirim lagi seluruh halaman.');
  } else if (task.startsWith('3.')) {
    await screen.looksAtEverything();
    await screen.chooses('Lengkap dan sesuai');
  } else if (task.startsWith('4.')) {
    await screen.looksAtEverything();
    await screen.chooses('Draf sesuai');
  } else if (task.startsWith('5.')) {
    await screen.looksAtEverything();
    if (course === 'doubted' && isFirst) {
      await screen.chooses('Ada indikasi');
      await screen.writes('#catatan', 'Gelar di ijazah tidak terbaca.');
    } else await screen.chooses('Valid');
  } else if (task.startsWith('8.')) await screen.chooses('KK sudah diserahkan');
  await screen.goesBy('[data-submit]');
  const refused = await screen.text('[role=alert]');
  screen.ends(task, number);
  return refused;
}

/**
 * An officer from the first task to the last: the page itself leads from one to the next. `isFree`: nothing waits for
 * them. Answers what the office refused.
 */
export async function worksUntil(
  screen: Screen,
  cases: ReadonlyMap<string, DayCase>,
  isFree: () => Promise<boolean>,
  isOver: () => Promise<boolean>,
): Promise<string[]> {
  const refusals: string[] = [];
  const met = new Set<string>();
  await screen.goes('/meja');
  screen.begins();
  for (;;) {
    if ((await title(screen)) !== '') {
      const refused = await decidesWhatIsShown(screen, cases, met);
      if (refused !== '') {
        refusals.push(refused);
        await screen.goesBy('.case-head [data-key=n]');
      }
      continue;
    }
    // The page asks for news every ten seconds; here it is opened when there is some.
    while (await isFree()) {
      if (await isOver()) return refusals;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await screen.goes('/meja');
    if ((await screen.page.$('.headline a[href="/meja/lanjut"]')) === null) continue;
    screen.begins();
    await screen.goesBy('.headline a[href="/meja/lanjut"]');
  }
}

/** The head reads every draft that waits, one after the other, and signs with one passphrase. Answers how many. */
export async function signsWhatWaits(screen: Screen, returned: Set<string>): Promise<number> {
  await screen.goes('/meja/tanda-tangan');
  screen.begins();
  if ((await screen.page.$('[data-begin]')) === null) return 0;
  await screen.clicks('[data-begin]');
  let chosen = 0;
  const all = await screen.page.$$eval('input[name=dokumen]', (boxes) => boxes.length);
  for (let i = 0; i < all; i++) {
    await screen.until(() => document.querySelector<HTMLButtonElement>('[data-sign-next]')?.disabled === false);
    const shown = /KK-\d{6}-\w{6}/.exec(await screen.text('[data-what]'))?.[0] ?? '';
    if (returned.delete(shown)) {
      await screen.clicks('[data-return]');
      await screen.writes('[data-returning] textarea', 'Alamat belum sesuai dengan berkas.');
      await screen.clicks('[data-returning] [type=submit]');
    } else {
      await screen.clicks('[data-sign-next]');
      chosen += 1;
    }
    await screen.until(
      (before) =>
        !document.querySelector<HTMLDialogElement>('[data-dialog]')!.open ||
        !document.querySelector('[data-what]')!.textContent.includes(before),
      shown,
    );
  }
  if (chosen === 0) return 0;
  await screen.clicks('input[name=diperiksa]');
  await screen.writes('#passphrase', PASSPHRASE);
  await screen.goesBy('[data-submit]');
  await screen.until(() => / dari \d+ draf sudah/.test(document.querySelector('[data-heading]')?.textContent ?? ''));
  screen.ends(`7. ${chosen} drafts read and signed`);
  return chosen;
}

/**
 * Everything that happens without the office: services answer, phones report what arrived, applicants send what is asked.
 */
export class Outside {
  readonly #office: Office;
  readonly #cases: ReadonlyMap<string, DayCase>;
  readonly #told = new Set<string>();
  readonly #asked = new Set<string>();
  #isOpen = true;
  readonly #running: Promise<void>;

  constructor(office: Office, cases: ReadonlyMap<string, DayCase>) {
    this.#office = office;
    this.#cases = cases;
    this.#running = this.#goesOn();
  }
  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#running;
  }

  async #goesOn(): Promise<void> {
    while (this.#isOpen) {
      await this.#office.settle();
      for (const { sid, purpose, applicationNumber } of this.#office.messenger.sent) {
        if (this.#told.has(sid)) continue;
        this.#told.add(sid);
        await this.#arrives(sid, applicationNumber, purpose);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async #arrives(sid: string, applicationNumber: string, purpose: string): Promise<void> {
    const { applicants } = this.#office;
    const one = this.#cases.get(applicationNumber);
    if (one === undefined) return;
    if (purpose === 'card' && one.course === 'unreachable')
      return applicants.messageStatus({ sid, status: 'undelivered', errorCode: '63024' });
    for (const status of ['delivered', 'read']) await applicants.messageStatus({ sid, status, errorCode: null });
    if ((purpose === 'incomplete' || purpose === 'invalid') && !this.#asked.has(sid)) {
      this.#asked.add(sid);
      await until('the case waits for its applicant', async () => {
        await this.#office.settle();
        return (await this.#office.case(applicationNumber)).state === 'waiting-for-applicant';
      });
      const asked = (await this.#office.case(applicationNumber)).missingDocuments;
      const sent = await Promise.all((asked.length > 0 ? asked : CHANGED).map((kind) => this.#office.paper(kind)));
      await applicants.complete(applicationNumber, one.pin, sent);
    }
  }
}
