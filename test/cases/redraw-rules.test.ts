import { expect } from 'chai';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { redrawDraft, redrawsRefused } from '../../src/cases/redraw-draft.ts';
import { cardToken } from '../../src/cases/tokens.ts';
import { HUMAN_TASKS } from '../../src/domain/process.ts';
import { noteBook } from './noted.ts';
import { PEOPLE, refusalOf } from './office.ts';

const NUMBER = 'KK-261127-ABCDEF';
const LINK_KEY = Buffer.alloc(32, 9);
const VERIFIED = 'a'.repeat(64);
const REDRAWN = 'c'.repeat(64);
const PREVIEW = 'd'.repeat(64);
const OTHER = 'f'.repeat(64);
const head = PEOPLE.agus.username;
const HEAD_LINES = { title: 'KEPALA DINAS', name: PEOPLE.agus.name, nip: PEOPLE.agus.nip };
const STAND_IN_LINES = { title: 'Plh. KEPALA DINAS', name: PEOPLE.rini.name, nip: '197505052000032002' };
const FAMILY = { kkNumber: '3402150101150007', headName: 'DAMAR PAMUNGKAS' };
const PDF = Buffer.from('%PDF drawn for the head');
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const DRAWN = sha256Of(PDF);

/** The picture of a card, all of one colour. */
const sheet = (colour: string) =>
  sharp({ create: { width: 297, height: 210, channels: 3, background: colour } })
    .png()
    .toBuffer();

const DRAFT = {
  ...{ sha256: VERIFIED, applicationNumber: NUMBER, family: FAMILY, previewSha256: PREVIEW },
  ...{ issuedOn: '2026-11-26' as string | null, signatory: PEOPLE.rini.username as string | null },
  signatureLines: STAND_IN_LINES as object | null,
};
const verified = (draftSha256: string) => ({
  ...{ step: 5, element: 'verify-draft', decidedBy: PEOPLE.endah.username, draftSha256 },
  ...{ answer: { verification: 'valid' }, refusedBecause: null, takenBackAt: null },
});
const ITEM = {
  taskId: 'task-7',
  element: HUMAN_TASKS[7],
  assignee: null as string | null,
  endedAt: null as Date | null,
};

interface State {
  readonly open: readonly object[];
  readonly locked: object | undefined;
  readonly record: object;
  readonly decisions: readonly object[];
  readonly drafts: readonly (typeof DRAFT)[];
  readonly redrawn: readonly object[];
  readonly people: readonly object[];
  readonly judged: object | undefined;
  readonly isUnderWay: boolean;
}
interface Given extends Partial<State> {
  /** What is otherwise once the card was drawn. */
  readonly later?: Partial<State>;
  /** The new card differs from the verified one in more than the signer's lines. */
  readonly differs?: boolean;
}
const USUAL: State = {
  ...{
    open: [{ element: 'another', taskId: 'task-0' }, ITEM],
    locked: ITEM,
    record: {},
    decisions: [verified(VERIFIED)],
  },
  ...{ drafts: [DRAFT], redrawn: [], people: Object.values(PEOPLE), judged: undefined, isUnderWay: false },
};

/** A draft that was verified in the name of Rini, whose letter is over. `did`: what was written, and whether in the commit. */
async function redraws({ later, differs, ...given }: Given = {}, username: string = head) {
  const { did, note } = noteBook();
  const pictures = { verified: await sheet('white'), drawn: await sheet(differs === true ? 'black' : 'white') };
  const tablesOf = (state: State, where: '' | 'commit: ') => ({
    cases: {
      get: () =>
        Promise.resolve({
          ...{ applicationNumber: NUMBER, state: 'signing', entryOfficer: PEOPLE.sri.username, signedSha256: null },
          ...{ draftSha256: VERIFIED, siakWay: 'simulator', reason: 'perubahan-data', ...state.record },
        }),
      change: note(`${where}change`),
    },
    workList: {
      open: ({ applicationNumber }: { applicationNumber?: string }) =>
        Promise.resolve(applicationNumber === NUMBER ? state.open : []),
      lock: (taskId: string) => Promise.resolve(taskId === ITEM.taskId ? state.locked : undefined),
    },
    decisions: { of: () => Promise.resolve(state.decisions) },
    people: { roster: () => Promise.resolve({ people: state.people, delegations: [], absences: [] }) },
    accounts: { find: () => Promise.resolve(undefined) },
    immigrationClaims: { of: () => Promise.resolve([]) },
    subjects: { isAbout: () => Promise.resolve(false) },
    judgements: { find: (taskId: string) => Promise.resolve(taskId === ITEM.taskId ? state.judged : undefined) },
    signingBatches: { isUnderWay: () => Promise.resolve(state.isUnderWay) },
    drafts: {
      find: (sha256: string) => Promise.resolve(state.drafts.find((one) => one.sha256 === sha256)),
      save: note(`${where}save`),
    },
    redrawnDrafts: { of: () => Promise.resolve(state.redrawn), put: note(`${where}redrawn from`) },
    journal: { write: note(`${where}journal`), by: () => Promise.resolve([]) },
  });
  const before = { ...USUAL, ...given };
  const needs = {
    store: {
      ...tablesOf(before, ''),
      transaction: (work: (tables: object) => Promise<unknown>) => work(tablesOf({ ...before, ...later }, 'commit: ')),
    },
    documents: {
      get: (sha256: string) => Promise.resolve(sha256 === PREVIEW ? pictures.verified : undefined),
      put: (bytes: Buffer) => note('put')(sha256Of(bytes)),
    },
    press: { print: note('print', { pdf: PDF, preview: pictures.drawn }) },
    settings: { baseUrl: 'https://kk.example.id', linkKey: LINK_KEY, footLine: 'SIMULASI', headTitle: 'KEPALA DINAS' },
    now: () => new Date('2026-11-27T03:00:00Z'),
  } as unknown as Parameters<typeof redrawDraft>[0];
  const work = redrawDraft(needs)(username, NUMBER);
  const said = await work.then(
    () => ({ code: 'done', text: '' }),
    (error: unknown) => refusalOf(Promise.reject(error as Error)),
  );
  return { ...said, did, preview: sha256Of(pictures.drawn) };
}
const FACE = {
  ...{ family: FAMILY, issuedOn: '2026-11-26', head: HEAD_LINES, footLine: 'SIMULASI' },
  verifyUrl: `https://kk.example.id/periksa/${cardToken(LINK_KEY, NUMBER)}`,
};
const row = (event: string, detail: object) => [
  'commit: journal',
  {
    ...{ applicationNumber: NUMBER, actor: head, event, step: 7 },
    detail: { verifiedSha256: VERIFIED, ...detail },
  },
];

describe('A verified draft that is drawn anew for whoever signs it', () => {
  it('is of a case that whoever asks may see; asking shows nothing of it and is no look', async () => {
    const { code, did } = await redraws({}, PEOPLE.rini.username);
    expect([code, did]).to.deep.equal([
      'WRONG_ROLE',
      [
        [
          'journal',
          {
            ...{ applicationNumber: NUMBER, actor: PEOPLE.rini.username, event: 'act-refused', step: null },
            detail: { asked: 'draft-redrawn', because: 'WRONG_ROLE' },
          },
        ],
      ],
    ]);
  });

  it('shows what was verified, with the lines of today’s signer, and becomes the draft of the case', async () => {
    const { code, did, preview } = await redraws();
    expect(code).to.equal('done');
    expect(did).to.deep.equal([
      ['print', FACE],
      ['put', DRAWN],
      ['put', preview],
      [
        'commit: save',
        {
          ...{ sha256: DRAWN, applicationNumber: NUMBER, family: FAMILY, previewSha256: preview },
          ...{ issuedOn: '2026-11-26', signatory: head, signatureLines: HEAD_LINES },
        },
      ],
      ['commit: redrawn from', { sha256: DRAWN, fromSha256: VERIFIED, applicationNumber: NUMBER, drawnFor: head }],
      ['commit: change', NUMBER, { draftSha256: DRAWN, signatory: head }],
      row('draft-redrawn', { draftSha256: DRAWN }),
    ]);
  });

  it('is saved once: drawn before in the same bytes, it is that draft', async () => {
    const { did } = await redraws({ drafts: [DRAFT, { ...DRAFT, sha256: DRAWN }] });
    expect(did.map(([name]) => name)).to.deep.equal([
      ...['print', 'put', 'put', 'commit: redrawn from', 'commit: change', 'commit: journal'],
    ]);
  });

  it('is the verified draft itself, where that comes out again', async () => {
    const again = { ...DRAFT, sha256: DRAWN, signatory: head, signatureLines: HEAD_LINES };
    const { did } = await redraws({
      decisions: [verified(DRAWN)],
      drafts: [again, { ...DRAFT, sha256: REDRAWN }],
      redrawn: [{ sha256: REDRAWN, fromSha256: DRAWN }],
      record: { draftSha256: REDRAWN },
    });
    expect(did.slice(3)).to.deep.equal([
      ['commit: change', NUMBER, { draftSha256: DRAWN, signatory: head }],
      row('draft-redrawn', { verifiedSha256: DRAWN, draftSha256: DRAWN }),
    ]);
  });

  it('is not kept where more than these lines would change: who asked is noted, and reads what follows', async () => {
    const { code, text, did } = await redraws({ differs: true });
    expect(code).to.equal('NotNow');
    expect(text).to.contain('pengaturan cetak kantor sudah berganti').and.contain('diverifikasi lagi');
    expect(did).to.deep.equal([
      ['print', FACE],
      ['commit: change', NUMBER, { signatory: head }],
      row('draft-redraw-refused', { draftSha256: VERIFIED }),
    ]);
  });

  describe('is drawn for nobody', () => {
    const REFUSED: readonly (readonly [what: string, given: Partial<State>, text: string])[] = [
      ['that no task waits for', { open: [{ element: 'verify-draft' }] }, 'tidak sedang menunggu tanda tangan'],
      ['whose task is gone', { locked: undefined }, 'tidak sedang menunggu tanda tangan'],
      ['whose task has ended', { locked: { ...ITEM, endedAt: new Date() } }, 'tidak sedang menunggu tanda tangan'],
      ['that is not there', { record: { draftSha256: null } }, 'tidak sedang menunggu tanda tangan'],
      ['on which a decision is on its way', { judged: {} }, 'sedang ditandatangani'],
      ['that a batch has under way', { isUnderWay: true }, 'sedang ditandatangani'],
      [
        'whose bytes were not verified',
        { decisions: [verified(OTHER)], drafts: [DRAFT, { ...DRAFT, sha256: OTHER }] },
        'belum diverifikasi',
      ],
      ['of which nothing is known', { drafts: [] }, 'belum diverifikasi'],
      [
        'whose verified draft is not known',
        { decisions: [verified(OTHER)], redrawn: [{ sha256: VERIFIED, fromSha256: OTHER }] },
        'belum diverifikasi',
      ],
      [
        'that names them already',
        { drafts: [{ ...DRAFT, signatory: head, signatureLines: HEAD_LINES }] },
        'sudah memuat nama Anda',
      ],
      ['by whom no card can be named', { people: [{ ...PEOPLE.agus, nip: null }] }, 'NIP Anda belum tercatat'],
      ['that says no day', { drafts: [{ ...DRAFT, issuedOn: null }] }, 'versi lama program'],
    ];
    for (const [what, given, text] of REFUSED) {
      it(what, async () => {
        const said = await redraws(given);
        expect([said.code, said.did]).to.deep.equal(['NotNow', []]);
        expect(said.text).to.contain(text);
      });
      it(`${what}, also when it comes to that while the card is being drawn`, async () => {
        const said = await redraws({ later: given });
        expect([said.code, said.did.slice(3)]).to.deep.equal(['NotNow', []]);
        expect(said.text).to.contain(text);
      });
    }

    it('when the case got another draft meanwhile, or another one was verified', async () => {
      const drafts = [DRAFT, { ...DRAFT, sha256: OTHER }];
      const redrawn = [
        { sha256: OTHER, fromSha256: VERIFIED },
        { sha256: VERIFIED, fromSha256: OTHER },
      ];
      for (const later of [{ record: { draftSha256: OTHER } }, { decisions: [verified(OTHER)] }]) {
        const { text, did } = await redraws({ drafts, redrawn, later });
        expect(text).to.equal('Draf sudah berganti. Muat ulang daftar.');
        expect(did.slice(3)).to.deep.equal([]);
      }
    });
  });

  it('is drawn also where the draft of before says nobody’s name, or the name of before', async () => {
    const nobody = await redraws({ drafts: [{ ...DRAFT, signatory: null, signatureLines: null }] });
    expect(nobody.code).to.equal('done');
    const formerly = { ...DRAFT, signatory: head, signatureLines: { ...HEAD_LINES, title: 'Plt. KEPALA DINAS' } };
    expect((await redraws({ drafts: [formerly] })).code).to.equal('done');
  });

  it('is for whoever may sign it: anybody else is journalled, beside what is undone', async () => {
    const refused = [
      'journal',
      {
        ...{ applicationNumber: NUMBER, actor: head, event: 'act-refused', step: null },
        detail: { asked: 'draft-redrawn', because: 'FOUR_EYES' },
      },
    ];
    const own = { decisions: [{ ...verified(VERIFIED), decidedBy: head }] };
    const said = await redraws(own);
    expect([said.code, said.did]).to.deep.equal(['FOUR_EYES', [refused]]);
    const late = await redraws({ later: own });
    expect([late.code, late.did.slice(3)]).to.deep.equal(['FOUR_EYES', [refused]]);
    const another = await redraws({ locked: { ...ITEM, assignee: PEOPLE.dewi.username } });
    expect(another.code).to.equal('ASSIGNED_TO_ANOTHER');
  });
});

describe('The drafts that could not be drawn anew for a signer', () => {
  it('are read from the journal, by their hashes', async () => {
    const { did, note } = noteBook();
    const rows = [{ detail: { draftSha256: VERIFIED } }, { detail: { draftSha256: OTHER } }];
    const store = { journal: { by: note('by', rows) } } as unknown as Parameters<typeof redrawsRefused>[0];
    expect(await redrawsRefused(store, head, [NUMBER])).to.deep.equal(new Set([VERIFIED, OTHER]));
    expect(did).to.deep.equal([['by', [NUMBER], head, ['draft-redraw-refused']]]);
  });
});
