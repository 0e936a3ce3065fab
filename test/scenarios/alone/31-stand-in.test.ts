import { expect } from 'chai';
import { HeadOfOffice } from '../../../src/demo/head.ts';
import type { Delegation } from '../../../src/domain/authority.ts';
import { plainDateOf } from '../../../src/domain/plain-date.ts';
import { DEMO_PASSPHRASE, DEMO_PASSWORD } from '../../../src/office/demo-people.ts';
import { attempt } from '../attempts.ts';
import type { Berkas } from '../berkas.ts';
import { DeskVisitor } from '../desk-visitor.ts';
import { withdrawLetters } from '../letters.ts';
import { theOffice, type TestOffice } from '../the-office.ts';

const DAY_MS = 86_400_000;
const day = (fromToday: number) => plainDateOf(new Date(Date.now() + fromToday * DAY_MS));

describe('A stand-in for the head (Plh)', () => {
  let office: TestOffice;
  let berkas: Berkas;
  before(async () => {
    office = await theOffice();
    berkas = await office.applies();
    await berkas.reachesTheHead();
  });
  after(() => withdrawLetters(office));

  const hasLetter = (to: string, from: number, until: number) =>
    office.store.people.delegate({
      from: 'agus.prasetyo',
      to,
      role: 'kepala-dinas',
      kind: 'Plh',
      validFrom: day(from),
      validTo: day(until),
    } satisfies Delegation);

  it('may do nothing before the letter is valid, and nothing after', async () => {
    await hasLetter('bambang.hartono', -30, -1);
    await hasLetter('bambang.hartono', 400, 430);
    const outcome = await attempt(berkas, 7, 'tasklist', office.bambang);
    expect(outcome).to.have.nested.include({ 'refused.code': 'WRONG_ROLE' });
    const bambang = new DeskVisitor(office.bambang, office.config.baseUrl);
    expect((await bambang.get('/meja/tanda-tangan')).status).to.equal(403);
  });

  it('signs while it is valid; the journal and the signature itself say for whom', async () => {
    await hasLetter('endah.lestari', 0, 60);
    const endah = new HeadOfOffice(office.config.baseUrl, 'endah.lestari', DEMO_PASSWORD);
    const [signed] = await endah.signs([berkas.number], DEMO_PASSPHRASE);
    expect(signed).to.include({ status: 'signed' });
    expect(await berkas.happened('decision-recorded', (detail) => detail['actingAs'] === 'Plh')).to.include({
      actor: 'endah.lestari',
      step: 7,
    });
    expect((await berkas.happened('card-signed')).detail).to.include({ actingAs: 'Plh' });
    const reason = /\/Reason\s*<([0-9A-F]+)>/i.exec((await berkas.applicant.downloads()).toString('latin1'))?.[1] ?? '';
    expect(Buffer.from(reason, 'hex').swap16().toString('utf16le')).to.include('(Plh. Kepala Dinas)');
  });
});
