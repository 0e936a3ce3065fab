import { expect } from 'chai';
import { answerApplicant, answerUnassigned, continueCase, settleMessage } from '../../src/cases/answer-applicant.ts';
import { assignMessage } from '../../src/cases/assign-message.ts';
import { phoneOfTalk, viewConversation } from '../../src/cases/view-conversation.ts';
import { sentencesOf } from '../../src/domain/talk/sentences.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { whenRead } from '../../src/domain/office-hours.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import type { CaseRecord, DecisionRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { INDONESIAN, LANGUAGES } from '../languages.ts';
import { LINK_KEY, PEOPLE } from './office.ts';
import { answerOf, noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const HOUR = 3_600_000;
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const NUMBER = 'KK-261127-ABCDEF';
const PHONE = '+6281234567890';
const OTHER_PHONE = '+6281398765432';
const SRI = PEOPLE.sri.username;
const TONO = PEOPLE.tono.username;

interface Message {
  readonly id: string;
  readonly [field: string]: unknown;
}
const message = (change: object = {}): Message => ({
  ...{ id: 'm1', applicationNumber: NUMBER, direction: 'in', purpose: 'reply', type: 'text', status: 'received' },
  ...{ phone: PHONE, content: null, author: 'pemohon', personSince: null, personDoneAt: null, at: ago(HOUR) },
  ...{ errorCode: null, deliveredAt: null, readAt: null },
  ...change,
});
const WAITS = { personSince: ago(HOUR) };
const FOREIGN = message({ applicationNumber: null, phone: OTHER_PHONE });
const INCOMPLETE = {
  ...{ step: 3, element: 'examine-application', decidedBy: SRI, taskId: 't3', decidedAt: ago(2 * HOUR) },
  ...{ answer: { examination: 'incomplete', missingDocuments: ['ijazah'] }, refusedBecause: null, takenBackAt: null },
} as unknown as DecisionRecord;

interface Given {
  readonly record?: Partial<CaseRecord>;
  readonly decisions?: readonly DecisionRecord[];
  readonly messages?: readonly Message[];
  /** Of somebody without a case. */
  readonly foreign?: Message | undefined;
  readonly conversation?: object | undefined;
  readonly files?: readonly object[];
  /** What happens in between, once the conversation is locked. */
  readonly meanwhile?: object;
  readonly words?: Readonly<Record<string, object>>;
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const record = {
    ...{ applicationNumber: NUMBER, state: 'waiting-for-applicant', entryOfficer: SRI, whatsapp: PHONE },
    ...{ application: sampleApplication(), missingDocuments: ['ijazah'], draftSha256: null, signedSha256: null },
    ...{ siakWay: 'simulator', reason: 'perubahan-data' },
    ...given.record,
  } as unknown as CaseRecord;
  const messages = given.messages ?? [message()];
  let foreign = 'foreign' in given ? given.foreign : FOREIGN;
  const files = (given.files ?? []) as { id: string; messageId: string }[];
  const conversations = {
    find: (phone: string) => (did.push(['conversation', phone]), Promise.resolve(given.conversation)),
    lock: (phone: string) => {
      did.push(['locked', phone]);
      if (foreign !== undefined) foreign = { ...foreign, ...given.meanwhile };
      return Promise.resolve(given.conversation ?? { state: { waiting: [], words: [], question: null } });
    },
    save: note('saved'),
  };
  const tables = {
    cases: { get: () => Promise.resolve(record), lock: () => Promise.resolve(record), change: note('case') },
    decisions: { of: () => Promise.resolve(given.decisions ?? [INCOMPLETE]) },
    people: {
      roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences: [] }),
      all: () => Promise.resolve(Object.values(PEOPLE)),
    },
    messages: {
      of: () => Promise.resolve(messages),
      ofPhone: () => Promise.resolve(messages),
      find: (id: string) => Promise.resolve([...messages, foreign].find((one) => one?.id === id)),
      add: note('message', {}),
      change: note('changed'),
    },
    messageFiles: {
      of: (ids: readonly string[]) => Promise.resolve(files.filter(({ messageId }) => ids.includes(messageId))),
      find: (id: string) => Promise.resolve(files.find((file) => file.id === id)),
    },
    conversations,
    papers: { add: note('paper') },
    subjects: { isAbout: () => Promise.resolve(false) },
    drafts: { find: () => Promise.resolve(undefined) },
    outbox: { put: note('outbox'), lock: (id: string) => (did.push(['delivered', id]), Promise.resolve(undefined)) },
    journal: { write: note('journal') },
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    documents: {
      put: (bytes: Buffer) =>
        Promise.resolve({ sha256: `words: ${(JSON.parse(bytes.toString()) as { text: string }).text}` }),
      get: (sha256: string) => Promise.resolve(Buffer.from(JSON.stringify(given.words?.[sha256] ?? {}))),
    },
    logger: { warn: () => undefined },
    settings: { linkKey: LINK_KEY },
    calendar: USUAL_CALENDAR,
    languages: LANGUAGES,
    now: () => NOW,
  };
  return { did, needs: needs as never };
}
const journal = (event: string, step: number | null, detail: object, of: string | null = NUMBER, actor = SRI) => [
  'journal',
  { applicationNumber: of, actor, event, step, detail },
];
const viewed = journal('conversation-viewed', 2, { as: 'petugas-entri', state: 'waiting-for-applicant' });
const outgoing = (purpose: string, text: string, change: object = {}) => [
  'message',
  {
    ...{ applicationNumber: NUMBER, direction: 'out', purpose, sid: null, status: 'waiting', errorCode: null },
    ...{ phone: PHONE, content: `words: ${text}`, author: SRI, answers: 'm1', at: NOW, nextTryAt: NOW },
    ...change,
  },
  -1,
];
const settled = (id: string) => ['changed', id, { personDoneAt: NOW, personDoneBy: SRI }];
const without = (did: readonly unknown[][], ...names: string[]) =>
  did.filter(([name]) => !names.includes(String(name)));

describe('The answer of an officer', () => {
  const answers = async (text: string, given: Given = {}, who: string = SRI) => {
    const { did, needs } = office(given);
    return { answer: await answerOf(answerApplicant(needs)(who, NUMBER, text)), did };
  };
  const heard = (ms: number, change: object = {}) => ({ conversation: { lastInboundAt: ago(ms), ...change } });

  it('is no look at the conversation', async () => {
    const { did } = await answers('Besok siang, Bu.');
    expect(did.flatMap(([what, row]) => (what === 'journal' ? (row as { event: string }).event : []))).to.deep.equal([
      'answer-written',
    ]);
  });

  it('goes as free text while the person’s 24 hours run', async () => {
    const { answer, did } = await answers('  Besok siang, Bu. ', heard(24 * HOUR - 1));
    expect(answer).to.equal(undefined);
    expect(did).to.deep.equal([
      ['conversation', PHONE],
      outgoing('officer', 'Besok siang, Bu.'),
      journal('answer-written', 2, { way: 'open-conversation' }),
    ]);
  });

  it('goes by template afterwards, and to whom never wrote', async () => {
    for (const given of [heard(24 * HOUR), heard(0, { lastInboundAt: null }), {}]) {
      const { did } = await answers('Besok siang, Bu.', given);
      expect(without(did, 'conversation')).to.deep.equal([
        outgoing('answer', 'Besok siang, Bu.'),
        journal('answer-written', 2, { way: 'template' }),
      ]);
    }
  });

  it('goes to the number that wrote last, or else to that of the case', async () => {
    const written = [message({ id: 'm0' }), message({ phone: OTHER_PHONE }), message({ id: 'm2', direction: 'out' })];
    const { did } = await answers('Besok.', { messages: written });
    expect(did.slice(0, 2)).to.deep.equal([
      ['conversation', OTHER_PHONE],
      outgoing('answer', 'Besok.', { phone: OTHER_PHONE }),
    ]);
    const none = await answers('Besok.', { messages: [] });
    expect(none.did[1]).to.deep.equal(outgoing('answer', 'Besok.', { answers: null }));
    const unreachable = await answers('Besok.', { messages: [], record: { whatsapp: null } });
    expect(unreachable.answer).to.contain('tidak punya nomor WhatsApp');
    expect(unreachable.did).to.deep.equal([]);
  });

  it('settles what waited for a person in this case, and nothing that somebody settled before', async () => {
    const messages = [
      message({ id: 'm0', ...WAITS }),
      message({ id: 'm2', ...WAITS, personDoneAt: ago(1) }),
      message(),
      message({ id: 'm3', ...WAITS, direction: 'out' }),
    ];
    const { did } = await answers('Besok.', { messages });
    expect(did.filter(([what]) => what === 'changed')).to.deep.equal([settled('m0'), settled('m3')]);
  });

  it('goes to nobody who asked us to stop, unless they write again', async () => {
    const stopped = { stoppedAt: ago(48 * HOUR) };
    expect((await answers('Besok.', heard(24 * HOUR, stopped))).answer).to.contain('dengan cara lain');
    expect((await answers('Besok.', heard(HOUR, stopped))).answer).to.equal(undefined);
    expect((await answers('Besok.', heard(24 * HOUR, { stoppedAt: null }))).answer).to.equal(undefined);
  });

  it('is short enough for a template, or for a message', async () => {
    expect((await answers('a'.repeat(500))).answer).to.equal(undefined);
    expect((await answers('a'.repeat(501))).answer).to.contain('500 huruf');
    const { answer, did } = await answers(`${'a'.repeat(1000)}b`, heard(HOUR));
    expect(answer).to.contain('paling banyak 1000 huruf');
    expect(did, 'nothing is cut off and sent').to.deep.equal([]);
    const lines = `${'\n'.repeat(20)}akhir`.padStart(1000, 'a');
    const sent = await answers(lines.replaceAll('\n', '\r\n'), heard(HOUR));
    expect(sent.did[1], 'as its box counts it').to.deep.equal(outgoing('officer', lines));
  });

  it('has words, and no number of a person', async () => {
    for (const [text, because] of [
      ['', 'Tulis jawabannya dahulu'],
      [' a ', 'Tulis jawabannya dahulu'],
      ['NIK Anda 3402155203850002', 'Jawaban memuat deretan angka'],
    ] as const) {
      const { answer, did } = await answers(text);
      expect(answer, text).to.contain(because);
      expect(did, text).to.deep.equal([]);
    }
    expect((await answers('Ya')).answer).to.equal(undefined);
  });

  it('is written by whoever may see the case', async () => {
    const { answer, did } = await answers('Besok.', {}, TONO);
    expect(answer).to.equal('ASSIGNED_TO_ANOTHER');
    expect(did).to.have.length(1);
  });

  describe('to somebody whose case is not known', () => {
    const replies = async (text: string, given: Given = {}, who: string = SRI) => {
      const { did, needs } = office({ messages: [], ...given });
      return { answer: await answerOf(answerUnassigned(needs)(who, 'm1', text)), did };
    };

    it('goes while their 24 hours run, and settles what they wrote', async () => {
      const foreign = { ...FOREIGN, ...WAITS };
      const { answer, did } = await replies(' Bisa, silakan. ', { ...heard(24 * HOUR - 1), foreign });
      expect(answer).to.equal(undefined);
      expect(did).to.deep.equal([
        ['conversation', OTHER_PHONE],
        ['locked', OTHER_PHONE],
        outgoing('officer', 'Bisa, silakan.', { applicationNumber: null, phone: OTHER_PHONE }),
        settled('m1'),
        journal('answer-written', null, { message: 'm1' }, null),
      ]);
    });

    it('goes no more afterwards', async () => {
      for (const given of [heard(24 * HOUR), heard(0, { lastInboundAt: null }), {}]) {
        const { answer, did } = await replies('Bisa.', given);
        expect(answer).to.contain('24 jam');
        expect(did).to.have.length(1);
      }
    });

    it('is written by entry officers, with words', async () => {
      const refused = await replies('Bisa.', heard(1), PEOPLE.endah.username);
      expect(refused.answer).to.equal('WRONG_ROLE');
      expect(refused.did).to.deep.equal([
        journal('view-refused', null, { asked: 'answer-written', because: 'WRONG_ROLE' }, null, PEOPLE.endah.username),
      ]);
      const empty = await replies(' ', heard(1));
      expect(empty.answer).to.contain('Tulis jawabannya dahulu');
      expect(empty.did).to.deep.equal([]);
    });

    it('is for what came in, from a number, and lies in no case yet', async () => {
      for (const foreign of [
        undefined,
        message({ applicationNumber: NUMBER }),
        message({ applicationNumber: null, direction: 'out' }),
        message({ applicationNumber: null, phone: null }),
      ]) {
        const { answer, did } = await replies('Bisa.', { ...heard(1), foreign });
        expect(answer).to.contain('sudah dimasukkan');
        expect(did).to.deep.equal([]);
      }
    });
  });
});

describe('A message that needs no answer', () => {
  const settles = async (given: Given, who: string = SRI, id = 'm1') => {
    const { did, needs } = office(given);
    return { answer: await answerOf(settleMessage(needs)(who, id)), did };
  };

  it('is settled by whoever may see its case', async () => {
    expect(await settles({ messages: [message(WAITS)] })).to.deep.equal({
      answer: NUMBER,
      did: [settled('m1'), journal('message-settled', null, { message: 'm1' })],
    });
    expect((await settles({ messages: [message(WAITS)] }, TONO)).answer).to.equal('ASSIGNED_TO_ANOTHER');
  });

  it('is settled by any entry officer while it lies in no case', async () => {
    const given = { messages: [], foreign: { ...FOREIGN, ...WAITS } };
    const by = (who: string) => settles(given, who);
    expect(await by(TONO)).to.deep.equal({
      answer: null,
      did: [
        ['changed', 'm1', { personDoneAt: NOW, personDoneBy: TONO }],
        journal('message-settled', null, { message: 'm1' }, null, TONO),
      ],
    });
    const { answer, did } = await by(PEOPLE.endah.username);
    expect([answer, did.length]).to.deep.equal(['WRONG_ROLE', 1]);
    expect(did[0]![1]).to.deep.include({ detail: { asked: 'message-settled', because: 'WRONG_ROLE' } });
  });

  it('has to be there', async () => {
    const { answer, did } = await settles({}, SRI, 'm9');
    expect(answer).to.contain('tidak ditemukan');
    expect(did).to.deep.equal([]);
  });
});

describe('A case that waits for its applicant, who answered in words,', () => {
  const continues = async (given: Given = {}, who: string = SRI) => {
    const { did, needs } = office(given);
    return { answer: await answerOf(continueCase(needs)(who, NUMBER)), did };
  };

  it('goes on when its entry officer says so', async () => {
    const completion = `completion:${NUMBER}:t3`;
    expect(await continues()).to.deep.equal({
      answer: undefined,
      did: [
        ['case', NUMBER, { state: 'examination', missingDocuments: [] }],
        journal('completion-received', 3, { way: 'whatsapp', papers: [] }),
        ['outbox', { name: 'completion-received', applicationNumber: NUMBER, messageId: completion, about: 't3' }],
        ['delivered', completion],
      ],
    });
  });

  it('goes on for nobody else, also of those who may see it', async () => {
    const { endah, dewi, agus } = PEOPLE;
    const drafted = { draftSha256: 'draft', signedSha256: 'signed' };
    for (const [who, record] of [
      [endah.username, drafted],
      [dewi.username, drafted],
      [agus.username, { ...drafted, entryOfficer: agus.username }],
    ] as const) {
      const { answer, did } = await continues({ record }, who);
      expect(answer, who).to.equal('WRONG_ROLE');
      expect(did, who).to.deep.equal([
        journal('act-refused', null, { asked: 'completion-received', because: 'WRONG_ROLE' }, NUMBER, who),
      ]);
    }
  });

  it('has to wait', async () => {
    const { answer, did } = await continues({ record: { state: 'examination' } });
    expect(answer).to.contain('tidak lagi menunggu');
    expect(did).to.deep.equal([]);
  });
});

describe('A message that no rule could assign', () => {
  const PHOTO = { id: 'f1', messageId: 'm1', state: 'stored', sha256: 'photo', mediaType: 'image/jpeg', bytes: 5 };
  const assigns = async (given: Given = {}, kind: DocumentKind = 'ijazah', who: string = SRI) => {
    const { did, needs } = office({ messages: [], ...given });
    return { answer: await answerOf(assignMessage(needs)(who, 'm1', NUMBER, kind)), did };
  };
  const say = sentencesOf(INDONESIAN);
  const stored = (kind: DocumentKind) => say.stored(NUMBER, [kind]);
  const forwarded = say.toOfficer(NUMBER, whenRead(INDONESIAN, USUAL_CALENDAR, NOW));
  const talk = (text: string) => outgoing('talk', text, { phone: OTHER_PHONE, author: 'sistem', once: 'assigned:m1' });
  const state = { waiting: [], words: [], question: null };
  const saved = (change: object = {}) => ['saved', OTHER_PHONE, { state: { ...state, ...change } }];
  const assigned = (papers: readonly string[]) => journal('message-assigned', null, { message: 'm1', papers });
  const paper = (kind: DocumentKind) => [
    'paper',
    {
      ...{ applicationNumber: NUMBER, kind, sha256: 'photo', mediaType: 'image/jpeg', bytes: 5 },
      ...{ source: 'whatsapp' },
    },
  ];
  const BOTH = { missingDocuments: ['ijazah', 'kk-lama'] } as const;

  it('is put into the case by an officer who may see it, and its sender reads that a person looks at it', async () => {
    expect(await assigns()).to.deep.equal({
      answer: undefined,
      did: [
        ['locked', OTHER_PHONE],
        saved(),
        ['changed', 'm1', { applicationNumber: NUMBER }],
        assigned([]),
        talk(forwarded),
      ],
    });
  });

  it('brings its photo as the paper that was asked for, and the case goes on once nothing lacks', async () => {
    const { did } = await assigns({ files: [PHOTO] });
    const completion = `completion:${NUMBER}:t3`;
    expect(did.slice(3)).to.deep.equal([
      paper('ijazah'),
      settled('m1'),
      assigned(['ijazah']),
      talk(stored('ijazah')),
      ['case', NUMBER, { state: 'examination', missingDocuments: [] }],
      journal('completion-received', 3, { way: 'whatsapp', papers: ['ijazah'] }, NUMBER, 'pemohon'),
      ['outbox', { name: 'completion-received', applicationNumber: NUMBER, messageId: completion, about: 't3' }],
      ['delivered', completion],
    ]);
  });

  it('brings one of several papers, and the case waits for the others', async () => {
    const { did } = await assigns({ files: [PHOTO], record: BOTH });
    expect(did.slice(3)).to.deep.equal([
      paper('ijazah'),
      ['case', NUMBER, { missingDocuments: ['kk-lama'] }],
      journal('papers-received', 3, { way: 'whatsapp', papers: ['ijazah'], missing: ['kk-lama'] }, NUMBER, 'pemohon'),
      settled('m1'),
      assigned(['ijazah']),
      talk(stored('ijazah')),
    ]);
  });

  it('brings a paper while the case takes papers, and the case goes on only where it waits for one by its name', async () => {
    const asksInWords = { ...INCOMPLETE, answer: { examination: 'incomplete', missingDocuments: [] } };
    for (const given of [
      { record: { state: 'examination' as const, missingDocuments: [] } },
      { record: { missingDocuments: [] }, decisions: [asksInWords] },
    ]) {
      const names = (await assigns({ files: [PHOTO], ...given })).did.map(([name]) => name);
      expect(names).to.include('paper').and.to.not.include('outbox');
    }
    const late = await assigns({ files: [PHOTO], record: { state: 'drafting', missingDocuments: [] } });
    expect(late.did.slice(3)).to.deep.equal([assigned([]), talk(forwarded)]);
  });

  it('brings what is a paper, not what was spoken', async () => {
    const { did } = await assigns({ files: [{ ...PHOTO, mediaType: 'audio/ogg' }] });
    expect(did.slice(3)).to.deep.equal([assigned([]), talk(forwarded)]);
  });

  it('is no longer asked about in the conversation, and other messages stay', async () => {
    const other = { messageId: 'm2', fileId: 'f2' };
    const held = { waiting: [{ messageId: 'm1', fileId: 'f1' }, other], words: ['m1', 'm2'] };
    const asks = (about: string) => assigns({ conversation: { state: { ...held, question: { about } } } });
    expect((await asks('case')).did[1]).to.deep.equal(saved({ waiting: [other], words: ['m2'] }));
    expect((await asks('kind')).did[1]).to.deep.equal(
      saved({ waiting: [other], words: ['m2'], question: { about: 'kind' } }),
    );
  });

  it('stays where its sender has put it meanwhile', async () => {
    const { answer, did } = await assigns({ meanwhile: { applicationNumber: 'KK-261127-AAAAAA' } });
    expect(answer).to.contain('sudah dimasukkan');
    expect(did.map(([name]) => name)).to.deep.equal(['locked']);
    const earlier = await assigns({ foreign: message() });
    expect([earlier.answer, earlier.did]).to.deep.equal([answer, []]);
  });

  it('is assigned by entry officers who may see the case', async () => {
    const refused = await assigns({}, 'ijazah', PEOPLE.endah.username);
    expect(refused.answer).to.equal('WRONG_ROLE');
    expect(refused.did[0]![1]).to.deep.include({ detail: { asked: 'message-assigned', because: 'WRONG_ROLE' } });
    const other = await assigns({}, 'ijazah', TONO);
    expect(other.answer).to.equal('ASSIGNED_TO_ANOTHER');
    expect(other.did[0]![1]).to.deep.include({ detail: { asked: 'message-assigned', because: other.answer } });
  });
});

describe('The conversation of a case', () => {
  const views = async (given: Given = {}, who: string = SRI) => {
    const { did, needs } = office(given);
    return { seen: await viewConversation(needs)(who, NUMBER), did };
  };

  it('shows who said what and when, as far as it came', async () => {
    const place = { latitude: '-7.8', longitude: '110.3', label: 'Sewon' };
    const { seen, did } = await views({
      messages: [
        message({ ...WAITS, content: 'c1' }),
        message({ id: 'm2', content: 'c2', type: 'location', ...WAITS, personDoneAt: ago(1) }),
        message({ ...{ id: 'm3', direction: 'out', purpose: 'officer', author: SRI, status: 'read' }, readAt: NOW }),
        message({ id: 'm4', phone: null, deliveredAt: NOW, errorCode: '63016' }),
      ],
      words: { c1: { text: 'Kapan selesai?', salt: 'x' }, c2: { text: '', place } },
    });
    expect(did.slice(0, 1)).to.deep.equal([viewed]);
    const shown = {
      ...{ at: ago(HOUR), errorCode: null, deliveredAt: null, readAt: null, files: [], place: null, text: null },
      ...{ from: '+62812•••7890', purpose: 'reply', status: 'received', type: 'text', mine: false, open: false },
      by: 'Pemohon',
    };
    expect(seen.messages).to.deep.equal([
      { ...shown, id: 'm1', text: 'Kapan selesai?', open: true },
      { ...shown, id: 'm2', type: 'location', text: '', place },
      {
        ...{ ...shown, id: 'm3', mine: true, from: '', by: 'Sri Wahyuni', purpose: 'officer', status: 'read' },
        readAt: NOW,
      },
      { ...shown, id: 'm4', from: '', deliveredAt: NOW, errorCode: '63016' },
    ]);
    expect(seen.open).to.equal(1);
  });

  it('names an officer who is gone by their log-in, and the rules as “Sistem”', async () => {
    const by = async (author: string | null, direction: string) =>
      (await views({ messages: [message({ author, direction })] })).seen.messages[0]!.by;
    expect(await by('pergi.lama', 'out')).to.equal('pergi.lama');
    for (const author of ['sistem', 'pemohon', null]) {
      expect(await by(author, 'out'), String(author)).to.equal('Sistem');
      expect(await by(author, 'in'), String(author)).to.equal('Pemohon');
    }
  });

  it('shows the files that are stored, each at its message', async () => {
    const file = (id: string, change: object = {}) => ({
      ...{ id, messageId: 'm1', state: 'stored', mediaType: 'image/jpeg', sha256: 'x', ...change },
    });
    const files = [
      file('f1'),
      file('f2', { state: 'waiting' }),
      file('f3', { mediaType: null }),
      file('f4', { messageId: 'm2' }),
    ];
    const { seen } = await views({ messages: [message(), message({ id: 'm2' })], files });
    expect(seen.messages.map((one) => one.files)).to.deep.equal([
      [{ id: 'f1', mediaType: 'image/jpeg' }],
      [{ id: 'f4', mediaType: 'image/jpeg' }],
    ]);
  });

  it('says until when free text can be sent, and that somebody asked us to stop', async () => {
    const state = async (conversation: object | undefined, given: Given = {}) => {
      const { windowUntil, stopped } = (await views({ conversation, ...given })).seen;
      return { windowUntil, stopped };
    };
    expect(await state({ lastInboundAt: ago(HOUR), stoppedAt: null })).to.deep.equal({
      windowUntil: new Date(NOW.getTime() + 23 * HOUR),
      stopped: false,
    });
    expect(await state({ lastInboundAt: ago(24 * HOUR), stoppedAt: ago(1) })).to.deep.equal({
      ...{ windowUntil: null, stopped: true },
    });
    const silent = { windowUntil: null, stopped: false };
    expect(await state({ lastInboundAt: null })).to.deep.equal(silent);
    expect(await state(undefined)).to.deep.equal(silent);
    const heard = { lastInboundAt: ago(HOUR), stoppedAt: null };
    const unreachable = { messages: [], record: { whatsapp: null } };
    expect(await state(heard, unreachable), 'there is no number').to.deep.equal(silent);
    expect((await views({ messages: [] })).did[1]).to.deep.equal(['conversation', PHONE]);
  });

  it('may be ended by the entry officer of a case that waits', async () => {
    const may = async (given: Given, who: string = SRI) => (await views(given, who)).seen.mayContinue;
    expect(await may({})).to.equal(true);
    expect(await may({ record: { state: 'examination' } })).to.equal(false);
    expect(await may({ record: { entryOfficer: null } })).to.equal(false);
    const { endah } = PEOPLE;
    expect(await may({ record: { draftSha256: 'draft', entryOfficer: endah.username } }, endah.username)).to.equal(
      false,
    );
  });

  it('is held with the number that wrote last', () => {
    const talk = (...messages: Message[]) => phoneOfTalk(messages as never);
    expect(talk()).to.equal(null);
    expect(talk(message(), message({ phone: OTHER_PHONE }), message({ phone: null }))).to.equal(OTHER_PHONE);
    expect(talk(message(), message({ direction: 'out', phone: OTHER_PHONE }))).to.equal(PHONE);
    expect(talk(message({ phone: null }))).to.equal(null);
  });
});
