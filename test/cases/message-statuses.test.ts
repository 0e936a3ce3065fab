import { expect } from 'chai';
import { askMessageStatuses } from '../../src/cases/ask-message-statuses.ts';
import { receiveMessageStatus } from '../../src/cases/receive-message-status.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { MessageRecord } from '../../src/store/store.ts';
import { noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const MINUTE_MS = 60_000;
const DAY = 24 * 60;
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE_MS);
const NUMBER = 'KK-261127-ABCDEF';
const message = (change: Partial<MessageRecord> = {}): MessageRecord =>
  ({
    ...{ id: 'm1', applicationNumber: NUMBER, direction: 'out', purpose: 'received', sid: 'SM1', status: 'sent' },
    ...{ at: ago(10), asks: 0, personSince: null, personDoneAt: null },
    ...change,
  }) as unknown as MessageRecord;

interface Given {
  readonly messages?: readonly MessageRecord[];
  /** What the messenger answers; an error: it does not. */
  readonly found?: { readonly status: string; readonly errorCode: string | null } | Error | undefined;
  /** The row of a message appears at so manieth look. */
  readonly appearsAt?: number;
}
function office({ messages = [message()], found, appearsAt = 1 }: Given = {}) {
  const { did, note } = noteBook();
  let looks = 0;
  const tables = {
    messages: {
      underWay: note('under-way', messages),
      change: note('change'),
      advance: note('advance', true),
      bySid: (sid: string) => {
        looks += 1;
        return Promise.resolve(looks < appearsAt ? undefined : messages.find((one) => one.sid === sid));
      },
      of: () => Promise.resolve(messages),
    },
    cases: {
      get: () => Promise.resolve({ applicationNumber: NUMBER, state: 'waiting-for-applicant' }),
      lock: () => Promise.resolve({ applicationNumber: NUMBER, state: 'waiting-for-applicant' }),
      change: note('case'),
    },
    journal: { write: note('journal') },
    // The process is told by what stands in the outbox; here somebody else has sent it already.
    outbox: { put: note('outbox'), lock: note('told') },
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    messenger: {
      statusOf: (sid: string) => {
        did.push(['asked', sid]);
        return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
      },
    },
    engine: {},
    logger: { warn: note('warned') },
    now: () => NOW,
  } as unknown as Parameters<typeof askMessageStatuses>[0];
  const of = (...names: string[]) => did.filter(([name]) => names.includes(String(name)));
  return { needs, did, of, looks: () => looks };
}

describe('How far a message came, when nobody told', () => {
  const asks = async (given: Given) => {
    const made = office(given);
    return { count: await askMessageStatuses(made.needs)(), ...made };
  };

  it('is asked after two minutes, ten more, an hour, six, and then once a day, over eight days', async () => {
    const { count, of } = await asks({ found: { status: 'sent', errorCode: null } });
    expect(count).to.equal(1);
    expect(of('under-way')).to.deep.equal([['under-way', NOW, ago(8 * DAY), [2, 10, 60, 360, DAY]]]);
  });

  it('is asked, and written down that it was', async () => {
    const { of } = await asks({ found: { status: 'sent', errorCode: null } });
    expect(of('asked')).to.deep.equal([['asked', 'SM1']]);
    expect(of('change')).to.deep.equal([['change', 'm1', { asks: 1, askedAt: NOW }]]);
    expect(of('advance')).to.deep.equal([['advance', 'SM1', 'sent', 3, null, NOW]]);
  });

  it('is asked of each by itself', async () => {
    const messages = [message({ id: 'm2', sid: 'SM2' }), message({ id: 'm3', sid: 'SM3' })];
    const { count, of } = await asks({ messages, found: { status: 'sent', errorCode: null } });
    expect(count).to.equal(2);
    expect(of('asked')).to.deep.equal([
      ['asked', 'SM2'],
      ['asked', 'SM3'],
    ]);
  });

  it('is not known while WhatsApp does not answer; another failure is told', async () => {
    const { count, of } = await asks({ found: new Failure('WHATSAPP_UNREACHABLE') });
    expect(count).to.equal(1);
    expect(of('change')).to.have.length(1);
    expect(of('advance')).to.deep.equal([]);
    for (const failure of [new Error('torn'), new Failure('NUMBER_UNREACHABLE')]) {
      const messages = [message(), message({ id: 'm2', sid: 'SM2' })];
      const { needs, of: did } = office({ messages, found: failure });
      expect(await askMessageStatuses(needs)().catch((error: unknown) => error)).to.equal(failure);
      expect(did('asked'), 'one holds up no other').to.have.length(2);
      expect(did('change').map(([, id]) => id)).to.deep.equal(['m1', 'm2']);
    }
  });

  it('tells the process what it means: the card came', async () => {
    const { of } = await asks({
      messages: [message({ purpose: 'card' })],
      found: { status: 'delivered', errorCode: null },
    });
    expect(of('outbox')).to.have.length(1);
    expect(of('told')).to.have.length(1);
  });

  describe('and it is not delivered after a day', () => {
    const late = (change: Partial<MessageRecord> = {}) => message({ at: ago(DAY), ...change });

    it('is put before a person: the phone is off, lost or another’s', async () => {
      const { of } = await asks({ messages: [late()], found: { status: 'sent', errorCode: null } });
      expect(of('change').at(-1)).to.deep.equal(['change', 'm1', { personSince: NOW }]);
      const request = await asks({ messages: [late({ purpose: 'incomplete' })] });
      expect(request.of('outbox')).to.have.length(1);
      expect(request.of('told')).to.have.length(1);
    });

    it('not before the day is over', async () => {
      const { of } = await asks({ messages: [late({ at: new Date(ago(DAY).getTime() + 1) })] });
      expect(of('change')).to.have.length(1);
    });

    it('not one that arrived, was given up, waits for a person already, or is the card, whose task comes by the process', async () => {
      for (const other of [
        late({ status: 'delivered' }),
        late({ status: 'failed' }),
        late({ personSince: ago(1) }),
        late({ purpose: 'card' }),
      ]) {
        const { of } = await asks({ messages: [other] });
        expect(of('change', 'outbox'), JSON.stringify(other.status)).to.have.length(1);
      }
      expect((await asks({ messages: [late({ status: 'something-new' })] })).of('change')).to.have.length(2);
    });
  });
});

describe('A status that WhatsApp tells', () => {
  const WAITS = [0, 0, 0];
  const told = async (status: string, given: Given = {}, sid = 'SM1') => {
    const made = office(given);
    await receiveMessageStatus(made.needs, WAITS)({ sid, status, errorCode: null });
    return made;
  };

  it('is taken, and the process is told what it means', async () => {
    const { of } = await told('delivered', { messages: [message({ purpose: 'card' })] });
    expect(of('advance')).to.deep.equal([['advance', 'SM1', 'delivered', 5, null, NOW]]);
    expect(of('told')).to.have.length(1);
    expect((await told('sent')).of('told')).to.deep.equal([]);
  });

  it('may come before the row of its message: that is looked for some more times', async () => {
    const { of, looks } = await told('sent', { appearsAt: 3 });
    expect(of('advance')).to.have.length(1);
    expect(looks(), 'and once more to take it').to.equal(4);
    const never = await told('sent', { appearsAt: 9 });
    expect([never.did.length, never.looks()]).to.deep.equal([0, 3]);
  });

  it('that we do not know is nothing', async () => {
    const { did, looks } = await told('teleported');
    expect([did.length, looks()]).to.deep.equal([0, 0]);
  });
});
