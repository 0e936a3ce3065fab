import { expect } from 'chai';
import { refOf } from '../../src/cases/compose-message.ts';
import { sendMessage } from '../../src/cases/send-message.ts';
import { sendWaitingMessages } from '../../src/cases/send-waiting-messages.ts';
import { Failure, type FailureCode } from '../../src/domain/failures.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { STATUS_RANK, type MessagePurpose, type OutgoingMessage } from '../../src/messaging/messaging.ts';
import type { CaseRecord, EffectRecord, MessageRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { LANGUAGES } from '../languages.ts';
import { noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const HOUR = 3_600_000;
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const NUMBER = 'KK-261127-ABCDEF';
const PHONE = '+6281234567890';

const waiting = (change: Partial<MessageRecord> = {}) =>
  ({
    ...{ id: 'm1', applicationNumber: NUMBER, direction: 'out', purpose: 'talk', sid: null, status: 'waiting' },
    ...{ phone: PHONE, content: 'words', tries: 0, answers: null, personSince: null, personDoneAt: null, at: NOW },
    ...change,
  }) as MessageRecord;

interface Given {
  readonly messages?: readonly MessageRecord[];
  readonly record?: Partial<CaseRecord>;
  /** When the person last wrote; null: never. */
  readonly heard?: Date | null;
  readonly effect?: Partial<EffectRecord>;
  /** What WhatsApp's list knows. */
  readonly known?: { readonly sid: string; readonly status: string };
  /** What sending meets, in order; afterwards it succeeds. */
  readonly meets?: readonly (Error | undefined)[];
  readonly isWritten?: boolean;
  readonly decisions?: readonly object[];
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const messages = given.messages ?? [waiting()];
  const meets = [...(given.meets ?? [])];
  const record = {
    ...{ applicationNumber: NUMBER, state: 'waiting-for-applicant', whatsapp: PHONE, reason: 'perubahan-data' },
    ...{
      application: sampleApplication(),
      amendedSha256: null,
      missingDocuments: [],
      ktpAffected: false,
      updatedAt: NOW,
    },
    ...given.record,
  } as unknown as CaseRecord;
  const takes = (what: string, sent: unknown) => {
    did.push([what, sent]);
    const met = meets.shift();
    return met === undefined ? Promise.resolve({ sid: 'SM1', status: 'queued' }) : Promise.reject(met);
  };
  const sentRow = (sid: string) => waiting({ sid, purpose: given.messages?.[0]?.purpose ?? 'invalid', status: 'sent' });
  const tables = {
    cases: {
      get: (number: string) => (number === NUMBER ? Promise.resolve(record) : Promise.reject(failure('CASE_UNKNOWN'))),
      change: note('case'),
    },
    decisions: { of: () => Promise.resolve(given.decisions ?? []) },
    conversations: {
      find: () => Promise.resolve(given.heard === undefined ? undefined : { lastInboundAt: given.heard }),
    },
    messages: {
      toSend: (now: Date) => (did.push(['to-send', now]), Promise.resolve(messages)),
      lock: (id: string) => Promise.resolve(messages.find((one) => one.id === id)),
      find: (id: string) => Promise.resolve(messages.find((one) => one.id === id)),
      bySid: (sid: string) => {
        const isThere = given.isWritten === true || did.some(([what]) => what === 'message' || what === 'changed');
        return Promise.resolve(isThere ? sentRow(sid) : undefined);
      },
      of: () => Promise.resolve([sentRow('SM1')]),
      advance: note('advanced', true),
      add: note('message', {}),
      change: note('changed'),
    },
    revocations: { newest: () => Promise.resolve({ reason: 'Nama ibu keliru.' }) },
    effects: {
      intend: (effect: object) => {
        did.push(['intended', effect]);
        const fresh = { state: 'intended', attempts: 0, attemptedAt: null, intendedAt: NOW };
        return Promise.resolve({ effect: { ...effect, ...fresh, ...given.effect } });
      },
      attempt: () => Promise.resolve(true),
      didNothing: () => Promise.resolve(),
      settle: note('settled'),
    },
    journal: { write: note('journal') },
    outbox: { put: note('outbox'), lock: note('delivered', undefined) },
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    documents: { get: () => Promise.resolve(Buffer.from(JSON.stringify({ text: 'Besok siang, Bu.' }))) },
    messenger: {
      find: (sent: object) => (did.push(['looked for', sent]), Promise.resolve(given.known)),
      say: (said: object) => takes('said', said),
      send: ({ purpose, to, values }: OutgoingMessage) => takes('sent', [purpose, to, values['note']]),
    },
    settings: { baseUrl: 'https://kk.example.id' },
    calendar: USUAL_CALENDAR,
    languages: LANGUAGES,
    logger: { warn: () => undefined },
    now: () => NOW,
  };
  return { did, needs: needs as never };
}
const codeOf = (error: unknown) => (error as { code?: string }).code ?? (error as Error).message;
const journal = (event: string, step: number | null, detail: object) => [
  'journal',
  { applicationNumber: NUMBER, actor: 'sistem', event, step, detail },
];
const undeliverable = [
  [
    'outbox',
    {
      ...{ name: 'request-undeliverable', applicationNumber: NUMBER, about: 'SM1' },
      messageId: `undeliverable:${NUMBER}:SM1`,
    },
  ],
  ['delivered', `undeliverable:${NUMBER}:SM1`],
];
const failure = (code: FailureCode) => new Failure(code);

describe('What waits to be sent', () => {
  const sends = async (given: Given) => {
    const { did, needs } = office(given);
    const sent = await sendWaitingMessages(needs)().catch(codeOf);
    return { sent, did: did.slice(1), first: did[0] };
  };
  const OPEN = { heard: ago(24 * HOUR - 1) };
  const CLOSED = { heard: ago(24 * HOUR) };
  const intended = (id = 'm1') => ['intended', { key: `message:${id}`, kind: 'message', applicationNumber: NUMBER }];
  const said = ['said', { ref: refOf('m1'), to: PHONE, text: 'Besok siang, Bu.' }];
  const done = ['settled', 'message:m1', 'done', 'SM1'];
  const changed = (purpose: string, status = 'queued') => [
    'changed',
    'm1',
    { sid: 'SM1', status, rank: STATUS_RANK[status], purpose, sentAt: NOW },
  ];

  it('is asked for as of now', async () => {
    expect((await sends({ messages: [] })).first).to.deep.equal(['to-send', NOW]);
    expect((await sends({ messages: [] })).sent).to.equal(0);
  });

  it('is said as free text while the person’s 24 hours run', async () => {
    const { sent, did } = await sends(OPEN);
    expect(sent).to.equal(1);
    expect(did).to.deep.equal([intended(), said, done, changed('talk')]);
  });

  it('is said to somebody without a case too, and an officer’s words are journalled at the case', async () => {
    const messages = [waiting({ applicationNumber: null, purpose: 'officer' })];
    const foreign = await sends({ ...OPEN, messages });
    expect(foreign.did.slice(1)).to.deep.equal([said, done, changed('officer')]);
    const own = await sends({ ...OPEN, messages: [waiting({ purpose: 'officer' })] });
    expect(own.did.slice(1)).to.deep.equal([
      ...[said, done, changed('officer')],
      journal('message-sent', null, { purpose: 'officer', sid: 'SM1' }),
    ]);
  });

  it('by an officer goes by template after the 24 hours, or when the person never wrote', async () => {
    for (const given of [CLOSED, { heard: null }, {}]) {
      const { did } = await sends({ ...given, messages: [waiting({ purpose: 'officer' })] });
      expect(did.slice(1)).to.deep.equal([
        ['sent', ['answer', PHONE, 'Besok siang, Bu.']],
        done,
        changed('answer'),
        journal('message-sent', null, { purpose: 'answer', sid: 'SM1' }),
      ]);
    }
  });

  it('of the process goes by its template, whether or not the 24 hours run', async () => {
    for (const given of [OPEN, CLOSED]) {
      const { did } = await sends({ ...given, messages: [waiting({ purpose: 'received', content: null })] });
      expect(did.slice(1)).to.deep.equal([
        ['sent', ['received', PHONE, '']],
        done,
        changed('received'),
        journal('message-sent', 1, { purpose: 'received', sid: 'SM1' }),
      ]);
    }
  });

  it('and asks for something gives the officer’s words, as the process’s own requests do', async () => {
    const request = { answer: { examination: 'incomplete', note: 'Ijazah buram.' } };
    const decisions = [{ ...request, refusedBecause: null, takenBackAt: null }];
    const { did } = await sends({ messages: [waiting({ purpose: 'reminder', content: null })], decisions });
    expect(did[1]).to.deep.equal(['sent', ['reminder', PHONE, 'Ijazah buram.']]);
  });

  it('without words is said without any', async () => {
    const { did } = await sends({ ...OPEN, messages: [waiting({ content: null })] });
    expect(did[1]).to.deep.equal(['said', { ref: refOf('m1'), to: PHONE, text: '' }]);
  });

  it('is written on the tracking page, to no number, as a template to that of the case', async () => {
    const { did } = await sends({ ...OPEN, messages: [waiting({ purpose: 'officer', phone: null })] });
    expect(did[1]).to.deep.equal(['sent', ['answer', PHONE, 'Besok siang, Bu.']]);
  });

  it('as free text alone is given up once the 24 hours are over', async () => {
    const messages = [
      waiting(),
      waiting({ applicationNumber: null, purpose: 'officer' }),
      waiting({ purpose: 'talk', phone: null }),
    ];
    for (const message of messages) {
      const { sent, did } = await sends({ ...CLOSED, messages: [message] });
      expect(sent, 'it is done with').to.equal(1);
      expect(did.slice(1, 3)).to.deep.equal([
        ['settled', 'message:m1', 'failed'],
        ['changed', 'm1', { status: 'failed', rank: STATUS_RANK['failed'] }],
      ]);
    }
  });

  it('and reaches no number is journalled, and put before a person', async () => {
    const given = { ...OPEN, messages: [waiting({ purpose: 'officer' })], meets: [failure('NUMBER_UNREACHABLE')] };
    expect((await sends(given)).did.slice(2)).to.deep.equal([
      ['settled', 'message:m1', 'failed'],
      ['changed', 'm1', { status: 'failed', rank: STATUS_RANK['failed'] }],
      journal('message-undelivered', null, { purpose: 'officer', code: 'NUMBER_UNREACHABLE' }),
      ['changed', 'm1', { personSince: NOW }],
    ]);
    for (const purpose of ['received', 'answer', 'reminder', 'revoked']) {
      const { did } = await sends({ ...given, messages: [waiting({ purpose, content: null })] });
      expect(did.at(-1), purpose).to.deep.equal(['changed', 'm1', { personSince: NOW }]);
    }
    const rules = await sends({ ...given, messages: [waiting()] });
    expect(rules.did.at(-1), 'an answer of the rules is left alone').to.deep.equal(
      journal('message-undelivered', null, { purpose: 'talk', code: 'NUMBER_UNREACHABLE' }),
    );
    const foreign = await sends({ ...given, messages: [waiting({ applicationNumber: null, purpose: 'officer' })] });
    expect(foreign.did.slice(4)).to.deep.equal([['changed', 'm1', { personSince: NOW }]]);
  });

  it('and of which nobody knows whether it arrived, is read again by a person', async () => {
    const { sent, did } = await sends({ ...OPEN, effect: { attempts: 2, attemptedAt: ago(HOUR) } });
    expect(sent).to.equal(1);
    expect(did.filter(([what]) => what !== 'looked for')).to.deep.equal([
      intended(),
      ['settled', 'message:m1', 'unknown'],
      ['changed', 'm1', { status: 'failed', rank: STATUS_RANK['failed'] }],
      journal('message-undelivered', null, { purpose: 'talk', code: 'MESSAGE_STATE_UNKNOWN' }),
      ['changed', 'm1', { personSince: NOW }],
    ]);
  });

  it('is tried again later while WhatsApp does not answer, each time after a longer pause', async () => {
    for (const [tries, pause] of [
      [0, 30],
      [1, 60],
      [2, 300],
      [3, 900],
      [4, 3600],
      [5, 3600],
      [50, 3600],
    ] as const) {
      const { sent, did } = await sends({
        ...OPEN,
        messages: [waiting({ tries })],
        meets: [failure('WHATSAPP_UNREACHABLE')],
      });
      expect(sent, 'none was sent').to.equal('WHATSAPP_UNREACHABLE');
      expect(did.slice(2), `${tries} tries`).to.deep.equal([
        ['changed', 'm1', { tries: tries + 1, nextTryAt: inSeconds(pause) }],
      ]);
    }
  });

  it('is put before a person once no pause helped, or at once where IT has to look; and is still tried', async () => {
    const tries = async (change: Partial<MessageRecord>, code: FailureCode) => {
      const messages = [waiting({ purpose: 'received', content: null, ...change })];
      const { sent, did } = await sends({ ...OPEN, messages, meets: [failure(code)] });
      expect(sent).to.equal(code);
      return did.filter(([what]) => what === 'changed').map(([, , to]) => to);
    };
    const later = (tries: number, pause: number) => ({ tries, nextTryAt: inSeconds(pause) });
    expect(await tries({ tries: 4 }, 'WHATSAPP_UNREACHABLE')).to.deep.equal([later(5, 3600)]);
    for (const code of ['WHATSAPP_UNREACHABLE', 'WHATSAPP_NOT_TAKEN'] as const)
      expect(await tries({ tries: 5 }, code), code).to.deep.equal([{ personSince: NOW }, later(6, 3600)]);
    for (const code of ['WHATSAPP_MISCONFIGURED', 'DOCUMENT_DAMAGED'] as const)
      for (const purpose of ['received', 'officer', 'answer', 'revoked', 'reminder', 'talk'])
        expect(await tries({ purpose }, code), `${code}, ${purpose}`).to.deep.equal(
          purpose === 'talk' ? [later(1, 30)] : [{ personSince: NOW }, later(1, 30)],
        );
    const known = { tries: 9, personSince: ago(HOUR), personDoneAt: ago(1) };
    expect(await tries(known, 'WHATSAPP_MISCONFIGURED'), 'once').to.deep.equal([later(10, 3600)]);
  });

  it('as an answer of the rules that comes too late for the 24 hours, puts what it answers before a person', async () => {
    const question = { id: 'm0', direction: 'in', purpose: 'reply', status: 'received' } as const;
    for (const [personSince, told] of [
      [null, [['changed', 'm0', { personSince: NOW }]]],
      [ago(1), []],
    ] as const) {
      const messages = [waiting({ answers: 'm0' }), waiting({ ...question, personSince })];
      const { did } = await sends({ ...CLOSED, messages });
      expect(did.slice(1, 3 + told.length + 1)).to.deep.equal([
        ['settled', 'message:m1', 'failed'],
        ['changed', 'm1', { status: 'failed', rank: STATUS_RANK['failed'] }],
        journal('message-undelivered', null, { purpose: 'talk', code: 'NUMBER_UNREACHABLE' }),
        ...told,
      ]);
    }
  });

  it('is not sent twice: what WhatsApp’s list knows has been sent, as far as it came', async () => {
    const known = { sid: 'SM1', status: 'delivered' };
    const { did } = await sends({ ...OPEN, known, effect: { attempts: 1, attemptedAt: ago(HOUR) } });
    expect(did).to.deep.equal([
      intended(),
      ['looked for', { ref: refOf('m1'), to: PHONE }],
      done,
      changed('talk', 'accepted'),
      ['advanced', 'SM1', 'delivered', STATUS_RANK['delivered'], null, NOW],
    ]);
  });

  it('is not sent again by an office that was restored and lost what it knew of it', async () => {
    const known = { sid: 'SM1', status: 'delivered' };
    const { did } = await sends({ ...OPEN, known, messages: [waiting({ at: ago(HOUR) })] });
    expect(did.slice(0, 3)).to.deep.equal([intended(), ['looked for', { ref: refOf('m1'), to: PHONE }], done]);
  });

  it('is told to the process where it asked for something, and is found not to have arrived', async () => {
    const given = {
      ...{ known: { sid: 'SM1', status: 'undelivered' }, effect: { attempts: 1, attemptedAt: ago(HOUR) } },
    };
    const { did } = await sends({ ...given, messages: [waiting({ purpose: 'reminder', content: null })] });
    expect(did.slice(-2)).to.deep.equal(undeliverable);
    const written = await sends({ ...given, messages: [waiting({ purpose: 'reminder', content: null, phone: null })] });
    expect(
      written.did.map(([what]) => what),
      'what was written on the tracking page has no status',
    ).to.not.include('advanced');
  });

  it('is left to another process of the office that has it', async () => {
    for (const taken of [{ status: 'sent' }, { sid: 'SM7' }]) {
      const { did } = await sends({ ...OPEN, messages: [waiting(taken)] });
      expect(did, JSON.stringify(taken)).to.deep.equal([]);
    }
    const { did, needs } = office({ messages: [waiting()] });
    const gone = needs as { store: { messages: { lock: unknown } } };
    gone.store.messages.lock = () => Promise.resolve(undefined);
    await sendWaitingMessages(needs)();
    expect(did).to.have.length(1);
  });

  it('holds up nothing else: the failure of one is told only when none was sent', async () => {
    const messages = [1, 2, 3, 4, 5, 6].map((n) => waiting({ id: `m${n}` }));
    const away = failure('WHATSAPP_UNREACHABLE');
    const some = await sends({ ...OPEN, messages, meets: [away, undefined, away] });
    expect(some.sent).to.equal(4);
    expect(some.did.filter(([what]) => what === 'said')).to.have.length(6);
    expect((await sends({ ...OPEN, messages, meets: Array<Error>(6).fill(away) })).sent).to.equal(away.code);
    const torn = await sends({ ...OPEN, meets: [new Error('connection torn')] });
    expect(torn.sent).to.equal('connection torn');
    expect(torn.did.slice(2), 'a fault of ours does not stand before the others').to.deep.equal([
      ['changed', 'm1', { tries: 1, nextTryAt: inSeconds(30) }],
    ]);
    const long = { messages: [waiting({ purpose: 'received', content: null, tries: 5 })] };
    expect((await sends({ ...OPEN, ...long, meets: [new Error('torn')] })).did.slice(2, 3)).to.deep.equal([
      ['changed', 'm1', { personSince: NOW }],
    ]);
  });

  it('goes out two at a time', async () => {
    const messages = [1, 2, 3, 4, 5].map((n) => waiting({ id: `m${n}` }));
    const { did } = await sends({ ...OPEN, messages });
    const order = did.filter(([what]) => what === 'intended' || what === 'changed').map(([what]) => what);
    expect(order.slice(0, 3)).to.deep.equal(['intended', 'intended', 'changed']);
    expect(order.lastIndexOf('intended'), 'the fifth once those are done').to.equal(8);
  });
});

describe('A message of the process', () => {
  const ONCE = 'visit-1';
  const sends = async (purpose: MessagePurpose, given: Given = {}) => {
    const { did, needs } = office(given);
    const answer = await sendMessage(needs)({ applicationNumber: NUMBER }, purpose, { once: ONCE }).catch(codeOf);
    return { answer, did };
  };
  const intended = ['intended', { key: `message:${ONCE}`, kind: 'message', applicationNumber: NUMBER }];
  const done = ['settled', `message:${ONCE}`, 'done', 'SM1'];
  const row = (purpose: string, status: string) => [
    'message',
    {
      ...{ applicationNumber: NUMBER, direction: 'out', purpose, sid: 'SM1', status, errorCode: null },
      ...{ phone: PHONE, author: 'sistem', at: NOW },
    },
    STATUS_RANK[status],
  ];
  const found = (status: string) => ({
    ...{ known: { sid: 'SM1', status }, effect: { attempts: 1, attemptedAt: ago(HOUR) } },
  });

  it('is intended, sent, written down and journalled at its step', async () => {
    expect(await sends('incomplete')).to.deep.equal({
      answer: undefined,
      did: [
        intended,
        ['sent', ['incomplete', PHONE, '']],
        done,
        row('incomplete', 'queued'),
        journal('message-sent', 3, { purpose: 'incomplete', sid: 'SM1' }),
      ],
    });
  });

  it('is sent once for each visit', async () => {
    expect(await sends('incomplete', { effect: { state: 'done' } })).to.deep.equal({
      answer: undefined,
      did: [intended],
    });
    expect(await sends('incomplete', { effect: { state: 'unknown' } })).to.deep.equal({
      answer: 'MESSAGE_STATE_UNKNOWN',
      did: [intended],
    });
  });

  it('is written down once, also when the answer to the first commit was lost', async () => {
    const { did } = await sends('incomplete', { isWritten: true });
    expect(did.slice(2)).to.deep.equal([done]);
  });

  it('that WhatsApp’s list knows is written down as far as it came, and the process hears of it', async () => {
    const { did } = await sends('invalid', found('undelivered'));
    expect(did.slice(2)).to.deep.equal([
      done,
      row('invalid', 'accepted'),
      journal('message-sent', 6, { purpose: 'invalid', sid: 'SM1' }),
      ['advanced', 'SM1', 'undelivered', STATUS_RANK['undelivered'], null, NOW],
      journal('message-undelivered', null, { purpose: 'invalid', errorCode: null }),
      ...undeliverable,
    ]);
    const arrived = await sends('invalid', found('delivered'));
    expect(arrived.did.at(-1)![0], 'nothing to tell the process').to.equal('advanced');
  });

  it('that reaches nobody is journalled with its reason, and the process hears of it', async () => {
    const at = NOW.toISOString();
    const { answer, did } = await sends('incomplete', { meets: [failure('NUMBER_UNREACHABLE')] });
    expect(answer).to.equal('NUMBER_UNREACHABLE');
    expect(did.slice(2)).to.deep.equal([
      ['settled', `message:${ONCE}`, 'failed'],
      journal('message-undelivered', 3, { purpose: 'incomplete', code: 'NUMBER_UNREACHABLE', at }),
    ]);
    const unknown = await sends('incomplete', { effect: { attempts: 2, attemptedAt: ago(HOUR) } });
    expect(unknown.answer).to.equal('MESSAGE_STATE_UNKNOWN');
    expect(unknown.did.slice(2)).to.deep.equal([
      ['settled', `message:${ONCE}`, 'unknown'],
      journal('message-undelivered', 3, { purpose: 'incomplete', code: 'MESSAGE_STATE_UNKNOWN', at }),
    ]);
    const noNumber = await sends('incomplete', { record: { whatsapp: null } });
    expect(noNumber.did.slice(1).map(([what]) => what)).to.deep.equal(['settled', 'journal']);
  });

  it('is repeated by the engine after any other failure, of which nothing is journalled', async () => {
    for (const met of [failure('WHATSAPP_UNREACHABLE'), failure('WHATSAPP_NOT_TAKEN'), new Error('torn')]) {
      const { answer, did } = await sends('incomplete', { meets: [met] });
      expect(answer).to.equal(codeOf(met));
      expect(did.slice(2)).to.deep.equal([]);
    }
  });
});
