import { expect } from 'chai';
import { applyStatus, needsPerson } from '../../src/cases/apply-status.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { MessageRecord, Store } from '../../src/store/store.ts';
import { noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const NUMBER = 'KK-261127-ABCDEF';
const message = (change: Partial<MessageRecord> = {}): MessageRecord =>
  ({
    ...{ id: 'm1', applicationNumber: NUMBER, direction: 'out', purpose: 'card', sid: 'SM1', status: 'sent' },
    ...{ errorCode: null, phone: '+6281234567890', content: 'words', author: 'sri.wahyuni', answers: 'm0' },
    ...{ personSince: null, personDoneAt: null },
    ...change,
  }) as unknown as MessageRecord;

interface Given {
  readonly messages?: readonly MessageRecord[];
  readonly state?: CaseState;
  /** False: a later status came before. */
  readonly advances?: boolean;
}
function office({ messages = [message()], state = 'delivery', advances = true }: Given = {}) {
  const { did, note } = noteBook();
  const tables = {
    messages: {
      bySid: (sid: string) => Promise.resolve(messages.find((one) => one.sid === sid)),
      of: () => Promise.resolve(messages),
      advance: note('advance', advances),
      change: note('change'),
      add: note('add'),
    },
    cases: {
      get: () => Promise.resolve({ applicationNumber: NUMBER, state }),
      lock: () => Promise.resolve({ applicationNumber: NUMBER, state }),
      change: note('case'),
    },
    journal: { write: note('journal') },
    outbox: { put: note('outbox') },
  } as unknown as Store;
  return {
    did,
    apply: (status: string, errorCode: string | null = null, sid = 'SM1') =>
      applyStatus(tables, { sid, status, errorCode }, NOW),
    person: (of: MessageRecord) => needsPerson(tables, of, NOW),
  };
}
const undelivered = (purpose: string, errorCode: string | null = '63003', step: number | null = null) => [
  'journal',
  {
    ...{ applicationNumber: NUMBER, actor: 'sistem', event: 'message-undelivered', step },
    ...{ detail: { purpose, errorCode } },
  },
];
const toProcess = (name: string) => ({
  ...{ name, applicationNumber: NUMBER, messageId: `undeliverable:${NUMBER}:SM1`, about: 'SM1' },
});

describe('A status of a message of ours', () => {
  it('is written down with its rank, and moves on only', async () => {
    const { did, apply } = office({ messages: [message({ purpose: 'received' })] });
    for (const [status, rank] of [
      ['queued', 1],
      ['sent', 3],
      ['delivered', 5],
      ['read', 6],
    ] as const) {
      did.length = 0;
      expect(await apply(status), status).to.equal(undefined);
      expect(did, status).to.deep.equal([['advance', 'SM1', status, rank, null, NOW]]);
    }
    const late = office({ advances: false });
    for (const status of ['delivered', 'failed']) expect(await late.apply(status), status).to.equal(undefined);
    expect(late.did.map(([what]) => what)).to.deep.equal(['advance', 'advance']);
  });

  it('changes nothing for a status or a message that we do not know, or one that came in', async () => {
    const { did, apply } = office();
    expect(await apply('teleported')).to.equal(undefined);
    expect(await apply('delivered', null, 'SM9')).to.equal(undefined);
    expect(await office({ messages: [message({ direction: 'in' })] }).apply('delivered')).to.equal(undefined);
    expect(did).to.deep.equal([]);
  });

  describe('that it arrived', () => {
    it('is the receipt of the card', async () => {
      for (const status of ['delivered', 'read']) {
        const { did, apply } = office();
        expect(await apply(status), status).to.include({ name: 'card-received', applicationNumber: NUMBER });
        expect(did.map(([what]) => what)).to.deep.equal(['advance', 'case', 'journal', 'outbox']);
      }
      expect(await office({ messages: [message({ applicationNumber: null })] }).apply('read')).to.equal(undefined);
      for (const purpose of ['received', 'incomplete', 'officer'])
        expect(await office({ messages: [message({ purpose })] }).apply('read'), purpose).to.equal(undefined);
    });

    it('takes it back from the person before whom it was put', async () => {
      const put = { purpose: 'received', personSince: NOW };
      const { did, apply } = office({ messages: [message(put)] });
      await apply('delivered');
      expect(did.slice(1)).to.deep.equal([['change', 'm1', { personDoneAt: NOW, personDoneBy: 'sistem' }]]);
      const done = office({ messages: [message({ ...put, personDoneAt: NOW })] });
      await done.apply('delivered');
      expect(
        done.did.map(([what]) => what),
        'who is done with it stays',
      ).to.deep.equal(['advance']);
    });
  });

  describe('that it did not arrive', () => {
    it('is journalled with what was sent and why not, without a word of it', async () => {
      for (const status of ['undelivered', 'failed']) {
        const { did, apply } = office({ messages: [message({ purpose: 'closed' })] });
        expect(await apply(status, '63003'), status).to.equal(undefined);
        expect(did).to.deep.equal([['advance', 'SM1', status, 4, '63003', NOW], undelivered('closed')]);
      }
      const card = office();
      await card.apply('failed', null);
      expect(card.did[1]).to.deep.equal(undelivered('card', null, 8));
    });

    it('leads the case to a person by the process: the card, and a request', async () => {
      expect(await office().apply('failed')).to.deep.equal(toProcess('card-undeliverable'));
      for (const purpose of ['incomplete', 'invalid', 'reminder']) {
        const { did, apply } = office({ messages: [message({ purpose })], state: 'waiting-for-applicant' });
        expect(await apply('undelivered'), purpose).to.deep.equal(toProcess('request-undeliverable'));
        expect(did.at(-1)).to.deep.equal(['outbox', toProcess('request-undeliverable')]);
      }
    });

    it('needs nobody when the request was answered meanwhile, or a newer message is under way', async () => {
      const request = message({ purpose: 'incomplete' });
      expect(await office({ messages: [request], state: 'examination' }).apply('failed')).to.equal(undefined);
      const newer = [request, message({ id: 'm2', sid: 'SM2', purpose: 'reminder' })];
      const { did, apply } = office({ messages: newer, state: 'waiting-for-applicant' });
      expect(await apply('failed')).to.equal(undefined);
      expect(await apply('failed', null, 'SM2')).to.include({ name: 'request-undeliverable', about: 'SM2' });
      expect(did.filter(([what]) => what === 'outbox')).to.have.length(1);
      const again = [message(), message({ id: 'm2', sid: 'SM2' })];
      expect(await office({ messages: again }).apply('failed'), 'a card that was sent again').to.equal(undefined);
    });

    it('lies in the list of messages: what was said first, words of an officer, and that the card is void', async () => {
      for (const purpose of ['received', 'officer', 'answer', 'revoked']) {
        const { did, apply } = office({ messages: [message({ purpose })] });
        expect(await apply('failed'), purpose).to.equal(undefined);
        expect(did.at(-1), purpose).to.deep.equal(['change', 'm1', { personSince: NOW }]);
      }
    });

    it('without a case, is not journalled at one', async () => {
      const { did, apply } = office({ messages: [message({ applicationNumber: null, purpose: 'officer' })] });
      await apply('failed');
      expect(did.map(([what]) => what)).to.deep.equal(['advance', 'change']);
    });

    it('because the 24 hours ended on the way: words of an officer go again as a template, once', async () => {
      const { did, apply } = office({ messages: [message({ purpose: 'officer' })] });
      expect(await apply('failed', '63016')).to.equal(undefined);
      expect(did.at(-1)).to.deep.equal([
        'add',
        {
          ...{ applicationNumber: NUMBER, direction: 'out', purpose: 'answer', sid: null, status: 'waiting' },
          ...{ errorCode: null, once: 'as-template:m1', phone: '+6281234567890', content: 'words' },
          ...{ author: 'sri.wahyuni', answers: 'm0', at: NOW, nextTryAt: NOW },
        },
        -1,
      ]);
      const answer = office({ messages: [message({ purpose: 'answer' })] });
      await answer.apply('failed', '63016');
      expect(answer.did.at(-1), 'a template has no such end').to.deep.equal(['change', 'm1', { personSince: NOW }]);
    });
  });

  it('a message that was never sent is put before a person by the list, not by the process', async () => {
    for (const change of [{ sid: null }, { sid: null, purpose: 'reminder' }, { applicationNumber: null }]) {
      const { did, person } = office();
      expect(await person(message(change))).to.equal(undefined);
      expect(did, JSON.stringify(change)).to.deep.equal([['change', 'm1', { personSince: NOW }]]);
    }
    const { did, person } = office();
    await person(message({ sid: null, purpose: 'talk' }));
    expect(did, 'an answer of the rules is left alone').to.deep.equal([]);
  });
});
