import { expect } from 'chai';
import { countInbox, listInbox } from '../../src/cases/list-inbox.ts';
import type { CaseRecord, MessageRecord } from '../../src/store/store.ts';
import { noteBook } from './noted.ts';
import { PEOPLE, refusalOf, type OfficerName } from './office.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const OWN = 'KK-261127-ABCDEF';
const ANOTHERS = 'KK-261127-GHJKMN';
const PHONE = '+6281234567890';
const { sri, tono } = PEOPLE;

const record = (applicationNumber: string, entryOfficer: string) =>
  ({
    ...{ applicationNumber, entryOfficer, state: 'examination', submittedAt: ago(50), reason: 'perubahan-data' },
    ...{ siakWay: 'simulator', draftSha256: null, signedSha256: null },
  }) as unknown as CaseRecord;
const CASES = [record(OWN, sri.username), record(ANOTHERS, tono.username)];
const message = (id: string, change: Partial<MessageRecord> = {}) =>
  ({
    ...{ id, applicationNumber: null, direction: 'in', purpose: 'message', type: 'text', at: ago(2) },
    ...{ phone: PHONE, content: null, personSince: ago(1) },
    ...change,
  }) as unknown as MessageRecord;

interface Given {
  readonly waiting?: readonly MessageRecord[];
  readonly text?: string;
  /** Cases of the sender's number. */
  readonly ofPhone?: readonly CaseRecord[];
  /** Of no case, beside those that are shown. */
  readonly more?: number;
  readonly heardAt?: Date | null;
  readonly files?: readonly object[];
}
function office({ waiting = [], text = '', ofPhone = [], files = [], more = 0, ...given }: Given) {
  const { did, note } = noteBook();
  const conversation = given.heardAt === undefined ? undefined : { lastInboundAt: given.heardAt };
  const needs = {
    store: {
      people: { roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences: [] }) },
      messages: {
        forPerson: () => Promise.resolve(waiting),
        unassignedForPerson: () => {
          const ofNobody = waiting.filter(({ applicationNumber }) => applicationNumber === null);
          return Promise.resolve(ofNobody.length + more);
        },
      },
      cases: {
        byWhatsapp: note('by phone', ofPhone),
        findMany: (numbers: readonly string[]) => {
          did.push(['cases', ...numbers]);
          return Promise.resolve(CASES.filter(({ applicationNumber }) => numbers.includes(applicationNumber)));
        },
      },
      decisions: { of: () => Promise.resolve([]) },
      conversations: { find: note('conversation', conversation) },
      messageFiles: { of: note('files', files) },
      journal: { write: note('journal') },
    },
    documents: { get: () => Promise.resolve(Buffer.from(JSON.stringify({ salt: 'x', text }))) },
    now: () => NOW,
  } as unknown as Parameters<typeof listInbox>[0];
  return { needs, did };
}
const opens = async (given: Given, who: OfficerName = 'sri') => {
  const { needs, did } = office(given);
  return { inbox: await listInbox(needs)(PEOPLE[who].username), did };
};
const counts = (given: Given, who: OfficerName = 'sri') => countInbox(office(given).needs)(PEOPLE[who].username);

describe('The messages that wait for an officer', () => {
  const inCase = (id: string, applicationNumber: string, change: Partial<MessageRecord> = {}) =>
    message(id, { applicationNumber, ...change });

  it('are those of cases that are open to them, without what they say', async () => {
    const waiting = [
      inCase('m1', OWN),
      inCase('m2', ANOTHERS),
      inCase('m3', OWN, { direction: 'out', purpose: 'card', personSince: null }),
    ];
    const { inbox, did } = await opens({ waiting });
    const shown = { applicationNumber: OWN, type: 'text' };
    expect(inbox.cases).to.deep.equal([
      { ...shown, id: 'm1', undelivered: false, purpose: 'message', since: ago(1) },
      { ...shown, id: 'm3', undelivered: true, purpose: 'card', since: ago(2) },
    ]);
    expect(inbox).to.deep.include({ unassigned: [], unassignedCount: 0 });
    expect(inbox.officer.username).to.equal(sri.username);
    expect(did, 'each case is asked for once, and nothing is journalled').to.deep.equal([['cases', OWN, ANOTHERS]]);
    expect((await opens({ waiting }, 'tono')).inbox.cases.map(({ id }) => id)).to.deep.equal(['m2']);
    expect((await opens({ waiting }, 'endah')).inbox.cases).to.deep.equal([]);
  });

  it('are, for the entry, those assigned to no case too: journalled by their number', async () => {
    const waiting = [message('m1'), inCase('m2', OWN), message('m3')];
    const { inbox, did } = await opens({ waiting });
    expect(inbox.unassigned.map(({ id }) => id)).to.deep.equal(['m1', 'm3']);
    expect(inbox.cases.map(({ id }) => id)).to.deep.equal(['m2']);
    expect(did).to.deep.include(['cases', OWN]);
    const row = { applicationNumber: null, actor: sri.username, event: 'inbox-viewed', step: null };
    expect(did.filter(([what]) => what === 'journal')).to.deep.equal([
      ['journal', { ...row, detail: { messages: 2 } }],
    ]);
    const forKasi = await opens({ waiting }, 'endah');
    expect(forKasi.inbox).to.deep.include({ unassigned: [], unassignedCount: 0 });
    expect((await opens({ waiting, more: 300 })).inbox.unassignedCount).to.equal(302);
    expect(forKasi.did.map(([what]) => what)).to.deep.equal(['cases']);
  });

  it('are counted by the same rules, and nothing is journalled', async () => {
    const waiting = [message('m1'), inCase('m2', OWN), inCase('m3', ANOTHERS)];
    expect(await counts({ waiting })).to.equal(2);
    expect(await counts({ waiting }, 'endah')).to.equal(0);
    expect(await counts({})).to.equal(0);
    expect(await counts({ waiting, more: 300 }), 'those that are not shown too').to.equal(302);
    const { needs, did } = office({ waiting });
    await countInbox(needs)(sri.username);
    expect(did.map(([what]) => what)).to.deep.equal(['cases']);
  });

  it('are shown to nobody whom the office does not know', async () => {
    const { needs } = office({});
    expect((await refusalOf(listInbox(needs)('orang.asing'))).code).to.equal('UNKNOWN_OFFICER');
    expect((await refusalOf(countInbox(needs)('orang.asing'))).code).to.equal('UNKNOWN_OFFICER');
  });
});

describe('A message that no rule could assign', () => {
  const describes = async (given: Given, change: Partial<MessageRecord> = {}) => {
    const { inbox, did } = await opens({ waiting: [message('m1', { content: 'words', ...change })], ...given });
    return { message: inbox.unassigned[0]!, did };
  };

  it('is shown with its words, since when it waits, and the sender’s number in part', async () => {
    const { message: shown } = await describes({ text: 'Tolong dicek' });
    expect(shown).to.deep.equal({
      ...{ id: 'm1', type: 'text', since: ago(1), from: '+62812•••7890', text: 'Tolong dicek' },
      ...{ files: [], lacking: 0, likely: [], answerable: false },
    });
    const bare = (await describes({}, { content: null, phone: null, personSince: null })).message;
    expect(bare).to.deep.include({ text: '', from: '', since: ago(2) });
  });

  it('may mean the cases that it names, and those of the number it came from, each once', async () => {
    const { message: shown, did } = await describes({ text: `Cek ${ANOTHERS} dan ${OWN}`, ofPhone: [CASES[0]!] });
    expect(shown.likely).to.deep.equal(
      [OWN, ANOTHERS].map((applicationNumber) => ({ applicationNumber, state: 'examination', submittedAt: ago(50) })),
    );
    expect(did).to.deep.include(['by phone', PHONE]);
    expect((await describes({ ofPhone: CASES })).message.likely).to.have.length(2);
    expect((await describes({ ofPhone: CASES }, { phone: null })).message.likely, 'of no number').to.deep.equal([]);
  });

  it('shows its photos once they are here', async () => {
    const files = [
      { id: 'f1', state: 'stored', mediaType: 'image/jpeg' },
      { id: 'f2', state: 'waiting', mediaType: 'image/jpeg' },
      { id: 'f3', state: 'stored', mediaType: null },
      { id: 'f4', state: 'held', mediaType: 'image/jpeg' },
      ...['refused', 'gone', 'forgotten'].map((state) => ({ id: state, state, mediaType: 'image/jpeg' })),
    ];
    const { message: shown, did } = await describes({ files });
    expect(shown.files).to.deep.equal(['f1', 'f4'].map((id) => ({ id, mediaType: 'image/jpeg' })));
    expect(shown.lacking).to.equal(3);
    expect(did).to.deep.include(['files', ['m1']]);
  });

  it('can be answered in free words for a day after its sender was last heard of', async () => {
    const answerable = async (heardAt: Date | null | undefined, phone: string | null = PHONE) =>
      (await describes({ ...(heardAt === undefined ? {} : { heardAt }) }, { phone })).message.answerable;
    expect(await answerable(ago(23.99))).to.equal(true);
    expect(await answerable(ago(24))).to.equal(false);
    expect(await answerable(null)).to.equal(false);
    expect(await answerable(undefined)).to.equal(false);
    expect(await answerable(ago(1), null), 'of no number').to.equal(false);
  });
});
