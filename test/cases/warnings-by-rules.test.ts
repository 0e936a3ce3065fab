import { expect } from 'chai';
import { ruleWarnings } from '../../src/cases/rule-warnings.ts';
import type { Application } from '../../src/domain/application.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { EVERYBODY, FAMILY, TODAY, assessed, record } from './event-cases.ts';

const { card, father, mother } = FAMILY;
const written = EVERYBODY.map(({ name, nik, shdk }) => ({ name, nik, shdk }));
const told = (change: Partial<Application> = {}) =>
  sampleApplication({
    applicant: { name: father.name, nik: father.nik, whatsapp: '081234567890' },
    kkNumber: card.kkNumber,
    address: { street: card.address, rt: card.rt, rw: card.rw, kalurahan: card.kalurahanCode! },
    members: written,
    changes: [{ member: 1, element: 'pekerjaan', from: mother.occupation, to: 'PEDAGANG', basis: 'Surat' }],
    ...change,
  });
const OTHERWISE = told({
  changes: [{ member: 1, element: 'pekerjaan', from: 'KARYAWAN SWASTA', to: 'PEDAGANG', basis: 'Surat' }],
});
interface Given {
  readonly cards?: readonly FamilyCard[];
  readonly read?: boolean;
  readonly isChecked?: boolean;
  readonly papers?: readonly DocumentKind[];
  readonly draft?: FamilyCard;
}
const warnings = (of: Application, { papers = [], draft, isChecked = true, ...given }: Given = {}) =>
  ruleWarnings(
    assessed(given) as unknown as Parameters<typeof ruleWarnings>[0],
    record(of, isChecked ? {} : { cardsBeforeSha256: null }),
    papers.map((kind) => ({ kind })),
    draft,
    TODAY,
  );
const texts = async (...of: Parameters<typeof warnings>) => (await warnings(...of)).map(({ text }) => text);

describe('What the rules find beside an application of elements', () => {
  it('is nothing where all is as SIAK has it', async () => {
    expect(await warnings(told())).to.deep.equal([]);
  });

  it('is a sentence without its stop, about nobody in particular', async () => {
    const [only, ...others] = await warnings(OTHERWISE);
    expect(others).to.deep.equal([]);
    expect(only!.about).to.equal(null);
    expect(only!.text).to.match(/^Pekerjaan .* menurut SIAK adalah .*data SIAK$/);
  });

  it('compares nothing where SIAK was not read, or the check has not come', async () => {
    expect(await texts(OTHERWISE, { read: false })).to.deep.equal([]);
    expect(await texts(OTHERWISE, { isChecked: false })).to.deep.equal([]);
  });

  it('says a sentence once, and does not take a stop inside it for its end', async () => {
    const [change] = OTHERWISE.changes;
    const twice = { ...OTHERWISE, changes: [change!, change!] };
    expect(await texts(twice)).to.deep.equal(await texts(OTHERWISE));
    expect((await texts(OTHERWISE))[0]).to.contain('. Periksa KK lama');
  });

  it('of who applies is judged by the papers, and only before the draft', async () => {
    const stranger = told({ applicant: { name: 'SUTEJO', nik: '3402150404800099', whatsapp: '081234567890' } });
    const power = (found: readonly string[]) => found.filter((text) => text.includes('F-1.07')).length;
    expect(power(await texts(stranger))).to.equal(1);
    expect(power(await texts(stranger, { papers: ['kk-lama', 'f-1-07', 'lainnya'] }))).to.equal(0);
    expect(power(await texts(stranger, { draft: card }))).to.equal(0);
  });

  it('is what was filled in, and once there is a draft what stands in that instead', async () => {
    const renamed = EVERYBODY.map((row) => (row.nik === mother.nik ? { ...row, name: 'WENING PUTRI' } : row));
    const oddNik = told({ members: [...written.slice(0, 3), { ...written[3]!, nik: '3402159913180004' }] });
    const unread = { isChecked: false };
    const inTheHand = await texts(oddNik, unread);
    expect(inTheHand.some((text) => text.includes('angka ke-7 sampai ke-12'))).to.equal(true);
    expect(await texts(oddNik, { ...unread, draft: card })).to.deep.equal([]);
    expect(await texts(told(), { ...unread, draft: { ...card, members: renamed } })).to.not.deep.equal([]);
    expect(await texts(told(), unread)).to.deep.equal([]);
  });
});
