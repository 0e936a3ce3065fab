import { expect } from 'chai';
import { closeFoundCard, unplacedCards, viewFoundCard } from '../../src/cases/deliveries/found-cards.ts';
import { showDeliveries } from '../../src/cases/deliveries/show-deliveries.ts';
import { foundSentence } from '../../src/domain/found-card.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import type { SentMessage } from '../../src/store/inquiries.ts';
import { noteBook } from './noted.ts';
import { PEOPLE, type OfficerName } from './office.ts';

/** Friday, ten o'clock in Bantul. */
const NOW = new Date('2026-11-27T03:00:00Z');
const DAY_MS = 24 * 3_600_000;
const NUMBER = 'KK-261127-ABCDEF';
const { rini, tono } = PEOPLE;
const ID = '0b5d5b0e-3c52-4f0a-9d5b-7d7a5d0c1a11';

interface Given {
  readonly messages?: readonly Partial<SentMessage>[];
  readonly tasks?: readonly object[];
  readonly due?: object;
  readonly returned?: readonly object[];
  readonly copies?: readonly object[];
  readonly unread?: readonly object[];
  readonly unseen?: readonly object[];
  readonly lost?: readonly string[];
  readonly hindrances?: readonly object[];
  readonly unplaced?: readonly object[];
  readonly found?: object;
  readonly isClosed?: boolean;
  readonly absences?: readonly object[];
  readonly ties?: readonly object[];
}
function office(given: Given) {
  const { did, note } = noteBook();
  const { messages = [], absences = [] } = given;
  const needs = {
    store: {
      people: { roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences }) },
      inquiries: {
        messages: note(
          'messages',
          messages.map((change) => ({
            ...{ applicationNumber: NUMBER, at: NOW, status: 'sent', deliveredAt: null, readAt: null, purpose: 'card' },
            ...change,
          })),
        ),
      },
      workTies: {
        open: () => Promise.resolve(given.ties ?? []),
        of: () => Promise.reject(new Error('nobody’s own NIK is known here')),
      },
      workList: { listed: note('listed', given.tasks ?? []) },
      oldCards: {
        due: note('due', given.due ?? { cards: [], count: 0 }),
        returned: note('returned', given.returned ?? []),
      },
      archiveCopies: {
        counts: () => Promise.resolve(given.copies ?? []),
        unread: (asked: { layers: readonly string[]; notCheckedSince: Date }) => {
          const isAway = asked.layers.includes('tape');
          const days = isAway ? 90 : 8;
          expect(asked).to.deep.equal({
            layers: [isAway ? 'tape' : 'server'],
            notCheckedSince: new Date(NOW.getTime() - days * DAY_MS),
          });
          return Promise.resolve((isAway ? given.unseen : given.unread) ?? []);
        },
        lost: () => Promise.resolve(given.lost ?? []),
        hindrances: (withinMs: number) => {
          expect(withinMs).to.equal(65 * 60_000);
          return Promise.resolve(given.hindrances ?? []);
        },
      },
      cases: {
        findMany: (numbers: readonly string[]) => {
          did.push(['cases', ...numbers]);
          const application = { address: { kalurahan: '34.02.15.2001' } };
          return Promise.resolve(
            numbers
              .filter((number) => number === NUMBER)
              .map((applicationNumber) => ({ applicationNumber, reason: 'hilang', application })),
          );
        },
      },
      siakCards: {
        unplaced: note('unplaced', given.unplaced ?? []),
        findFound: note('asked', given.found),
        closeFound: note('closed', given.isClosed ?? true),
      },
      journal: { write: note('journal') },
    },
    documents: { get: (sha256: string) => Promise.resolve(Buffer.from(sha256)) },
    archive: { layers: ['server', 'tape'], present: () => Promise.resolve(['server']) },
    calendar: USUAL_CALENDAR,
    settings: { archiveTermMs: 7 * DAY_MS },
    now: () => NOW,
  } as unknown as Parameters<typeof showDeliveries>[0] & Parameters<typeof viewFoundCard>[0];
  return { needs, did };
}
const answerOf = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    const { remedy, code } = error as { remedy?: string; code?: string };
    return remedy ?? code;
  });
const row = (actor: string, event: string, step: number | null, detail: object) => [
  'journal',
  { applicationNumber: null, actor, event, step, detail },
];

describe('A day of the print officer', () => {
  const day = async (given: Given = {}, asked?: string) => {
    const { needs, did } = office(given);
    return { shown: await showDeliveries(needs)(rini.username, asked), did };
  };

  it('is today, or the day that they choose, by the midnights of Bantul', async () => {
    const { shown, did } = await day();
    expect(shown).to.include({ day: '2026-11-27', isToday: true });
    expect(shown.officer.username).to.equal(rini.username);
    const today = { from: new Date('2026-11-26T17:00:00Z'), to: new Date('2026-11-27T17:00:00Z') };
    expect(did).to.deep.include(['messages', { ...today, purpose: 'card' }, 2_000]);
    expect(did).to.deep.include(['returned', today]);
    expect(did).to.deep.include(['due', 200]);
    expect(did).to.deep.include(['listed', { lanes: ['petugas-cetak'] }]);
    const before = await day({}, '2026-11-20');
    expect(before.shown).to.include({ day: '2026-11-20', isToday: false });
    expect(before.did).to.deep.include([
      'returned',
      { from: new Date('2026-11-19T17:00:00Z'), to: new Date('2026-11-20T17:00:00Z') },
    ]);
    expect(await answerOf(day({}, '2026-02-30'))).to.contain('Tanggal ini tidak ada');
  });

  it('shows where each card is that was sent, and counts them', async () => {
    const { counts, sent } = (
      await day({
        messages: [
          ...[{ status: 'read' }, { status: 'sent', readAt: NOW }, { status: 'failed', readAt: NOW }],
          ...[{ status: 'delivered' }, { status: 'undelivered', deliveredAt: NOW }],
          ...[{ status: 'undelivered' }, { status: 'failed' }, { status: 'canceled' }],
          ...[{ status: 'sent' }, { status: 'waiting' }],
        ],
      })
    ).shown;
    expect(sent.map(({ state }) => state)).to.deep.equal([
      ...['read', 'read', 'read', 'delivered', 'delivered', 'failed', 'failed', 'failed', 'under-way', 'under-way'],
    ]);
    expect(counts).to.deep.equal({ 'under-way': 2, delivered: 2, read: 3, failed: 3 });
    expect((await day()).shown.counts).to.deep.equal({ 'under-way': 0, delivered: 0, read: 0, failed: 0 });
  });

  it('says of each for what it was asked and where its family lives, from one look at every case', async () => {
    const at = new Date('2026-11-27T01:00:00Z');
    const { shown, did } = await day({ messages: [{ at, readAt: NOW }, {}, { applicationNumber: 'KK-gone' }] });
    expect(shown.sent[0]).to.deep.equal({
      ...{ applicationNumber: NUMBER, at, deliveredAt: null, readAt: NOW, status: 'sent', state: 'read' },
      ...{ reason: 'hilang', kalurahan: '34.02.15.2001', ownFamily: false },
    });
    expect(shown.sent[2]).to.include({ applicationNumber: 'KK-gone', reason: 'perubahan-data', kalurahan: '' });
    expect(did).to.deep.include(['cases', NUMBER, 'KK-gone']);
  });

  it('shows what is to be handed over on paper, held by nobody who is absent', async () => {
    const task = (change: object) => ({
      ...{ taskId: 't8', applicationNumber: NUMBER, element: 'bring-signed-card', assignee: tono.username, since: [] },
      ...{ createdAt: new Date('2026-11-27T02:00:00Z'), decisions: [], entryOfficer: null },
      ...change,
    });
    const tasks = [task({}), task({ element: 'drink-coffee' })];
    const { handOvers } = (await day({ tasks })).shown;
    expect(handOvers).to.have.length(1);
    expect(handOvers[0]).to.include({ officeMinutes: 60, blocked: 'ASSIGNED_TO_ANOTHER' });
    const absences = [{ person: tono.username, validFrom: '2026-11-27', validTo: '2026-11-27' }];
    const later = await day({ tasks, absences }, '2026-11-20');
    expect(later.shown.handOvers[0], 'whatever day is looked at').to.include({ blocked: null });
  });

  it('shows which old cards are due, and who took back those that came', async () => {
    const due = { cards: [{ applicationNumber: NUMBER }], count: 300 };
    const returned = [{ receivedBy: rini.username }, { receivedBy: 'orang.lama' }];
    const { oldCards } = (await day({ due, returned })).shown;
    expect(oldCards).to.deep.include({ due: [{ applicationNumber: NUMBER, ownFamily: false }], dueCount: 300 });
    expect(oldCards.returned).to.deep.equal([
      { receivedBy: rini.username, by: 'Rini Astuti' },
      { receivedBy: 'orang.lama', by: 'orang.lama' },
    ]);
  });

  it('shows each layer of the archive: whether it is there, how its copies are, and what hinders it', async () => {
    const copies = [
      { layer: 'server', state: 'stored', count: 7 },
      { layer: 'server', state: 'damaged', count: 1 },
      { layer: 'tape', state: 'absent', count: 2 },
      { layer: 'tape', state: 'repaired', count: 3 },
    ];
    const server = { layer: 'server', present: true, copies: { stored: 7, absent: 0, damaged: 1, repaired: 0 } };
    const tape = { layer: 'tape', present: false, copies: { stored: 0, absent: 2, damaged: 0, repaired: 3 } };
    expect((await day({ copies })).shown.layers).to.deep.equal([
      { ...server, unread: 0, unseen: 0, hindrance: null },
      { ...tape, unread: 0, unseen: 0, hindrance: null },
    ]);
    const given = {
      unread: [{ layer: 'server', count: 4 }],
      unseen: [{ layer: 'tape', count: 3 }],
      lost: [NUMBER],
      hindrances: [{ layer: 'tape', hindrance: 'medium' }],
    };
    const { shown } = await day({ copies, ...given });
    expect(shown.layers).to.deep.equal([
      { ...server, unread: 4, unseen: 0, hindrance: null },
      { ...tape, unread: 0, unseen: 3, hindrance: 'medium' },
    ]);
    expect(shown.lost, 'cases that no medium holds whole').to.deep.equal([NUMBER]);
  });

  it('is refused to everybody else, journalled', async () => {
    for (const who of ['sri', 'endah', 'agus', 'audi', 'adi'] as const satisfies readonly OfficerName[]) {
      const { needs, did } = office({});
      const { username } = PEOPLE[who];
      expect(await answerOf(showDeliveries(needs)(username))).to.equal('WRONG_ROLE');
      expect(did).to.deep.equal([
        row(username, 'view-refused', null, { asked: 'deliveries-viewed', because: 'WRONG_ROLE' }),
      ]);
    }
  });
});

describe('A card of the watched folder that lies with no case', () => {
  const FOUND = { id: ID, sha256: 'the-card', outcome: 'no-case', foundAt: NOW };

  it('is listed with the reason, and whether its bytes are here', async () => {
    const { needs, did } = office({
      unplaced: [
        { ...FOUND, extra: 1 },
        { ...FOUND, id: 'big', outcome: 'left-in-folder' },
        { ...FOUND, id: 'laid', outcome: 'brought' },
        { ...FOUND, id: 'new', outcome: null },
      ],
    });
    const listed = [
      { id: ID, foundAt: NOW, sentence: foundSentence('no-case'), kept: true },
      { id: 'big', foundAt: NOW, sentence: foundSentence('left-in-folder'), kept: false },
    ];
    expect(await unplacedCards(needs)).to.deep.equal(listed);
    expect(did).to.deep.equal([['unplaced', 200]]);
    expect((await showDeliveries(needs)(rini.username)).found).to.deep.equal(listed);
  });

  it('is opened by the print officer, journalled by its hash', async () => {
    const { needs, did } = office({ found: FOUND });
    expect(await viewFoundCard(needs)(rini.username, ID)).to.deep.equal(Buffer.from('the-card'));
    expect(did).to.deep.equal([['asked', ID], row(rini.username, 'found-card-viewed', 8, { sha256: 'the-card' })]);
  });

  it('is not to be opened here where it was too large to keep', async () => {
    const { needs, did } = office({ found: { ...FOUND, outcome: 'left-in-folder' } });
    expect(await answerOf(viewFoundCard(needs)(rini.username, ID))).to.contain('terlalu besar');
    expect(did).to.deep.equal([['asked', ID]]);
  });

  it('leaves the list when they are done with it, once', async () => {
    const closes = async (isClosed: boolean) => {
      const { needs, did } = office({ found: FOUND, isClosed });
      await closeFoundCard(needs)(rini.username, ID);
      return did.slice(1);
    };
    const closed = ['closed', ID, rini.username];
    expect(await closes(true)).to.deep.equal([
      closed,
      row(rini.username, 'found-card-closed', 8, { sha256: 'the-card' }),
    ]);
    expect(await closes(false)).to.deep.equal([closed]);
  });

  it('is not there by an id that nobody gave out, and the database is asked for what is an id only', async () => {
    const asks = async (act: typeof closeFoundCard | typeof viewFoundCard, id: string) => {
      const { needs, did } = office({});
      expect(await answerOf(act(needs)(rini.username, id)), id).to.contain('tidak ada dalam daftar');
      return did;
    };
    for (const act of [viewFoundCard, closeFoundCard]) {
      expect(await asks(act, ID)).to.deep.equal([['asked', ID]]);
      for (const id of [`${ID}0`, `x${ID}`, ID.toUpperCase(), "' or 1=1", ''])
        expect(await asks(act, id), id).to.deep.equal([]);
    }
  });

  it('is refused to everybody else, journalled', async () => {
    for (const act of [viewFoundCard, closeFoundCard])
      for (const who of ['sri', 'endah', 'agus', 'audi', 'adi'] as const) {
        const { needs, did } = office({ found: FOUND });
        const { username } = PEOPLE[who];
        expect(await answerOf(act(needs)(username, ID))).to.equal('WRONG_ROLE');
        expect(did).to.deep.equal([
          row(username, 'view-refused', null, { asked: 'found-card-viewed', because: 'WRONG_ROLE' }),
        ]);
      }
  });
});
