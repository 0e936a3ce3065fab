import { expect } from 'chai';
import { assessCase } from '../../src/cases/assess-case.ts';
import { AmendmentRefused } from '../../src/cases/not-possible.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import type { DeclaredEvent } from '../../src/domain/events/application.ts';
import type { Paper } from '../../src/domain/events/documents.ts';
import { toPlainDate } from '../../src/domain/plain-date.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { ENTRIES, applicationOf, papersOf } from '../domain/events/golden-applications.ts';
import { goldenCases, type GoldenCase } from '../domain/events/golden-case.ts';
import { familiesOf, photosOf, submits, withRegister } from './golden-office.ts';
import { PEOPLE, refusalOf, withOffice } from './office.ts';

const CASES = goldenCases();
/** Those of every event. */
const BASIC_PAPERS: readonly Paper[] = [{ document: 'f-1-02' }, { document: 'kk-lama' }];
const golden = (number: string): GoldenCase => CASES.find((one) => one.case === number)!;
const DAY = toPlainDate(CASES[0]!.today)!;

/**
 * The resident pressed the wrong tile or forgot one, an officer asks, and the resident corrects which events there are.
 * The register is the simulator with the families of the golden cases.
 */
describe('Adding and removing events of an application while an officer waits', () => {
  const given = withOffice({}, new Date(`${DAY}T02:00:00Z`));
  let register: RunningSimulator;
  before(async () => {
    register = await withRegister(given.office, familiesOf(CASES));
  });
  after(() => register.close());

  const school = ({ application }: GoldenCase): DeclaredEvent => ({
    event: 'pendidikan',
    data: { changes: [{ person: application.applicant.nik, from: 'SLTP/SEDERAJAT', to: 'SLTA/SEDERAJAT' }] },
  });

  /** Files these events instead of those of the case; the officer asks. */
  async function asked(one: GoldenCase, events: readonly DeclaredEvent[], missing: readonly DocumentKind[] = []) {
    const application = { ...applicationOf(one, ENTRIES[one.case]!.first), events };
    const made = await submits(given.office, application, BASIC_PAPERS, DAY);
    await given.office.asksFor(made.applicationNumber, missing, 'Mohon periksa peristiwanya.');
    const amend = (to: readonly unknown[]) =>
      given.office.applicants.complete(made.applicationNumber, made.pin, [], undefined, { amendment: { events: to } });
    return { ...made, amend };
  }
  const caseOf = (applicationNumber: string) => given.office.case(applicationNumber);
  const plannedCards = async (applicationNumber: string) =>
    (await assessCase(given.office.dependencies, await caseOf(applicationNumber)))!.assessment.cards;

  for (const number of ['04', '09', '10', '15', '36'])
    it(`gives the cards of golden case ${number}, as if its event had been chosen from the start`, async () => {
      const one = golden(number);
      const right = ENTRIES[number]!.first;
      const filed = await submits(given.office, applicationOf(one, right), papersOf(one), DAY);
      const expected = await plannedCards(filed.applicationNumber);
      await given.office.applicants.withdraw(filed.applicationNumber, filed.pin);
      await given.office.settle();

      const { applicationNumber, amend } = await asked(one, [school(one)]);
      await amend(right.events);
      await given.office.settle();
      expect(await plannedCards(applicationNumber)).to.deep.equal(expected);
      const { application } = await caseOf(applicationNumber);
      expect(application.events, 'what was submitted stays').to.deep.equal([school(one)]);
    });

  it('asks for the papers that the added event needs, and for no paper that is there', async () => {
    const one = golden('15');
    const { applicationNumber, pin, amend } = await asked(one, [school(one)]);
    await amend([school(one), ...ENTRIES['15']!.first.events]);
    const waits = await caseOf(applicationNumber);
    expect(waits.state).to.equal('waiting-for-applicant');
    expect(waits.missingDocuments).to.include('akta-kelahiran').and.to.not.include('kk-lama');
    expect(waits.missingDocuments, 'what the first event needs is left to the officer').to.not.include('ijazah');
    expect(waits.requiredDocuments).to.include.members(['ijazah', 'akta-kelahiran']);

    const photos = await photosOf(
      given.office,
      waits.missingDocuments.map((document) => ({ document }) as Paper),
      'added',
    );
    await given.office.applicants.complete(applicationNumber, pin, photos);
    await given.office.settle();
    expect((await caseOf(applicationNumber)).state).to.equal('examination');
  });

  it('takes what may stand for a paper in its place', async () => {
    const one = golden('15');
    const { applicationNumber, pin, amend } = await asked(one, [school(one)]);
    await amend([school(one), ...ENTRIES['15']!.first.events]);
    const { missingDocuments } = await given.office.applicants.track(applicationNumber, pin);
    const akta = missingDocuments.find(({ code }) => code === 'akta-kelahiran');
    expect(akta?.instead.map(({ code }) => code)).to.deep.equal(['surat-kelahiran', 'f-2-03']);
    await given.office.applicants.complete(
      applicationNumber,
      pin,
      await photosOf(given.office, [{ document: 'surat-kelahiran' }], 'instead'),
    );
    const { missingDocuments: left } = await caseOf(applicationNumber);
    expect(left).to.not.include('akta-kelahiran');
    expect(left, 'what has nothing to do with it').to.include('f-1-01');
  });

  it('no longer waits for a paper that only the removed event needed, and names it', async () => {
    const one = golden('09');
    const { applicationNumber, amend } = await asked(
      one,
      [school(one), ...ENTRIES['09']!.first.events],
      ['akta-kematian', 'lainnya'],
    );
    const { needless } = await amend([school(one)]);
    expect(needless).to.deep.equal(['akta-kematian']);
    const waits = await caseOf(applicationNumber);
    expect(waits.missingDocuments, 'what the officer asked for otherwise stays asked for').to.deep.equal(['lainnya']);
    expect(waits.requiredDocuments).to.not.include('akta-kematian');
  });

  it('says where else to go for an event that was added', async () => {
    const one = golden('09');
    const leaving = {
      event: 'pindah-keluar',
      data: { movers: [{ nik: one.application.applicant.nik }], destination: 'Surabaya', skpwni: 'belum' },
    };
    const { amend } = await asked(one, [school(one)]);
    const { elsewhere } = await amend([leaving]);
    expect(elsewhere).to.include({ goesOn: false });
  });

  it('keeps at least one event, and judges by the rules as at filing', async () => {
    const one = golden('09');
    const { applicationNumber, amend } = await asked(one, [school(one)]);
    const faultOf = async (to: readonly unknown[]) => (await faultsOf(amend(to))).map(({ field }) => field);
    expect(await faultOf([])).to.deep.equal(['/events']);
    expect(await faultOf([school(one), { event: 'kk-hilang', data: {} }]), 'R69').to.have.length(1);
    expect(
      await faultOf([{ event: 'anggota-meninggal', data: { person: '3402086712639092', date: '2031-01-01' } }]),
    ).to.deep.equal(['/events/0/data/date'], 'R15');
    expect(await faultOf([{ event: 'anggota-meninggal', data: {} }])).to.deep.equal(['/events/0/data/person']);
    const record = await caseOf(applicationNumber);
    expect(record).to.include({ state: 'waiting-for-applicant', amendedSha256: null });
    expect(await given.office.journal(applicationNumber, 'application-amended')).to.deep.equal([]);
  });

  it('does not turn a reprint into a change of data, whose entry in SIAK the process would skip, nor back', async () => {
    const one = golden('09');
    const lost = await asked(one, [{ event: 'kk-hilang', data: {} }]);
    const refused = await faultsOf(lost.amend([school(one)]));
    expect(refused).to.have.length(1);
    expect(refused[0]!.remedy).to.contain('batalkan permohonan ini, lalu ajukan yang baru');
    await lost.amend([{ event: 'kk-rusak', data: {} }]);
    expect((await caseOf(lost.applicationNumber)).reason).to.equal('rusak');
    const changed = await asked(one, [school(one)]);
    expect(await faultsOf(changed.amend([{ event: 'kk-hilang', data: {} }]))).to.have.length(1);
  });

  it('refuses the second of two pages that change the same answers', async () => {
    const one = golden('09');
    const { applicationNumber, amend } = await asked(one, [school(one)], ['ijazah']);
    // While the first is being judged, the second is sent and taken.
    const { register: siak } = given.office;
    const { cardOf } = siak;
    siak.cardOf = async (nik) => {
      siak.cardOf = cardOf;
      await amend([school(one), ...ENTRIES['09']!.first.events]);
      return cardOf(nik);
    };
    const { text } = await refusalOf(amend(ENTRIES['09']!.first.events));
    expect(text).to.contain('baru saja diubah di halaman lain');
    expect(await given.office.journal(applicationNumber, 'application-amended')).to.have.length(1);
  });

  it('shows the officer who changed what and when, old and new, newest first', async () => {
    const one = golden('09');
    const [death] = ENTRIES['09']!.first.events;
    const { applicationNumber, amend } = await asked(one, [school(one)], ['lainnya']);
    await amend([death]);
    await amend([{ ...death!, data: { ...death!.data, date: '2026-11-11' } }]);
    const { amendments } = await given.office.officers.case(PEOPLE.sri.username, applicationNumber);
    expect(amendments.map(({ changes }) => changes.map(({ event, kind }) => `${kind} ${event}`))).to.deep.equal([
      ['changed anggota-meninggal'],
      ['removed pendidikan', 'added anggota-meninggal'],
    ]);
    expect(amendments[0]!.changes[0]!.answers).to.deep.equal([
      { label: 'Tanggal meninggal', from: '10-11-2026', to: '11-11-2026' },
    ]);
    const rows = await given.office.journal(applicationNumber, 'application-amended');
    expect(rows.map(({ actor, detail }) => [actor, Object.keys(detail).toSorted()])).to.deep.equal([
      ['pemohon', ['amendedSha256', 'needless']],
      ['pemohon', ['amendedSha256', 'needless']],
    ]);
    expect(amendments.map(({ at }) => at)).to.deep.equal(rows.map(({ at }) => at).toReversed());
  });
});

/** The faults for which an amendment is refused. */
async function faultsOf(work: Promise<unknown>): Promise<AmendmentRefused['faults']> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AmendmentRefused) return error.faults;
    throw error;
  }
  throw new Error('expected a refusal, and it was taken');
}
