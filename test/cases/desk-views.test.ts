import { expect } from 'chai';
import { addNote } from '../../src/cases/add-note.ts';
import { getRequirements } from '../../src/cases/get-requirements.ts';
import { findSearch, keepSearch } from '../../src/cases/keep-search.ts';
import { listSigned } from '../../src/cases/list-signed.ts';
import { rejectDraft } from '../../src/cases/reject-draft.ts';
import { viewMessageFile } from '../../src/cases/view-message-file.ts';
import { viewPaper } from '../../src/cases/view-paper.ts';
import { viewSignedCard } from '../../src/cases/view-signed-card.ts';
import { viewTaskNote } from '../../src/cases/view-task-note.ts';
import { delayOf } from '../../src/cases/waiting/service-away.ts';
import { SHORTEST_REASON } from '../../src/domain/decision-answers.ts';
import type { CaseRecord, DecisionRecord, WorkItem } from '../../src/store/store.ts';
import { INDONESIAN } from '../languages.ts';
import { PEOPLE } from './office.ts';
import { noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const NUMBER = 'KK-261127-ABCDEF';
const { sri, tono, endah, agus, rini } = PEOPLE;
const REJECTED = {
  ...{ taskId: 't7', step: 7, element: 'approve-signing', decidedBy: agus.username, refusedBecause: null },
  ...{ takenBackAt: null, answer: { signing: 'rejected', note: 'Nama ibu keliru.' } },
} as unknown as DecisionRecord;
const VERIFY = { taskId: 't5', applicationNumber: NUMBER, element: 'verify-draft', assignee: null, endedAt: null };

interface Given {
  readonly record?: Partial<CaseRecord>;
  readonly decisions?: readonly DecisionRecord[];
  readonly open?: readonly object[];
  readonly file?: object | undefined;
  readonly message?: object | undefined;
  /** Held, as its sender has no case. */
  readonly held?: string;
  readonly isUnderWay?: boolean;
  readonly delivery?: readonly object[];
  readonly waits?: object;
}
function office(given: Given = {}) {
  const journal: unknown[] = [];
  const { did, note } = noteBook();
  const record = {
    ...{ applicationNumber: NUMBER, state: 'delivery', entryOfficer: sri.username, draftSha256: 'draft' },
    ...{ signedSha256: 'signed', siakWay: 'simulator', reason: 'perubahan-data' },
    ...given.record,
  } as unknown as CaseRecord;
  const open = (given.open ?? [VERIFY]) as readonly WorkItem[];
  const tables = {
    cases: { get: () => Promise.resolve(record), list: note('listed', given.delivery ?? []) },
    decisions: { of: () => Promise.resolve(given.decisions ?? [REJECTED]) },
    people: { roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences: [] }) },
    papers: {
      find: (id: string) =>
        Promise.resolve(
          id === 'p1'
            ? { id, applicationNumber: NUMBER, kind: 'ijazah', mediaType: 'image/jpeg', sha256: 'paper' }
            : undefined,
        ),
    },
    messageFiles: { find: () => Promise.resolve(given.file) },
    heldFiles: { find: () => Promise.resolve(given.held === undefined ? undefined : Buffer.from(given.held)) },
    messages: { find: () => Promise.resolve(given.message) },
    workList: {
      open: () => Promise.resolve(open),
      find: (id: string) => Promise.resolve(open.find(({ taskId }) => taskId === id)),
    },
    signingBatches: { isUnderWay: () => Promise.resolve(given.isUnderWay ?? false) },
    grantHolders: { remove: note('holder-removed') },
    caseNotes: { add: note('note', 'n1') },
    keptSearches: { put: note('kept'), find: note('looked', 'sri') },
    inquiries: { unattendedCase: () => Promise.resolve(given.waits) },
    accounts: { find: () => Promise.resolve(undefined) },
    immigrationClaims: { of: () => Promise.resolve([]) },
    journal: { write: (row: unknown) => Promise.resolve(void journal.push(row)), by: () => Promise.resolve([]) },
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    documents: { get: (sha256: string) => Promise.resolve(Buffer.from(sha256)) },
    grants: { revoke: (sha256: string) => void did.push(['revoked', sha256]) },
    settings: { terms: { taskMinutes: 60, serviceMinutes: 15, superiorMinutes: 60 } },
    now: () => NOW,
  };
  return { needs: needs as never, journal, did };
}
const viewed = (actor: string, event: string, step: number, as: string, detail: object = {}, state = 'delivery') => ({
  ...{ applicationNumber: NUMBER, actor, event, step, detail: { ...detail, as, state } },
});
const refusedView = (actor: string, asked: string, because: string) => ({
  ...{ applicationNumber: NUMBER, actor, event: 'view-refused', step: null, detail: { asked, because } },
});
const answerOf = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    const { remedy, code, message } = error as { remedy?: string; code?: string; message: string };
    return remedy ?? code ?? message;
  });

describe('A document of a case', () => {
  it('is the signed card, once there is one, for who may see the case', async () => {
    const { needs, journal } = office();
    expect(await viewSignedCard(needs)(rini.username, NUMBER)).to.deep.equal(Buffer.from('signed'));
    expect(journal).to.deep.equal([viewed(rini.username, 'signed-card-viewed', 8, 'petugas-cetak')]);
    const unsigned = office({ record: { signedSha256: null } });
    expect(await answerOf(viewSignedCard(unsigned.needs)(sri.username, NUMBER))).to.equal('KK belum ditandatangani.');
    const another = office();
    expect(await answerOf(viewSignedCard(another.needs)(tono.username, NUMBER))).to.equal('ASSIGNED_TO_ANOTHER');
    expect(another.journal).to.deep.equal([refusedView(tono.username, 'signed-card-viewed', 'ASSIGNED_TO_ANOTHER')]);
  });

  it('is a paper of this very case, journalled by its kind', async () => {
    const { needs, journal } = office();
    expect(await viewPaper(needs)(sri.username, NUMBER, 'p1')).to.deep.equal({
      mediaType: 'image/jpeg',
      bytes: Buffer.from('paper'),
    });
    const detail = { paper: 'p1', kind: 'ijazah' };
    expect(journal).to.deep.equal([viewed(sri.username, 'paper-viewed', 2, 'petugas-entri', detail)]);
    for (const [number, id] of [
      [NUMBER, 'p9'],
      ['KK-261127-ABCDEG', 'p1'],
    ] as const)
      expect(await answerOf(viewPaper(needs)(sri.username, number, id))).to.equal('CASE_UNKNOWN');
    expect(journal).to.have.length(1);
  });

  describe('that came with a message', () => {
    const FILE = { messageId: 'm1', sha256: 'file', mediaType: 'image/jpeg' };
    const opened = async (given: Given, who: string = sri.username) => {
      const { needs, journal } = office(given);
      return { answer: await answerOf(viewMessageFile(needs)(who, 'f1')), journal };
    };
    const bytes = { bytes: Buffer.from('file'), mediaType: 'image/jpeg' };

    it('is for who may see the case', async () => {
      const given = { file: FILE, message: { applicationNumber: NUMBER } };
      expect(await opened(given)).to.deep.equal({
        answer: bytes,
        journal: [viewed(sri.username, 'message-file-viewed', 2, 'petugas-entri', { file: 'f1' })],
      });
      expect((await opened(given, tono.username)).answer).to.equal('ASSIGNED_TO_ANOTHER');
    });

    it('is for entry officers while it belongs to no case', async () => {
      const given = { file: FILE, message: { applicationNumber: null } };
      const row = {
        ...{ applicationNumber: null, actor: tono.username, event: 'message-file-viewed', step: null },
        ...{ detail: { file: 'f1' } },
      };
      expect(await opened(given, tono.username)).to.deep.equal({ answer: bytes, journal: [row] });
      const refused = await opened(given, endah.username);
      expect(refused.answer).to.equal('WRONG_ROLE');
      expect(refused.journal).to.deep.equal([
        { ...refusedView(endah.username, 'message-file-viewed', 'WRONG_ROLE'), applicationNumber: null },
      ]);
    });

    it('may be held for a time only, as its sender has no case', async () => {
      const file = { ...FILE, state: 'held', sha256: null };
      const given = { file, message: { applicationNumber: null } };
      expect((await opened({ ...given, held: 'held' }, tono.username)).answer).to.deep.equal({
        ...{ bytes: Buffer.from('held'), mediaType: 'image/jpeg' },
      });
      expect(await opened(given, tono.username), 'its term ended').to.deep.equal({
        ...{ answer: 'Kiriman ini tidak ada. Muat ulang halaman.', journal: [] },
      });
    });

    it('is not there before it was fetched, or without its message', async () => {
      const message = { applicationNumber: NUMBER };
      for (const given of [
        { file: undefined, message },
        { file: { ...FILE, sha256: null }, message },
        { file: { ...FILE, mediaType: null }, message },
        { file: FILE, message: undefined },
      ])
        expect(await opened(given)).to.deep.equal({
          answer: 'Kiriman ini tidak ada. Muat ulang halaman.',
          journal: [],
        });
    });
  });
});

describe('A note', () => {
  const writes = async (text: string, who: string = sri.username) => {
    const { needs, did, journal } = office();
    return { answer: await answerOf(addNote(needs)(who, NUMBER, text)), did, journal };
  };

  it('for colleagues is kept with the case; the journal holds who wrote it, not its words', async () => {
    const { answer, did, journal } = await writes('  Ibu datang besok.\r\nBawa akta.\r ');
    expect(answer).to.equal(undefined);
    const text = 'Ibu datang besok.\nBawa akta.';
    expect(did).to.deep.equal([['note', { applicationNumber: NUMBER, author: sri.username, text }]]);
    expect(journal).to.deep.equal([
      {
        ...{ applicationNumber: NUMBER, actor: sri.username, event: 'note-added', step: 2, detail: { note: 'n1' } },
      },
    ]);
    expect((await writes('x'.repeat(1000))).answer).to.equal(undefined);
  });

  it('is not empty, not longer than a thousand letters, and not of who may not see the case', async () => {
    expect((await writes(' \r\n ')).answer).to.contain('Tulis catatannya');
    expect((await writes('x'.repeat(1001))).answer).to.contain('paling banyak 1000');
    const { answer, did } = await writes('Halo.', tono.username);
    expect([answer, did]).to.deep.equal(['ASSIGNED_TO_ANOTHER', []]);
  });

  describe('of the head, who returned a draft', () => {
    const shown = async (given: Given = {}, who: string = endah.username, id = 't5') => {
      const { needs, journal } = office(given);
      return { answer: await answerOf(viewTaskNote(needs)(who, id)), journal };
    };

    it('is shown to who verifies it again, and journalled', async () => {
      expect(await shown()).to.deep.equal({
        answer: 'Nama ibu keliru.',
        journal: [viewed(endah.username, 'note-viewed', 5, 'kasi', { task: 't5' })],
      });
    });

    it('is shown to nobody else, of no other task, and only while the rejection is the last word', async () => {
      const change = (answer: object, more: object = {}) =>
        ({ decisions: [{ ...REJECTED, answer, ...more }] }) as unknown as Given;
      for (const [given, who, id] of [
        [{}, rini.username, 't5'],
        [{}, endah.username, 't9'],
        [{ open: [{ ...VERIFY, endedAt: NOW }] }, endah.username, 't5'],
        [{ open: [{ ...VERIFY, element: 'approve-signing' }] }, endah.username, 't5'],
        [{ open: [{ ...VERIFY, assignee: 'dua.kasi' }] }, endah.username, 't5'],
        [{ decisions: [] }, endah.username, 't5'],
        [change({ signing: 'approved', note: 'Baik.' }), endah.username, 't5'],
        [change({ signing: 'rejected' }), endah.username, 't5'],
        [change({ signing: 'rejected', note: '' }), endah.username, 't5'],
        [change({ signing: 'rejected', note: 'x' }, { takenBackAt: NOW }), endah.username, 't5'],
      ] as const)
        expect(await shown(given, who, id)).to.deep.equal({ answer: undefined, journal: [] });
    });
  });
});

describe('The head who says no to a draft', () => {
  const SIGN = { ...VERIFY, taskId: 't7', element: 'approve-signing' };
  const rejects = async (note: string, given: Given = {}, decideFails = false) => {
    const { needs, did } = office({ open: [VERIFY, SIGN], ...given });
    const decide = (...args: unknown[]) => {
      did.push(['decided', ...args]);
      return decideFails ? Promise.reject(Object.assign(new Error('no'), { code: 'WRONG_ROLE' })) : Promise.resolve();
    };
    return { answer: await answerOf(rejectDraft(needs, decide)(agus.username, NUMBER, note)), did };
  };

  it('gives a reason, and a passphrase that was given for it is forgotten', async () => {
    const decided = (note: string) => [
      'decided',
      agus.username,
      { applicationNumber: NUMBER, task: 't7', answer: { signing: 'rejected', note } },
    ];
    expect(await rejects('  Nama ibu keliru. ')).to.deep.equal({
      answer: undefined,
      did: [decided('Nama ibu keliru.'), ['revoked', 'draft'], ['holder-removed', 'draft']],
    });
    const none = await rejects('Nama ibu keliru.', { record: { draftSha256: null }, isUnderWay: true });
    expect(none.did).to.deep.equal([decided('Nama ibu keliru.')]);
    expect((await rejects('x'.repeat(500))).answer).to.equal(undefined);
    const lines = `${'\r\n'.repeat(15)}y`.padStart(515, 'x');
    expect((await rejects(lines)).answer, 'as its box counts it').to.equal(undefined);
    expect((await rejects(` ${'x'.repeat(SHORTEST_REASON)} `)).answer).to.equal(undefined);
    expect((await rejects(`${'x'.repeat(SHORTEST_REASON - 1)}   `)).answer).to.contain('Tulis alasan');
  });

  it('is told what is missing, and nothing happens', async () => {
    for (const [note, given, sentence] of [
      [' x ', {}, 'Tulis alasan'],
      ['x'.repeat(501), {}, 'paling panjang 500'],
      ['Nama ibu keliru.', { isUnderWay: true }, 'sedang ditandatangani'],
      ['Nama ibu keliru.', { open: [VERIFY] }, 'Tidak sedang menunggu'],
    ] as const) {
      const { answer, did } = await rejects(note, given);
      expect(answer, sentence).to.contain(sentence);
      expect(did, sentence).to.deep.equal([]);
    }
    const refused = await rejects('Nama ibu keliru.', {}, true);
    expect(refused.answer).to.equal('WRONG_ROLE');
    expect(
      refused.did.map(([what]) => what),
      'the passphrase stays',
    ).to.deep.equal(['decided']);
  });
});

describe('At the desk', () => {
  it('the signed cards on their way are listed for the entry officer of each', async () => {
    const delivery = [
      { applicationNumber: 'KK-1', entryOfficer: sri.username },
      { applicationNumber: 'KK-2', entryOfficer: tono.username },
    ];
    const { needs, did } = office({ delivery });
    expect(await listSigned(needs)(sri.username)).to.deep.equal(['KK-1']);
    expect(did).to.deep.equal([['listed', { states: ['delivery'] }]]);
    expect(await listSigned(needs)(rini.username)).to.deep.equal([]);
    expect(did, 'no other role asks').to.have.length(1);
  });

  it('words that are searched for stand in no address: they are kept under an id', async () => {
    const { needs, did } = office();
    const id = await keepSearch(needs)(sri.username, ` Wening ${'x'.repeat(300)}`);
    expect(id).to.match(/^[\w-]{12}$/);
    const [[what, kept]] = did as [[string, { id: string; officer: string; text: string }]];
    expect([what, kept.id, kept.officer, kept.text.length]).to.deep.equal(['kept', id, sri.username, 200]);
    expect(kept.text).to.match(/^Wening x/);
    expect(await keepSearch(needs)(sri.username, 'Wening')).to.not.equal(id);
    expect(await answerOf(keepSearch(needs)(sri.username, ' x '))).to.contain('paling sedikit tiga');
    expect(await answerOf(keepSearch(needs)('orang.asing', 'Wening'))).to.equal('UNKNOWN_OFFICER');
    expect(did).to.have.length(2);
    expect(await findSearch(needs)(sri.username, id)).to.equal('sri');
    expect(did.at(-1)).to.deep.equal(['looked', id, sri.username]);
  });

  it('what evidence is needed says the table of the process, in the shape that was agreed on', async () => {
    const asked: unknown[] = [];
    const table = (result: unknown) =>
      getRequirements({
        engine: { evaluate: (...args: unknown[]) => (asked.push(args), Promise.resolve(result)) },
      } as never);
    const right = { requiredDocuments: ['ijazah'], ktpAffected: false, siakEntryNeeded: true };
    expect(await table(right)('perubahan-data', ['pendidikan'])).to.deep.equal(right);
    expect(asked).to.deep.equal([['persyaratan', { reason: 'perubahan-data', elements: ['pendidikan'] }]]);
    const wrong = await answerOf(table({ ...right, ktpAffected: 'Wening' })('baru', []));
    expect(wrong).to.be.a('string').and.contain('persyaratan').and.not.contain('Wening');
  });

  it('the applicant reads of a delay once a service is away for longer than its term', async () => {
    const delay = (minutes: number) =>
      delayOf(
        office({
          waits: {
            since: new Date(NOW.getTime() - minutes * 60_000),
            state: 'signing',
            takenUpAt: NOW,
            lastEvent: null,
          },
        }).needs,
        NUMBER,
        INDONESIAN,
      );
    expect(await delayOf(office().needs, NUMBER, INDONESIAN)).to.equal(null);
    expect(await delay(14.99)).to.equal(null);
    expect(await delay(15))
      .to.be.a('string')
      .and.not.equal('');
    const notTaken = { since: new Date(0), state: 'signing', takenUpAt: null, lastEvent: null };
    expect(await delayOf(office({ waits: notTaken }).needs, NUMBER, INDONESIAN)).to.not.equal(await delay(15));
  });
});
