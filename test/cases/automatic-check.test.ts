import { expect } from 'chai';
import { subjectHashes, subjectsOf } from '../../src/cases/case-subjects.ts';
import { validateApplication } from '../../src/cases/validate-application.ts';
import { checkEvents, validateEvents } from '../../src/cases/validate-events.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { CaseRecord } from '../../src/store/store.ts';
import { cardOfFamily, person, sexes } from '../domain/families.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { FAMILY, KEY, LISTED, LOST, NUMBER, SCHOOL, TODAY, applied, eventOffice, type Given } from './event-office.ts';
import { FAMILY as SAMPLE_CARD } from './external-services.ts';

const { card, father, daughter } = FAMILY;
const RIGHT = { requiredDocuments: ['ijazah'], ktpAffected: true, siakEntryNeeded: true };
const AWAY = new Failure('SIAK_UNREACHABLE');
const away = () => Promise.reject(AWAY);
const validated = (findings: number) => [
  ['taken-up', NUMBER],
  [
    'journal',
    {
      ...{ applicationNumber: NUMBER, actor: 'sistem', event: 'application-validated', step: null },
      detail: { findings },
    },
  ],
];
type Change = Readonly<Record<string, unknown>>;
const checks = async (given: Given) => {
  const { did, needs, documents, record } = eventOffice({ requirements: RIGHT, cards: [SAMPLE_CARD], ...given });
  const fault = await validateApplication(needs)({ applicationNumber: NUMBER }).catch((error: unknown) => error);
  const change = did.find(([what]) => what === 'case')?.[2] as Change | undefined;
  return { fault, did, change, documents, record };
};

describe('The automatic check of an application of elements', () => {
  const elements = (change: object = {}, record: Partial<CaseRecord> = {}) => ({
    record: { application: sampleApplication(change), elements: ['pendidikan'] as const, ...record },
  });
  const findings = async (given: Given) => (await checks(given)).change?.['findings'];
  const finds = (...found: object[]) => ({
    siak: {
      check: () => Promise.resolve(found.map((one) => ({ known: true, nameMatches: true, kkMatches: true, ...one }))),
    },
  });

  it('writes down what the table requires and SIAK has, and that the engine has the case', async () => {
    const { did, change, documents } = await checks(elements());
    const { cardsBeforeSha256, ...others } = change!;
    expect(others).to.deep.equal({
      ...{ findings: [], requiredDocuments: ['ijazah'], ktpAffected: true, kkNumber: '3402150101150007' },
    });
    expect(documents.read(String(cardsBeforeSha256))).to.deep.equal({
      ...{ read: true, readOn: TODAY, cards: [SAMPLE_CARD] },
    });
    expect(did.filter(([what]) => what === 'asked')).to.deep.equal([
      ['asked', 'persyaratan', { reason: 'perubahan-data', elements: ['pendidikan'] }],
    ]);
    expect(did.slice(-2)).to.deep.equal(validated(0));
  });

  it('asks SIAK about everybody, as the applicant says, under our own number', async () => {
    const { did } = await checks(elements());
    const { members, address, kkNumber } = sampleApplication();
    expect(did.filter(([what]) => what === 'checked')).to.deep.equal([
      [
        'checked',
        members.map(({ nik, name, shdk }) => ({ nik, name, shdk, kkNumber })),
        { ownReference: NUMBER, address },
      ],
    ]);
    const unnumbered = await checks(elements({ kkNumber: undefined, reason: 'baru' }));
    expect(JSON.stringify(unnumbered.did.find(([what]) => what === 'checked'))).to.contain('"kkNumber":null');
  });

  it('hints at what SIAK does not know, or knows otherwise', async () => {
    expect(await findings({ ...elements(), ...finds({ known: false, nameMatches: false }, {}) })).to.deep.equal([
      'Anggota 1: NIK tidak ditemukan di SIAK.',
    ]);
    expect(await findings({ ...elements(), ...finds({}, { nameMatches: false, kkMatches: false }) })).to.deep.equal([
      'Anggota 2: nama berbeda dengan SIAK.',
      'Anggota 2: Nomor KK berbeda dengan SIAK.',
    ]);
    expect(
      await findings({ ...elements({ kkNumber: undefined }), ...finds({ kkMatches: false }, {}) }),
      'nobody said a number',
    ).to.deep.equal([]);
  });

  it('hints at numbers that are unusual, and at an applicant who is not of the family', async () => {
    const odd = await checks(
      elements({
        kkNumber: '3404150101150007',
        members: [
          { name: 'Damar', nik: '3402151708820001', shdk: 'KEPALA KELUARGA' },
          { name: 'Wening', nik: '3402159903850002', shdk: 'ISTRI' },
        ],
      }),
    );
    expect(odd.change!['findings']).to.deep.equal([
      'Anggota 2: Susunan NIK tidak lazim.',
      'Nomor KK bukan terbitan Bantul (3402).',
      'Pemohon tidak tercantum di daftar anggota keluarga: periksa surat kuasa (F-1.07).',
    ]);
    expect(odd.did.slice(-2)).to.deep.equal(validated(3));
  });

  it('asks the officer to look in SIAK where this program does not read it, or it does not answer', async () => {
    const unread = await checks({ ...elements(), siak: { reads: false, check: away } });
    expect(unread.change!['findings']).to.deep.equal([
      'SIAK tidak dibaca program ini: cocokkan NIK, nama, dan Nomor KK setiap anggota langsung di SIAK.',
    ]);
    expect(unread.change).to.not.have.property('cardsBeforeSha256');
    const silent = await checks({ ...elements(), siak: { check: away, cardOf: away } });
    expect(silent.change!['findings']).to.deep.equal([
      'SIAK tidak menjawab saat pemeriksaan otomatis: cocokkan NIK dan nama langsung di SIAK.',
    ]);
    expect(silent.change, 'what the applicant says is not kept as SIAK’s').to.not.have.property('cardsBeforeSha256');
    const torn = await checks({ ...elements(), siak: { check: () => Promise.reject(new Error('torn')) } });
    expect(torn.fault).to.be.an('error').with.property('message', 'torn');
    expect(torn.change).to.equal(undefined);
  });

  describe('finds the number of a card that nobody remembers', () => {
    const unknown = (reason: CaseRecord['reason'], record: Partial<CaseRecord> = {}) =>
      elements({ kkNumber: undefined, reason, changes: [] }, { reason, ...record });
    const numberOf = async (given: Given) => (await checks(given)).change?.['kkNumber'];

    it('by the people on it, where it is lost or damaged', async () => {
      expect(await numberOf(unknown('hilang'))).to.equal(SAMPLE_CARD.kkNumber);
      expect(await numberOf(unknown('rusak'))).to.equal(SAMPLE_CARD.kkNumber);
      const [, second] = SAMPLE_CARD.members;
      const hers = { ...SAMPLE_CARD, kkNumber: '3402150101150099', members: [second!] };
      expect(await numberOf({ ...unknown('hilang'), cards: [hers] }), 'the first whom SIAK knows').to.equal(
        hers.kkNumber,
      );
      expect(await numberOf({ ...unknown('hilang'), cards: [] })).to.equal(null);
    });

    it('not for a change of data, nor where it is known', async () => {
      expect(await numberOf(unknown('perubahan-data'))).to.equal(null);
      expect(await numberOf(unknown('baru'))).to.equal(null);
      expect(await numberOf(unknown('hilang', { kkNumber: '3402150101150042' }))).to.equal('3402150101150042');
    });

    it('not where SIAK is not read, or does not answer', async () => {
      expect(await numberOf({ ...unknown('hilang'), siak: { reads: false } })).to.equal(null);
      expect(await numberOf({ ...unknown('hilang'), siak: { cardOf: away } })).to.equal(null);
      const torn = new Error('torn');
      const answers = [Promise.resolve(SAMPLE_CARD), Promise.reject(torn)];
      answers[1]!.catch(() => undefined);
      const { fault } = await checks({ ...unknown('hilang'), siak: { cardOf: () => answers.shift() } });
      expect(fault, 'a fault of ours is no silence of SIAK').to.equal(torn);
    });
  });
});

describe('The automatic check of an application of events', () => {
  const other = cardOfFamily([person('TETANGGA', 'KEPALA KELUARGA', '1970-01-01')]);

  it('counts what the rules find, and keeps the rest for every view: it names persons', async () => {
    const { did, change } = await checks({ cards: [card] });
    expect(change).to.deep.include({ findings: [] });
    const { needs, record } = eventOffice();
    const { assessment } = await validateEvents(needs, record);
    expect(did.slice(-2)).to.deep.equal(validated(assessment.stops.length + assessment.warnings.length));
    expect(assessment.stops.length + assessment.warnings.length).to.be.greaterThan(0);
  });

  it('keeps the cards as SIAK has them, and from them papers, number, reason, and whether the KTP-el changes', async () => {
    const { needs, record, documents, did } = eventOffice({
      record: { application: applied([LOST]) },
    });
    const { change, assessed } = await checkEvents(needs, record);
    expect(documents.read(change.cardsBeforeSha256!)).to.deep.equal({ read: true, readOn: TODAY, cards: [card] });
    expect(change).to.deep.include({
      ...{ kkNumber: card.kkNumber, reason: 'hilang', findings: [], ktpAffected: assessed.ktpAffected },
    });
    expect(change.requiredDocuments).to.deep.equal(['f-1-02', 'surat-hilang', 'ktp-el']);
    expect(did, 'nothing is written').to.deep.equal([]);
    const school = eventOffice();
    const needed = (await checkEvents(school.needs, school.record)).change.requiredDocuments!;
    expect(needed).to.include.members(['ijazah', 'kk-lama']);
    expect(new Set(needed).size, 'each kind once').to.equal(needed.length);
  });

  it('writes it with the hashes of who and what the case is about', async () => {
    const { needs, record, did } = eventOffice();
    await validateEvents(needs, record);
    const { change, subjects } = await checkEvents(needs, record);
    expect(did).to.deep.equal([
      ['case', NUMBER, change],
      ['subjects', NUMBER, subjects],
    ]);
  });

  it('knows the cards that change, and that of the applicant, although nobody names their numbers', async () => {
    const subjects = async (given: Given) => {
      const { needs, record } = eventOffice(given);
      const { kkNumbers, ...people } = subjectsOf(record.application);
      const hashes = (...numbers: string[]) => subjectHashes(KEY, { ...people, kkNumbers: [...kkNumbers, ...numbers] });
      return { found: (await checkEvents(needs, record)).subjects, hashes };
    };
    const own = await subjects({});
    expect(own.found).to.deep.equal(own.hashes(card.kkNumber));
    const neighbours = cardOfFamily([
      person('TETANGGA', 'KEPALA KELUARGA', '1970-01-01'),
      person('ISTRI TETANGGA', 'ISTRI', '1972-01-01', sexes.woman),
    ]);
    const { name, nik } = neighbours.members[0]!;
    const applicant = { name, nik, whatsapp: '081234567890' };
    const forOthers = { record: { application: { ...applied([SCHOOL]), applicant } }, cards: [card, neighbours] };
    const helped = await subjects(forOthers);
    expect(helped.found, 'the card of who applies stays as it is').to.deep.equal(
      helped.hashes(neighbours.kkNumber, card.kkNumber),
    );
    const named = { application: applied([SCHOOL], { kkNumber: other.kkNumber }) };
    const unconcerned = await subjects({ record: named, cards: [card, other] });
    expect(unconcerned.found, 'a card that stays as it is, and on which they do not stand').to.deep.equal(
      unconcerned.hashes(card.kkNumber),
    );
  });

  it('has no number where nobody declared one and SIAK does not answer', async () => {
    const { needs, record } = eventOffice({
      ...{ siak: { cardOf: away, family: away, check: away } },
      record: { application: applied([SCHOOL], { listed: LISTED }) },
    });
    expect((await checkEvents(needs, record)).change.kkNumber).to.equal(null);
  });

  it('is not made of an application of elements', async () => {
    const { needs, record } = eventOffice({ record: { application: sampleApplication() } });
    const fault = await checkEvents(needs, record).catch((error: unknown) => error);
    expect(fault).to.be.an('error').and.not.instanceOf(TypeError);
  });

  it('asks for papers, not for answers that are to be given', async () => {
    const orphaned = cardOfFamily([father, daughter]);
    const died = { event: 'anggota-meninggal' as const, data: { person: father.nik, date: '2026-10-02' } };
    const application = { ...applied([SCHOOL]), events: [died] };
    const { needs, record } = eventOffice({ record: { application }, cards: [orphaned] });
    const { change, assessed } = await checkEvents(needs, record);
    expect(
      assessed.needed.some(({ anyOf }) => anyOf === undefined),
      'who takes the child',
    ).to.equal(true);
    expect(change.requiredDocuments).to.deep.equal([
      ...['f-1-02', 'akta-kematian', 'kk-lama', 'pernyataan-wali', 'pernyataan-menerima'],
    ]);
  });
});
