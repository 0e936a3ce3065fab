import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { judgeAmendment, storeAmendment } from '../../src/cases/amend-application.ts';
import { amendedApplications, amendmentsOf } from '../../src/cases/amendments.ts';
import { subjectHashes, subjectsOf } from '../../src/cases/case-subjects.ts';
import { completeApplication, type CompletionWish } from '../../src/cases/complete-application.ts';
import { AmendmentRefused, NotYourCase } from '../../src/cases/not-possible.ts';
import { hasCome, paperAlternatives } from '../../src/cases/paper-alternatives.ts';
import { papersOfAmendment } from '../../src/cases/papers-of-amendment.ts';
import type { PinGuard } from '../../src/cases/pin-guard.ts';
import type { SubmittedPaper } from '../../src/cases/store-papers.ts';
import { checkApplication } from '../../src/domain/check-application.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import { ENTRIES, applicationOf } from '../domain/events/golden-applications.ts';
import { goldenCases } from '../domain/events/golden-case.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import {
  FAMILY,
  KEY,
  LISTED,
  LOST,
  NOW,
  NUMBER,
  SCHOOL,
  TODAY,
  WORK,
  applied,
  eventOffice,
  type Given,
} from './event-office.ts';

const { card, father, mother, son } = FAMILY;
const PIN = '123456';
const CARDS = { read: true, readOn: TODAY, cards: [card] };
const shaOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

describe('The papers that a correction asks for', () => {
  const paper = (...anyOf: readonly DocumentKind[]) => ({ text: '', alternatives: [], law: '', anyOf }) as never;
  const answer = { text: '', alternatives: [], law: '' } as never;
  const judged = (needed: readonly never[], lacking: readonly never[] = []) => ({ needed, lacking });
  const papers = (
    asked: readonly DocumentKind[],
    before: ReturnType<typeof judged> | undefined,
    after: ReturnType<typeof judged>,
    signAgain?: readonly DocumentKind[],
  ) => papersOfAmendment(asked, before, after, signAgain);

  it('are those that were asked for, and what was added by the events and lacks', () => {
    const needed = [paper('ijazah'), paper('akta-kelahiran'), answer];
    const after = judged(needed, needed);
    expect(papers(['lainnya'], judged([paper('ijazah')]), after)).to.deep.equal({
      ...{ missing: ['lainnya', 'akta-kelahiran'], needless: [] },
    });
  });

  it('leave out what was needed before and nobody asked for', () => {
    const both = judged([paper('ijazah')], [paper('ijazah')]);
    expect(papers([], both, both)).to.deep.equal({ missing: [], needless: [] });
    expect(papers([], undefined, both), 'nobody knows what was needed').to.deep.equal({ missing: [], needless: [] });
  });

  it('count how many of a kind are needed', () => {
    const one = [paper('ktp-el')];
    const two = [paper('ktp-el'), paper('ktp-el')];
    expect(papers([], judged(one), judged(two, one)).missing).to.deep.equal(['ktp-el']);
    expect(papers([], judged(two), judged(one, one)).missing).to.deep.equal([]);
    expect(papers(['ktp-el'], judged(one), judged(two, one)).missing, 'each kind once').to.deep.equal(['ktp-el']);
  });

  it('are no longer those that only an event needed that is gone', () => {
    const before = judged([paper('akta-kematian'), paper('akta-kematian'), paper('ijazah')]);
    expect(papers(['akta-kematian', 'ijazah'], before, judged([paper('ijazah')]))).to.deep.equal({
      ...{ missing: ['ijazah'], needless: ['akta-kematian'] },
    });
    const instead = judged([paper('ijazah'), paper('surat-kelahiran', 'akta-kematian')]);
    expect(papers([], before, instead).needless, 'it may stand for another one').to.deep.equal([]);
  });

  it('are forms that have to be signed again, where they are needed still', () => {
    const both = judged([paper('f-1-06')]);
    expect(papers([], both, both, ['f-1-06', 'f-1-01']).missing).to.deep.equal(['f-1-06']);
  });
});

describe('What may stand for a paper', () => {
  const checked = checkApplication(
    applicationOf(
      goldenCases().find((one) => one.case === '15')!,
      ENTRIES['15']!.first,
    ),
    TODAY,
  );
  const BIRTH = checked.ok ? checked.application : sampleApplication();

  it('follows from the events: a birth is proven in three ways, a school in two', () => {
    const instead = paperAlternatives(BIRTH, TODAY, DEFAULT_OFFICE_RULES);
    expect(instead.get('akta-kelahiran')).to.deep.equal(['surat-kelahiran', 'f-2-03']);
    expect([...paperAlternatives(applied([SCHOOL]), TODAY, DEFAULT_OFFICE_RULES)]).to.deep.equal([
      ['ijazah', ['surat-lulus']],
    ]);
    expect([...paperAlternatives(sampleApplication(), TODAY, DEFAULT_OFFICE_RULES)]).to.deep.equal([]);
  });

  it('has come when the paper or one of these has', () => {
    const instead = new Map([['akta-kelahiran', ['surat-kelahiran']]]) as never;
    expect(hasCome('akta-kelahiran', ['akta-kelahiran'], instead)).to.equal(true);
    expect(hasCome('akta-kelahiran', ['ijazah', 'surat-kelahiran'], instead)).to.equal(true);
    expect(hasCome('akta-kelahiran', ['ijazah'], instead)).to.equal(false);
    expect(hasCome('ijazah', ['surat-kelahiran'], instead)).to.equal(false);
  });
});

describe('The corrections of an application', () => {
  const person = { person: son.nik, from: 'SLTA/SEDERAJAT' };
  const became = (to: string) => ({ event: 'pendidikan' as const, data: { changes: [{ ...person, to }] } });
  async function corrected(events: readonly (readonly ReturnType<typeof became>[])[], change: object = {}) {
    const { documents } = eventOffice();
    const journal = [];
    for (const [i, own] of events.entries()) {
      const { sha256 } = await documents.put(
        Buffer.from(JSON.stringify({ ...applied([SCHOOL]), ...change, events: own })),
      );
      journal.push({ event: 'application-amended', at: new Date(i), detail: { amendedSha256: sha256 } });
    }
    return { documents, journal: journal as never[] };
  }

  it('are read from the journal, in its order', async () => {
    const { documents, journal } = await corrected([[became('DIPLOMA I/II')], [became('STRATA II')]]);
    const others = [
      { event: 'application-amended', at: NOW, detail: {} },
      { event: 'paper-read', at: NOW, detail: { amendedSha256: 'none' } },
    ];
    const found = await amendedApplications({ documents }, [...journal, ...(others as never[])]);
    expect(found.map(({ at, application }) => [at.getTime(), application.events])).to.deep.equal([
      [0, [became('DIPLOMA I/II')]],
      [1, [became('STRATA II')]],
    ]);
  });

  it('are told newest first, old and new, with names of the people; what changed nothing is left out', async () => {
    const { documents, journal } = await corrected([
      [became('DIPLOMA I/II')],
      [became('DIPLOMA I/II')],
      [became('DIPLOMA I/II'), became('STRATA II')],
    ]);
    const views = await amendmentsOf({ documents }, { application: applied([SCHOOL]) }, journal, [
      { nik: son.nik, name: 'BAYU DARI KARTU' },
    ]);
    expect(views.map(({ at, changes }) => [at.getTime(), changes.map(({ kind }) => kind)])).to.deep.equal([
      [2, ['added']],
      [0, ['changed']],
    ]);
    expect(JSON.stringify(views[1])).to.contain('DIPLOMA I/II').and.to.contain('STRATA I"');
    expect(JSON.stringify(views)).to.contain(`BAYU DARI KARTU (${son.nik})`);
  });

  it('name people as the application has them', async () => {
    const named = async (change: object) => {
      const { documents, journal } = await corrected([[became('DIPLOMA I/II')], [became('STRATA II')], []], change);
      const application = applied([SCHOOL]);
      return JSON.stringify(await amendmentsOf({ documents }, { application }, journal, []));
    };
    const listed = [{ nik: son.nik, name: 'BAYU DARI DAFTAR' }, { name: 'BAYI' }, { nik: '', name: 'BAYI' }];
    expect(await named({ listed })).to.contain(`BAYU DARI DAFTAR (${son.nik})`);
    expect(await named({ members: [{ nik: son.nik, name: 'BAYU ANGGOTA' }] })).to.contain(`BAYU ANGGOTA (${son.nik})`);
    expect(await named({ applicant: { nik: son.nik, name: 'BAYU' } })).to.contain(`BAYU (${son.nik})`);
    const nobody = [{ event: 'pendidikan' as const, data: { changes: [{ ...person, person: '', to: 'STRATA II' }] } }];
    const empty = await corrected([nobody, []], { listed });
    const application = { application: applied([SCHOOL]) };
    const views = await amendmentsOf({ documents: empty.documents }, application, empty.journal, []);
    expect(JSON.stringify(views), 'an empty answer means nobody, not who has no NIK').to.not.contain('BAYI');
    expect(await named({}))
      .to.contain(son.nik)
      .and.to.not.contain(`(${son.nik})`);
  });

  it('of an application of elements are none', async () => {
    const { documents, journal } = await corrected([[]]);
    const views = await amendmentsOf({ documents }, { application: sampleApplication() }, journal, []);
    expect(views).to.deep.equal([]);
  });
});

describe('A resident corrects the application while an officer waits', () => {
  const judges = async (amendment: Readonly<Record<string, unknown>>, given: Given = {}) => {
    const { did, documents, record, needs } = eventOffice(given);
    const judged = await judgeAmendment(needs, record, amendment).catch((error: unknown) => error as Error);
    return { judged, did, documents, needs };
  };
  const judgedAs = async (...wish: Parameters<typeof judges>) => {
    const { judged, ...others } = await judges(...wish);
    if (judged instanceof Error) throw judged;
    return { judged, ...others };
  };
  const faults = async (...wish: Parameters<typeof judges>) => {
    const { judged } = await judges(...wish);
    if (!(judged instanceof AmendmentRefused)) throw new Error('it was taken');
    return judged.faults;
  };

  it('and the corrected one is kept beside what was submitted, judged with the cards of everybody named now', async () => {
    const { judged, did, documents } = await judgedAs({ events: [WORK] }, { record: { amendedSha256: null } });
    expect(judged.application).to.deep.equal(applied([WORK]));
    expect(documents.read(judged.amendedSha256)).to.deep.equal(judged.application);
    expect(judged.of).to.deep.equal({ amendedSha256: null });
    expect(judged.checked.assessed.application.events).to.deep.equal([WORK]);
    expect(judged.added).to.deep.equal(['pekerjaan']);
    expect(did, 'no row is changed').to.deep.equal([]);
  });

  it('which says what came; an event that says something else did not come', async () => {
    const [first] = (SCHOOL.data as { changes: object[] }).changes;
    const other = { event: 'pendidikan', data: { changes: [{ ...first, to: 'DIPLOMA I/II' }] } };
    const { judged } = await judgedAs({ events: [other, WORK] });
    expect(judged.added).to.deep.equal(['pekerjaan']);
  });

  it('once more, from what was corrected last', async () => {
    const { documents, record, needs } = eventOffice();
    const { sha256: amendedSha256 } = await documents.put(Buffer.from(JSON.stringify(applied([SCHOOL, WORK]))));
    const judged = await judgeAmendment(needs, { ...record, amendedSha256 }, { events: [WORK] });
    expect(judged.of).to.deep.equal({ amendedSha256 });
    expect(judged.added).to.deep.equal([]);
  });

  it('but not who applies, nor to which phone', async () => {
    for (const key of ['applicant', 'reason', 'statement', 'language', 'x'.repeat(80)]) {
      const [fault, ...others] = await faults({ events: [WORK], [key]: 'x' });
      expect(fault, key).to.deep.equal({
        ...{ field: `/${key.slice(0, 60)}`, title: 'Isian tidak dikenal' },
        remedy: 'Hapus isian ini; yang dapat dilengkapi adalah peristiwa, anggota, alamat, dan Nomor KK.',
      });
      expect(others).to.deep.equal([]);
    }
  });

  it('by the rules of filing', async () => {
    expect((await faults({ events: [] })).map(({ field }) => field)).to.deep.equal(['/events']);
    expect((await faults({ kkNumber: '12' })).map(({ field }) => field)).to.deep.equal(['/kkNumber']);
  });

  it('into no reprint, and a reprint into no change of data', async () => {
    const refused = [{ field: '/events', title: 'Peristiwa', remedy: (await faults({ events: [LOST] }))[0]!.remedy }];
    expect(refused[0]!.remedy).to.contain('dicetak ulang');
    expect(await faults({ events: [LOST] })).to.deep.equal(refused);
    const record = { application: applied([LOST]) };
    expect(await faults({ events: [SCHOOL] }, { record })).to.deep.equal(refused);
  });

  it('of events; others are completed with photos', async () => {
    const { judged } = await judges({ events: [WORK] }, { record: { application: sampleApplication() } });
    expect(judged).to.have.property('remedy').that.contains('dilengkapi dengan foto saja');
  });

  it('and what they do not name stays: address, number and list, from which the members are made anew', async () => {
    const rest = { listed: LISTED, address: { street: 'Cepit', kalurahan: '34.02.15.2004' }, kkNumber: card.kkNumber };
    const application = applied([SCHOOL], rest);
    const { judged } = await judgedAs({ events: [WORK] }, { record: { application } });
    expect(judged.application).to.deep.equal(applied([WORK], rest));
    const shorter = await judgedAs({ listed: LISTED.slice(0, 2) }, { record: { application } });
    expect(shorter.judged.application.members.map(({ nik }) => nik)).to.deep.equal([father.nik, mother.nik]);
    const members = [{ name: son.name, nik: son.nik, shdk: 'ANAK' }];
    const beside = await judgedAs({ events: [WORK] }, { record: { application: { ...applied([SCHOOL]), members } } });
    expect(beside.judged.application.members, 'without a list they stay').to.deep.equal(members);
  });

  describe('and it is stored', () => {
    const journal = (detail: object) => [
      'journal',
      { applicationNumber: NUMBER, actor: 'pemohon', event: 'application-amended', step: 3, detail },
    ];

    it('with its check, its elements and a line of the journal that names no event', async () => {
      const { judged, needs, did } = await judgedAs({ events: [WORK] });
      const { store } = needs as { store: never };
      const { record } = eventOffice({ record: { missingDocuments: ['ijazah', 'lainnya'] } });
      const papers = await storeAmendment(store, record, judged);
      const { amendedSha256, checked } = judged;
      expect(did).to.deep.equal([
        ['case', NUMBER, { amendedSha256, elements: ['pekerjaan'] }],
        ['case', NUMBER, checked.change],
        ['subjects', NUMBER, checked.subjects],
        journal({ needless: papers.needless, amendedSha256 }),
      ]);
      expect(papers.missing).to.include.members(['ijazah', 'lainnya']);
    });

    it('unless another page was quicker', async () => {
      const { judged, needs, did } = await judgedAs({ events: [WORK] });
      const { record } = eventOffice({ record: { amendedSha256: 'quicker' } });
      const late = await storeAmendment((needs as { store: never }).store, record, judged).catch(
        (error: unknown) => error,
      );
      expect(late).to.have.property('remedy').that.contains('halaman lain');
      expect(did).to.deep.equal([]);
    });

    it('and it no longer waits for a paper that only the event of before needed', async () => {
      const { record: own, needs } = eventOffice({
        ...{ record: { missingDocuments: ['ijazah', 'lainnya'] }, cardsBefore: CARDS },
      });
      const judged = await judgeAmendment(needs, own, { events: [WORK] });
      const papers = await storeAmendment((needs as { store: never }).store, own, judged);
      expect(papers.needless).to.deep.equal(['ijazah']);
      expect(papers.missing).to.include('lainnya').and.to.not.include('ijazah');
    });

    it('and a form that was signed on the screen for other answers is asked for again', async () => {
      const signature = { form: 'f-1-06', contentSha256: 'other', signedAt: NOW, paperId: 'p1', amendedSha256: null };
      const { record, needs } = eventOffice({
        ...{ papers: [{ id: 'p1', kind: 'f-1-06' }], signatures: [signature] },
        cardsBefore: CARDS,
      });
      const judged = await judgeAmendment(needs, record, { events: [WORK] });
      expect(judged.papers([]).missing).to.include('f-1-06');
    });
  });
});

describe('What a resident sends while an officer waits', () => {
  const photo = (kind: DocumentKind): SubmittedPaper => ({
    kind,
    paper: { bytes: Buffer.from(kind), mediaType: 'image/jpeg' },
  });
  const completes = async (
    papers: readonly DocumentKind[],
    wish?: CompletionWish,
    given: Given = {},
    pin: string = PIN,
  ) => {
    const { did, needs, documents } = eventOffice(given);
    const asked: unknown[] = [];
    const guard = {
      check: (...args: unknown[]) => {
        asked.push(args);
        return args[1] === PIN ? Promise.resolve() : Promise.reject(new NotYourCase());
      },
    } as unknown as PinGuard;
    const work = completeApplication(needs, guard)(NUMBER, pin, papers.map(photo), '10.0.0.1', wish);
    const answer = await work.catch((error: unknown) => (error as { remedy?: string }).remedy ?? (error as Error).name);
    return { answer, did, asked, documents };
  };
  const names = (did: readonly unknown[][]) => did.map(([what]) => what);
  const completion = `completion:${NUMBER}:first`;
  const ASKED: Given = { record: { missingDocuments: ['ijazah'] } };

  it('is stored, and the case goes back to the officer', async () => {
    const { answer, did, asked } = await completes(['ijazah'], undefined, ASKED);
    expect(answer).to.deep.equal({ needless: [], elsewhere: null });
    expect(asked).to.deep.equal([[NUMBER, PIN, 0, '10.0.0.1']]);
    expect(names(did)).to.deep.equal(['paper', 'case', 'journal', 'outbox', 'delivered']);
    expect(did.at(-1)).to.deep.equal(['delivered', completion]);
  });

  it('is one of several papers, unless they say that it goes on', async () => {
    const two = { record: { missingDocuments: ['ijazah', 'kk-lama'] } } as const;
    expect(names((await completes(['ijazah'], {}, two)).did)).to.deep.equal(['paper', 'case', 'journal']);
    expect(names((await completes(['ijazah'], { finish: 'now' }, two)).did)).to.include('delivered');
    expect(names((await completes([], { finish: 'now' }, two)).did)).to.deep.equal([
      ...['case', 'journal', 'outbox', 'delivered'],
    ]);
    const note = { record: { missingDocuments: [] } };
    expect(names((await completes(['ijazah'], { finish: 'later' }, note)).did)).to.not.include('outbox');
  });

  it('is something', async () => {
    for (const finish of [undefined, 'later'] as const) {
      const { answer, did } = await completes([], finish === undefined ? {} : { finish });
      expect(answer).to.contain('paling sedikit satu');
      expect(did).to.deep.equal([]);
    }
  });

  it('is taken while an officer waits, also when that changed meanwhile, and with the PIN', async () => {
    for (const given of [{ record: { state: 'examination' } }, { locked: { state: 'examination' } }] as const) {
      const { answer, did } = await completes(['ijazah'], {}, given);
      expect(answer).to.contain('petugas tidak menunggu');
      expect(did).to.deep.equal([]);
    }
    const early = { record: { state: 'examination', application: sampleApplication() } } as const;
    expect((await completes([], { amendment: { events: [WORK] } }, early)).answer).to.contain('tidak menunggu');
    expect((await completes(['ijazah'], {}, {}, '000000')).answer).to.equal('NotYourCase');
  });

  it('are other events: it is told which papers nothing needs any more', async () => {
    const judged = await completes([], { amendment: { events: [WORK] } }, ASKED);
    expect(judged.answer).to.deep.equal({ needless: [], elsewhere: null });
    expect(names(judged.did).slice(0, 4)).to.deep.equal(['case', 'case', 'subjects', 'journal']);
    const { answer } = await completes([], { amendment: { events: [WORK] } }, { ...ASKED, cardsBefore: CARDS });
    expect(answer).to.deep.equal({ needless: ['ijazah'], elsewhere: null });
  });

  it('says where else to go for an event that was added, not for one that was there', async () => {
    const leaving = {
      event: 'pindah-keluar' as const,
      data: { movers: [{ nik: son.nik }], destination: 'Surabaya', skpwni: 'belum' as const },
    };
    const elsewhere = async (given: Given) => {
      const { answer } = await completes([], { amendment: { events: [SCHOOL, leaving] } }, given);
      return (answer as { elsewhere: { where: string } | null }).elsewhere;
    };
    expect(await elsewhere(ASKED)).to.have.property('where');
    expect(await elsewhere({ record: { application: applied([SCHOOL, leaving]) } })).to.equal(null);
  });

  it('has the subjects of what is declared now', async () => {
    const { did } = await completes([], { amendment: { events: [WORK] } }, ASKED);
    const { kkNumbers, ...people } = subjectsOf(applied([WORK]));
    expect(did[2]).to.deep.equal([
      ...['subjects', NUMBER],
      subjectHashes(KEY, { ...people, kkNumbers: [...kkNumbers, card.kkNumber] }),
    ]);
  });

  it('names the document of the corrected application in the journal', async () => {
    const { did } = await completes([], { amendment: { events: [WORK] } }, ASKED);
    expect(did[0]![2]).to.deep.include({ amendedSha256: shaOf(applied([WORK])) });
  });
});
