import { expect } from 'chai';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import { AlreadyOpen } from '../../src/cases/not-possible.ts';
import { refuseSame } from '../../src/cases/same-application.ts';
import type { Application } from '../../src/domain/application.ts';
import { sampleApplication } from '../domain/sample-application.ts';

const KEY = Buffer.alloc(32, 7);
const SUBMITTED = new Date('2026-11-27T03:00:00Z');
const APPLICANT = '3402155203850002';
type Change = Application['changes'][number];
type Event = NonNullable<Application['events']>[number];
const change = (element: string, to: string, member = 1) =>
  ({ member, element, from: 'LAMA', to, basis: 'Surat' }) as Change;
const events = (...all: object[]): Partial<Application> => ({ changes: [], events: all as unknown as Event[] });

interface Open {
  readonly applicationNumber: string;
  readonly application: Application;
}
function office(open: readonly Open[], known: readonly string[] = []) {
  const order: unknown[] = [];
  const tables = {
    subjects: {
      lock: (hash: string) => Promise.resolve(void order.push(['lock', hash])),
      openWith: (hashes: readonly string[], except: string) => {
        order.push(['open', hashes, except]);
        return Promise.resolve(open.map(({ applicationNumber }) => ({ applicationNumber, subject: '' })));
      },
    },
    cases: {
      byIdempotencyKey: (key: string) => {
        order.push(['twin', key]);
        return Promise.resolve(known.includes(key) ? {} : undefined);
      },
      findMany: (numbers: readonly string[]) =>
        Promise.resolve(
          open
            .filter((one) => numbers.includes(one.applicationNumber))
            .map((one) => ({ ...one, submittedAt: SUBMITTED })),
        ),
    },
  } as unknown as Parameters<typeof refuseSame>[0];
  return { tables, order };
}
/** The number of the open case that keeps this one from being submitted; null: it may be. */
const keptBy = (application: Partial<Application>, ...open: Partial<Application>[]): Promise<string | null> =>
  refuseSame(
    office(open.map((one, i) => ({ applicationNumber: `KK-${i + 1}`, application: sampleApplication(one) }))).tables,
    KEY,
    sampleApplication(application),
    'key-1',
  ).then(
    () => null,
    (error: unknown) => (error as AlreadyOpen).applicationNumber,
  );

describe('An application that is asked for a second time', () => {
  it('is refused with the number and the day of the open one', async () => {
    const { tables } = office([{ applicationNumber: 'KK-1', application: sampleApplication() }]);
    const error = await refuseSame(tables, KEY, sampleApplication(), 'key-1').catch((one: unknown) => one);
    expect(error).to.be.instanceOf(AlreadyOpen);
    expect(error).to.deep.include({ applicationNumber: 'KK-1', submittedAt: SUBMITTED });
  });

  it('is looked for under a lock of its applicant, so that of two at the same moment one sees the other', async () => {
    const { tables, order } = office([]);
    await refuseSame(tables, KEY, sampleApplication(), 'key-1');
    const hash = subjectHash(KEY, 'nik', APPLICANT);
    expect(order).to.deep.equal([
      ['lock', hash],
      ['twin', 'key-1'],
      ['open', [hash], ''],
    ]);
  });

  it('is its own twin, sent twice under the same key: that is no second one', async () => {
    const { tables } = office([{ applicationNumber: 'KK-1', application: sampleApplication() }], ['key-1']);
    await refuseSame(tables, KEY, sampleApplication(), 'key-1');
  });

  it('may be submitted when nothing of this applicant is open', async () => {
    expect(await keptBy({})).to.equal(null);
  });

  it('is the same in other words: the telephone as it is written, the order, the text of a change', async () => {
    const { applicant } = sampleApplication();
    expect(await keptBy({ applicant: { ...applicant, whatsapp: '+62 812-3456-7890' } }, {})).to.equal('KK-1');
    expect(await keptBy({ applicant: { ...applicant, name: 'Wening P.' } }, {})).to.equal('KK-1');
    const [one, other] = [change('pendidikan', 'STRATA II'), change('pekerjaan', 'PEDAGANG', 0)];
    expect(await keptBy({ changes: [one, other] }, { changes: [other, one] })).to.equal('KK-1');
    expect(await keptBy({ changes: [{ ...one, to: 'STRATA III' }] }, { changes: [one] })).to.equal('KK-1');
    expect(await keptBy({ changes: [one, one] }, { changes: [one] })).to.equal('KK-1');
  });

  it('is found among several', async () => {
    const other = { changes: [change('pekerjaan', 'PEDAGANG')] };
    expect(await keptBy({}, other, {}, other)).to.equal('KK-2');
  });

  it('is another one for another person, for another thing, about another card or about other members', async () => {
    const { applicant } = sampleApplication();
    for (const [what, different] of Object.entries({
      'another applicant': { applicant: { ...applicant, nik: '3402151708820001' } },
      'another telephone': { applicant: { ...applicant, whatsapp: '081298765432' } },
      'another reason': { reason: 'hilang' as const },
      'another card': { kkNumber: '3402150101150009' },
      'no card': { kkNumber: undefined } as unknown as Partial<Application>,
      'another element': { changes: [change('pekerjaan', 'PEDAGANG')] },
      'one element more': { changes: [...sampleApplication().changes, change('pekerjaan', 'PEDAGANG')] },
      'another member': { changes: [change('pendidikan', 'DIPLOMA IV/STRATA I', 0)] },
    })) {
      expect(await keptBy(different, {}), what).to.equal(null);
      expect(await keptBy({}, different), what).to.equal(null);
    }
    const nobody = { changes: [change('pendidikan', 'STRATA II', 9)] };
    expect(await keptBy(nobody, nobody)).to.equal('KK-1');
    expect(await keptBy(nobody, {})).to.equal(null);
  });

  describe('by the events of a family', () => {
    const baby = { event: 'bayi-lahir', baby: { name: 'Putri', father: '3402151708820001' } };
    const married = { event: 'menikah', spouses: ['3402155203850002', '3402151708820001'] };

    it('is the same by what happened and to whom, in whatever order and words', async () => {
      expect(await keptBy(events(baby, married), events(married, baby))).to.equal('KK-1');
      expect(await keptBy(events(baby), events({ ...baby, baby: { ...baby.baby, name: 'Putri B.' } }))).to.equal(
        'KK-1',
      );
      const turned = { ...married, spouses: married.spouses.toReversed() };
      expect(await keptBy(events(married), events(turned))).to.equal('KK-1');
    });

    it('is another one when something else happened, or to somebody else', async () => {
      expect(await keptBy(events(baby), events(married))).to.equal(null);
      expect(await keptBy(events(baby), events(baby, married))).to.equal(null);
      expect(await keptBy(events(baby), events(baby, baby)), 'two of them').to.equal(null);
      const ofAnother = { ...baby, baby: { ...baby.baby, father: '3402151708820009' } };
      expect(await keptBy(events(baby), events(ofAnother))).to.equal(null);
      expect(await keptBy(events(baby), events({ ...baby, mother: '3402155203850002' }))).to.equal(null);
      const notNumbers = { ...baby, weight: 3200, none: null, text: 'bukan 3402155203850002' };
      expect(await keptBy(events(baby), events(notNumbers)), 'words are no people').to.equal('KK-1');
    });
  });
});
