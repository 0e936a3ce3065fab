import { expect } from 'chai';
import { listSignableDrafts } from '../../src/cases/list-signable-drafts.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { HUMAN_TASKS } from '../../src/domain/process.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { EVERYBODY, FAMILY, GRADUATED, NOW, assessed, record } from './event-cases.ts';
import { noteBook } from './noted.ts';
import { PEOPLE, refusalOf } from './office.ts';

const DRAFT = 'a'.repeat(64);
const VERIFIED_DRAFT = 'b'.repeat(64);
const head = PEOPLE.agus.username;
const HEAD_LINES = { title: 'KEPALA DINAS', name: PEOPLE.agus.name, nip: PEOPLE.agus.nip };
const NUMBER = 'KK-261126-ABCDEF';
const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const verified = (draftSha256: string, change: object = {}) => ({
  ...{ step: 5, element: 'verify-draft', decidedBy: PEOPLE.endah.username, decidedByName: PEOPLE.endah.name },
  ...{ decidedAt: before(30), draftSha256, answer: { verification: 'valid' }, refusedBecause: null, takenBackAt: null },
  ...change,
});
const ITEM = {
  ...{ taskId: 'task-7', applicationNumber: NUMBER, element: HUMAN_TASKS[7], assignee: null, createdAt: before(20) },
  ...{ endedAt: null, reason: 'perubahan-data', elements: [], kalurahan: '34.02.15.2001', entryOfficer: null },
  ...{ draftSha256: DRAFT as string | null, signedSha256: null as string | null },
  ...{ decisions: [verified(DRAFT)] as readonly object[], since: [] as readonly object[] },
};
const PRINTED = {
  kkNumber: '3402150101150007',
  members: [{ nik: '3402155203850002', name: 'WENING PRAMESWARI', education: 'DIPLOMA IV/STRATA I' }],
};
const A_DRAFT = {
  ...{ sha256: DRAFT, applicationNumber: NUMBER, family: PRINTED as object, signatory: head as string | null },
  signatureLines: HEAD_LINES as object | null,
};
const READ_IT = {
  ...{ applicationNumber: NUMBER, event: 'draft-viewed' },
  detail: { size: 'full', draftSha256: DRAFT } as object,
};

interface Given {
  readonly listed?: readonly (typeof ITEM)[];
  readonly cases?: readonly object[];
  readonly drafts?: readonly (typeof A_DRAFT)[];
  readonly views?: readonly (typeof READ_IT)[];
  readonly refused?: readonly object[];
  readonly redrawn?: readonly object[];
  readonly people?: readonly object[];
  readonly delegations?: readonly object[];
  readonly siakWay?: string;
  readonly ties?: readonly object[];
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const { store, ...needs } = assessed();
  const people = given.people ?? Object.values(PEOPLE);
  const of = (wanted: readonly string[], key: string, all: readonly object[]) =>
    all.filter((one) => wanted.includes((one as Record<string, string>)[key]!));
  const tables = {
    ...store,
    people: { roster: () => Promise.resolve({ people, delegations: given.delegations ?? [], absences: [] }) },
    workTies: { open: () => Promise.resolve(given.ties ?? []) },
    accounts: { all: () => Promise.resolve([]) },
    workList: { listed: note('listed', given.listed ?? [ITEM]) },
    cases: {
      findMany: (numbers: readonly string[]) =>
        Promise.resolve(of(numbers, 'applicationNumber', given.cases ?? [record(sampleApplication())])),
    },
    drafts: {
      findMany: (hashes: readonly string[]) => Promise.resolve(of(hashes, 'sha256', given.drafts ?? [A_DRAFT])),
    },
    redrawnDrafts: { of: (hashes: readonly string[]) => Promise.resolve(of(hashes, 'sha256', given.redrawn ?? [])) },
    journal: {
      by: async (numbers: readonly string[], actor: string, events: readonly string[]) => {
        await note('by')(numbers, actor, events);
        return events.includes('draft-viewed') ? (given.views ?? []) : (given.refused ?? []);
      },
      write: note('journal'),
    },
  };
  const settings = { ...needs.settings, headTitle: 'KEPALA DINAS', siakWay: given.siakWay ?? 'simulator' };
  const all = { ...needs, store: tables, settings, calendar: USUAL_CALENDAR };
  return { list: listSignableDrafts(all as unknown as Parameters<typeof listSignableDrafts>[0]), did };
}
async function list(given: Given = {}, username: string = head) {
  const { list: of, did } = office(given);
  return { shown: await of(username), did };
}
const one = async (given: Given = {}, username: string = head) => (await list(given, username)).shown.drafts[0];

describe('The list of drafts to sign', () => {
  it('names each with what changes, what the draft prints there, who verified it when, and how long it waits', async () => {
    const { shown, did } = await list();
    expect(shown).to.deep.include({ actingAs: null, signsInSiak: false });
    expect(shown.officer.username).to.equal(head);
    expect(shown.drafts).to.deep.equal([
      {
        ...{ task: 'task-7', applicationNumber: NUMBER, draftSha256: DRAFT, reason: 'perubahan-data' },
        ...{ verifiedBy: PEOPLE.endah.name, verifiedAt: before(30), waitingMinutes: 20, returned: null },
        ...{ blocked: null, others: null, seen: false, namesOther: null, drawnAnew: false },
        changes: [
          {
            ...{ member: 'Wening Prameswari', element: 'pendidikan', label: 'Pendidikan' },
            ...{ from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I', unread: null, basis: 'Ijazah' },
            drafted: { value: 'DIPLOMA IV/STRATA I', matches: true },
          },
        ],
      },
    ]);
    expect(did).to.deep.equal([
      ['listed', { lanes: ['kepala-dinas'], element: HUMAN_TASKS[7] }],
      ['by', [NUMBER], head, ['draft-viewed']],
      ['by', [NUMBER], head, ['draft-redraw-refused']],
    ]);
  });

  it('compares the cards of an event-based case instead, with what its draft prints', async () => {
    const graduated = EVERYBODY.map((row) =>
      row.nik === FAMILY.mother.nik ? { ...row, education: 'DIPLOMA IV/STRATA I' } : row,
    );
    const listed = [{ ...ITEM, taskId: 'task-8', applicationNumber: 'KK-2', draftSha256: VERIFIED_DRAFT }, ITEM];
    const drafts = [
      { ...A_DRAFT, applicationNumber: 'KK-2', sha256: VERIFIED_DRAFT },
      { ...A_DRAFT, family: { ...FAMILY.card, members: graduated } },
    ];
    const { changes } = (await one({ listed, cases: [record(GRADUATED)], drafts }))!;
    expect(changes).to.have.length(1);
    expect(changes[0]).to.deep.include({
      ...{ member: FAMILY.mother.name, to: 'DIPLOMA IV/STRATA I' },
      drafted: { value: 'DIPLOMA IV/STRATA I', matches: true },
    });
  });

  it('says where SIAK was not read that the old value is only stated', async () => {
    const unread = await one({ cases: [record(sampleApplication(), { cardsBeforeSha256: null })] });
    expect(unread!.changes[0]!.unread).to.not.equal(null);
  });

  it('leaves out what has no draft, what is signed, and what is not verified as it is', async () => {
    for (const [what, given] of [
      ['no draft', { listed: [{ ...ITEM, draftSha256: null }] }],
      ['signed', { listed: [{ ...ITEM, signedSha256: VERIFIED_DRAFT }] }],
      ['not verified', { listed: [{ ...ITEM, decisions: [] }] }],
      ['another draft verified', { listed: [{ ...ITEM, decisions: [verified(VERIFIED_DRAFT)] }] }],
      ['no such draft', { drafts: [] }],
      ['no such case', { cases: [] }],
      ['a task that nobody knows', { listed: [{ ...ITEM, element: 'a-task-of-tomorrow' as typeof ITEM.element }] }],
    ] as const)
      expect(await one(given), what).to.equal(undefined);
  });

  it('shows each of several with its own case and draft', async () => {
    const second = { ...ITEM, taskId: 'task-8', applicationNumber: 'KK-2', draftSha256: VERIFIED_DRAFT };
    const { drafts } = (
      await list({
        listed: [ITEM, { ...second, decisions: [verified(VERIFIED_DRAFT)] }],
        cases: [
          record(sampleApplication()),
          record(sampleApplication(), { applicationNumber: 'KK-2', reason: 'rusak' }),
        ],
        drafts: [A_DRAFT, { ...A_DRAFT, applicationNumber: 'KK-2', sha256: VERIFIED_DRAFT }],
        views: [READ_IT, { ...READ_IT, applicationNumber: 'KK-2' }],
      })
    ).shown;
    expect(drafts.map((draft) => [draft.task, draft.draftSha256, draft.reason, draft.seen])).to.deep.equal([
      ['task-7', DRAFT, 'perubahan-data', true],
      ['task-8', VERIFIED_DRAFT, 'rusak', false],
    ]);
  });

  it('takes the verification of the draft from which this one was redrawn', async () => {
    const given = { listed: [{ ...ITEM, decisions: [verified(VERIFIED_DRAFT)] }] };
    const redrawn = [{ sha256: DRAFT, fromSha256: VERIFIED_DRAFT }];
    expect(await one({ ...given, redrawn })).to.include({ draftSha256: DRAFT, verifiedBy: PEOPLE.endah.name });
  });

  it('says whether this signer has read these very bytes of this very case at full size', async () => {
    expect(await one({ views: [READ_IT] })).to.include({ seen: true });
    expect(await one({ views: [{ ...READ_IT, applicationNumber: 'KK-2' }] })).to.include({ seen: false });
    const other = { ...READ_IT, detail: { size: 'full', draftSha256: VERIFIED_DRAFT } };
    expect(await one({ views: [other] })).to.include({ seen: false });
  });

  it('says why this signer may not sign it, and why it came back', async () => {
    const own = verified(DRAFT, { decidedBy: head });
    expect(await one({ listed: [{ ...ITEM, decisions: [own] }] })).to.deep.include({
      ...{ blocked: 'FOUR_EYES', others: { present: [PEOPLE.dewi.name], absent: [] } },
    });
    const facts = { taskId: ITEM.taskId, applicationNumber: NUMBER, element: ITEM.element };
    const ties = [{ ...facts, subjects: [], cardNiks: [], renewedBy: [head], typed: [] }];
    expect(await one({ ties })).to.include({ blocked: 'RENEWED_ACCESS' });
    const failed = [{ event: 'signing-failed', detail: { code: 'BSRE_2031' } }];
    const returned = await one({ listed: [{ ...ITEM, since: failed }] });
    expect(returned!.returned).to.include({ code: 'BSRE_2031' });
  });

  describe('says whom a draft names that does not name this signer as of today', () => {
    const named = async (change: Partial<typeof A_DRAFT>, given: Given = {}) => {
      const { namesOther, drawnAnew } = (await one({ drafts: [{ ...A_DRAFT, ...change }], ...given }))!;
      return [namesOther, drawnAnew];
    };
    const FORMER_LINES = { ...HEAD_LINES, title: 'Plt. KEPALA DINAS' };
    const other = { signatory: PEOPLE.rini.username };

    it('another person, by name while they are of the office', async () => {
      expect(await named(other)).to.deep.equal([PEOPLE.rini.name, false]);
      expect(await named(other, { people: [PEOPLE.agus] })).to.deep.equal([PEOPLE.rini.username, false]);
    });

    it('this signer as they were called before', async () => {
      expect(await named({ signatureLines: FORMER_LINES })).to.deep.equal([
        `${PEOPLE.agus.name} (Plt. KEPALA DINAS)`,
        false,
      ]);
    });

    it('nobody, where it says no name or no lines', async () => {
      expect(await named({ signatory: null, signatureLines: null })).to.deep.equal([null, false]);
      expect(await named({ signatureLines: null })).to.deep.equal([null, false]);
    });

    it('and that approving it leads to another draft, where it could not be drawn anew', async () => {
      const cases = [record(sampleApplication(), { signatory: head })];
      expect(await named(other, { cases })).to.deep.equal([PEOPLE.rini.name, true]);
      expect(await named({}, { cases }), 'it names this signer').to.deep.equal([null, false]);
      const [formerly] = await named({ signatureLines: FORMER_LINES });
      const refused = [{ detail: { draftSha256: DRAFT } }];
      expect(await named({ signatureLines: FORMER_LINES }, { refused })).to.deep.equal([formerly, true]);
      expect(await named({ signatureLines: FORMER_LINES }, { cases }), 'of another try').to.deep.equal([
        formerly,
        false,
      ]);
      expect(await named(other, { refused }), 'of another person’s').to.deep.equal([PEOPLE.rini.name, false]);
      expect(await named({}, { refused })).to.deep.equal([null, false]);
    });
  });

  it('says under which letter a stand-in signs, and where new cases are signed in SIAK', async () => {
    const letter = {
      ...{ from: head, to: PEOPLE.rini.username, role: 'kepala-dinas', kind: 'Plh' },
      ...{ validFrom: '2026-11-26', validTo: '2026-11-26' },
    };
    const { shown } = await list({ delegations: [letter], siakWay: 'siak-signed-pdf' }, PEOPLE.rini.username);
    expect(shown).to.include({ actingAs: 'Plh', signsInSiak: true });
  });

  it('is for the head alone, and the attempt is journalled', async () => {
    const { list: of, did } = office();
    expect((await refusalOf(of(PEOPLE.endah.username))).code).to.equal('WRONG_ROLE');
    expect(did).to.deep.equal([
      [
        'journal',
        {
          ...{ applicationNumber: null, actor: PEOPLE.endah.username, event: 'view-refused', step: null },
          detail: { asked: 'signing-list-viewed', because: 'WRONG_ROLE' },
        },
      ],
    ]);
  });
});
