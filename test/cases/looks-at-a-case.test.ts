import { expect } from 'chai';
import sharp from 'sharp';
import { viewContactSheet } from '../../src/cases/view-contact-sheet.ts';
import { glanceAtDraft, viewDraft, viewDraftPdf } from '../../src/cases/view-draft.ts';
import { viewSiakSheet } from '../../src/cases/view-siak-sheet.ts';
import type { Application } from '../../src/domain/application.ts';
import type { CaseRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { GRADUATED, NUMBER, TODAY, assessed, decided, record } from './event-cases.ts';
import { noteBook } from './noted.ts';
import { PEOPLE, refusalOf } from './office.ts';

const { sri } = PEOPLE;
const DRAFT = 'abc'.padEnd(64, '0');
const OTHER = 'f'.repeat(64);
const NOT_DRAWN = 'Draf KK belum dicetak. Draf ada setelah pemeriksaan berkas selesai.';
const PDF = Buffer.from('%PDF a draft');
const OPENED = decided('open-application', { step: 2 });
const EXAMINED = decided('examine-application', { answer: { examination: 'complete' } });
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'white' } })
    .png()
    .toBuffer();

interface Given {
  readonly record?: CaseRecord;
  readonly drafts?: readonly object[];
  readonly papers?: readonly { readonly id: string; readonly kind: string; readonly [more: string]: unknown }[];
  readonly documents?: Readonly<Record<string, unknown>>;
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const { store, ...needs } = assessed({
    ...{ decisions: [OPENED, EXAMINED], papers: given.papers ?? [], documents: given.documents ?? {} },
  });
  const people = Object.values(PEOPLE);
  const drafts = given.drafts ?? [{ sha256: DRAFT, previewSha256: 'preview' }];
  const tables = {
    ...store,
    people: { roster: () => Promise.resolve({ people, delegations: [], absences: [] }) },
    cases: { get: () => Promise.resolve(given.record ?? record(sampleApplication(), { draftSha256: DRAFT })) },
    drafts: {
      find: (sha256: string) => Promise.resolve(drafts.find((one) => 'sha256' in one && one.sha256 === sha256)),
    },
    journal: { write: note('journal') },
  };
  const all = { ...needs, store: tables, contactSheet: note('sheet', Buffer.from('a sheet')) };
  return { did, needs: all as unknown as Parameters<typeof viewSiakSheet>[0] & Parameters<typeof viewContactSheet>[0] };
}
const looked = (event: string, detail: object, step = 3) => [
  'journal',
  {
    ...{ applicationNumber: NUMBER, actor: sri.username, event, step },
    detail: { ...detail, as: 'petugas-entri', state: 'examination' },
  },
];

describe('A look at the draft', () => {
  const documents = { preview: Buffer.from('the very pixels'), [DRAFT]: PDF };
  const detail = (form: string, size = 'full', draftSha256: string | null = DRAFT) => ({ form, size, draftSha256 });

  it('is at its pixels or its PDF at full size, and the journal says so with the hash', async () => {
    const { needs, did } = office({ documents });
    expect((await viewDraft(needs)(sri.username, NUMBER)).toString()).to.equal('the very pixels');
    expect(await viewDraftPdf(needs)(sri.username, NUMBER)).to.deep.equal(PDF);
    expect(did).to.deep.equal([looked('draft-viewed', detail('preview')), looked('draft-viewed', detail('pdf'))]);
  });

  it('is a glance where the picture is small, however large the card is', async () => {
    const { needs, did } = office({ documents: { preview: await picture(2_000, 100) } });
    const small = await glanceAtDraft(needs)(sri.username, NUMBER);
    expect((await sharp(small).metadata()).width).to.equal(800);
    expect(did).to.deep.equal([looked('draft-glanced', detail('preview', 'small'))]);
  });

  it('at a draft of before shows nothing, and is no look at the one of now', async () => {
    const { needs, did } = office({ documents: { preview: await picture(10, 10) } });
    for (const [look, form, size] of [
      [viewDraft, 'preview', 'full'],
      [viewDraftPdf, 'pdf', 'full'],
      [glanceAtDraft, 'preview', 'small'],
    ] as const) {
      did.length = 0;
      const { text } = await refusalOf(look(needs)(sri.username, NUMBER, 'def'));
      expect(text).to.contain('Draf sudah berganti');
      expect(did).to.deep.equal([looked('draft-outdated', detail(form, size))]);
    }
  });

  it('needs the beginning of the hash only', async () => {
    const { needs, did } = office({ documents });
    await viewDraft(needs)(sri.username, NUMBER, 'abc');
    await viewDraftPdf(needs)(sri.username, NUMBER, DRAFT);
    expect(did.map(([, row]) => (row as { event: string }).event)).to.deep.equal(['draft-viewed', 'draft-viewed']);
  });

  it('is not possible before one is printed', async () => {
    const none = office({ record: record(sampleApplication()) });
    const { text } = await refusalOf(viewDraft(none.needs)(sri.username, NUMBER));
    expect(text).to.equal(NOT_DRAWN);
    expect(none.did).to.deep.equal([looked('draft-outdated', detail('preview', 'full', null))]);
    const unknown = office({ drafts: [{ sha256: OTHER }] });
    expect((await refusalOf(viewDraft(unknown.needs)(sri.username, NUMBER))).text).to.equal(NOT_DRAWN);
  });

  it('is for who has the case, and nobody else', async () => {
    const { needs, did } = office({
      documents,
      record: record(sampleApplication(), { entryOfficer: 'orang.lain', draftSha256: DRAFT }),
    });
    expect((await refusalOf(viewDraft(needs)(sri.username, NUMBER))).code).to.equal('ASSIGNED_TO_ANOTHER');
    expect(did).to.have.length(1);
  });
});

describe('A look at all papers at once', () => {
  const papers = [
    { id: 'p1', kind: 'kk-lama', sha256: 'one', mediaType: 'image/jpeg' },
    { id: 'p2', kind: 'ijazah', sha256: 'two', mediaType: 'image/jpeg' },
  ];

  it('is one sheet of small pictures under their labels, journalled as a glance at each', async () => {
    const documents = { one: await picture(2_000, 200), two: await picture(300, 200) };
    const { needs, did } = office({ papers, documents });
    expect((await viewContactSheet(needs)(sri.username, NUMBER)).toString()).to.equal('a sheet');
    const [journal, [, pictures]] = did as [unknown[], [string, { label: string; jpeg: Buffer }[]]];
    expect(journal).to.deep.equal(looked('papers-glanced', { papers: ['p1', 'p2'] }));
    expect(pictures.map(({ label }) => label)).to.deep.equal(['1. Kartu Keluarga lama', '2. Ijazah terakhir']);
    const sizes = await Promise.all(pictures.map(async ({ jpeg }) => (await sharp(jpeg).metadata()).width));
    expect(sizes).to.deep.equal([1_000, 300]);
  });

  it('shows nothing where there are none', async () => {
    const { needs } = office();
    expect((await refusalOf(viewContactSheet(needs)(sri.username, NUMBER))).text).to.equal('Belum ada foto berkas.');
  });
});

describe('The sheet of what to type into SIAK', () => {
  const [damar, wening] = sampleApplication().members;
  async function sheet(
    change: Partial<CaseRecord> = {},
    told: Partial<Application> = {},
    username: string = sri.username,
  ) {
    const { needs, did } = office({ record: record(sampleApplication(told), change) });
    const shown = await viewSiakSheet(needs)(username, NUMBER).catch((error: unknown) => (error as Error).message);
    return { shown: shown as Awaited<ReturnType<ReturnType<typeof viewSiakSheet>>>, said: shown, did };
  }

  it('has for changed data whose row changes, value by value, as SIAK writes them', async () => {
    const { shown, did } = await sheet({ siakReference: 'SIAK-7', kkNumber: '3402150101150007' });
    expect(shown).to.deep.equal({
      ...{ applicationNumber: NUMBER, reason: 'perubahan-data', kkNumber: '3402150101150007', enteredOn: TODAY },
      people: [
        {
          ...{ nik: wening!.nik, name: 'WENING PRAMESWARI', shdk: 'ISTRI' },
          fields: [
            {
              ...{ element: 'pendidikan', from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I', basis: 'Ijazah' },
            },
          ],
        },
      ],
      ...{ address: null, reference: 'SIAK-7', newNumbers: [], cards: null },
    });
    expect(did).to.deep.equal([looked('siak-sheet-viewed', {})]);
  });

  it('writes names in capitals, and days as the card prints them', async () => {
    const changes: Application['changes'] = [
      { member: 0, element: 'tanggal-lahir', from: '1982-08-17', to: '1982-08-18' },
      { member: 0, element: 'nama', from: ' Damar  pamungkas ', to: 'Damar Pamungkas Putra' },
      { member: 0, element: 'tempat-lahir', from: '1982-08-17', to: 'x1982-08-18' },
      { member: 0, element: 'tanggal-lahir', from: '1982-08-17x', to: 'x1982-08-18' },
    ];
    const { shown } = await sheet({}, { changes });
    expect(shown.people[0]!.fields.map(({ from, to, basis }) => [from, to, basis])).to.deep.equal([
      ['17-08-1982', '18-08-1982', null],
      ['DAMAR PAMUNGKAS', 'DAMAR PAMUNGKAS PUTRA', null],
      ['1982-08-17', 'X1982-08-18', null],
      ['1982-08-17X', 'X1982-08-18', null],
    ]);
  });

  it('says where SIAK was not read that the old value is only stated', async () => {
    const { shown } = await sheet({ cardsBeforeSha256: null });
    expect(shown.people[0]!.fields[0]).to.have.property('unread');
    expect(shown.people[0]!.fields[0]!.from).to.not.equal('SLTA/SEDERAJAT');
  });

  it('has for a new card everybody, the whole address, and the numbers that SIAK gives', async () => {
    const address = { street: ' Padukuhan  Cepit ', rt: '3', rw: '12', kalurahan: '34.02.15.2001' };
    const { kkNumber: _none, ...founding } = sampleApplication({ reason: 'baru', address });
    const { needs } = office({ record: record(founding, { reason: 'baru', siakWay: 'typed', kkNumber: null }) });
    const shown = await viewSiakSheet(needs)(sri.username, NUMBER);
    expect(shown.people.map(({ name, fields }) => [name, fields.length])).to.deep.equal([
      ['DAMAR PAMUNGKAS', 0],
      ['WENING PRAMESWARI', 1],
    ]);
    expect(shown.address).to.deep.include({ street: 'PADUKUHAN CEPIT', rt: '003', rw: '012', kapanewon: 'SEWON' });
    expect(shown.address!.kalurahan).to.equal('PENDOWOHARJO');
    expect(shown.address!.postalCode).to.match(/^55\d{3}$/);
    expect([shown.kkNumber, shown.newNumbers.map(({ kind, name }) => [kind, name])]).to.deep.equal([
      null,
      [['kk', damar!.name]],
    ]);
  });

  it('has the number of the card as the applicant declared it, where no other is known', async () => {
    expect((await sheet({ kkNumber: null })).shown.kkNumber).to.equal('3402150101150007');
  });

  it('writes an address outside the list as it was declared', async () => {
    const address = { street: 'X', rt: '1', rw: '2', kalurahan: 'desa lain' };
    const { shown } = await sheet({ reason: 'baru' }, { address });
    expect(shown.address).to.deep.include({ kalurahan: 'DESA LAIN', kapanewon: '', postalCode: '' });
  });

  it('is whole cards for an event-based case', async () => {
    for (const reason of ['perubahan-data', 'baru'] as const) {
      const { needs } = office({ record: record(GRADUATED, { reason }) });
      const shown = await viewSiakSheet(needs)(sri.username, NUMBER);
      expect([shown.people, shown.address, shown.cards!.length]).to.deep.equal([[], null, 1]);
    }
  });

  it('is of no use where nothing is entered, or to another role', async () => {
    for (const reason of ['hilang', 'rusak'] as const)
      expect((await sheet({ reason })).said).to.contain('tidak memerlukan entri SIAK');
    const verifying = await sheet({ draftSha256: DRAFT }, {}, PEOPLE.endah.username);
    expect(verifying.said).to.contain('dikerjakan petugas unit layanan & entri');
  });
});
