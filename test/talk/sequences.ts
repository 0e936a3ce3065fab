import fc from 'fast-check';
import { wordsOf } from '../../src/cases/message-words.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { World, type Sent, type SentPhoto } from './world.ts';

const PHONES = ['+6281200000001', '+6281200000002', '+6281200000003'];
/**
 * Cases in the order in which they are opened: two families with one number, one with its own, and one that is being
 * signed.
 */
const CASES: readonly [
  phone: number,
  state: 'waiting-for-applicant' | 'examination' | 'signing',
  asked?: readonly DocumentKind[],
][] = [
  [0, 'waiting-for-applicant', ['ijazah', 'kk-lama']],
  [0, 'waiting-for-applicant', ['ijazah']],
  [1, 'waiting-for-applicant', []],
  [1, 'signing'],
];
const numberOf = (i: number) => `KK-261125-${String(i + 1).padStart(6, '0')}`;

const photo: fc.Arbitrary<SentPhoto> = fc.record({
  look: fc.oneof(
    { weight: 6, arbitrary: fc.constant('good' as const) },
    fc.constant('dark' as const),
    fc.constant('broken' as const),
  ),
  late: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constantFrom(1, 3, -1)),
  picture: fc.nat(5),
});
const text = fc.oneof(
  fc.constantFrom('', 'sudah', 'SUDAH ya', '1', '2', '3', 'no 2', '0', 'pakai saja', 'terima kasih', 'stop', 'mulai'),
  fc.constantFrom('ini ijazahnya', 'kk lama', 'KK', 'kapan selesai pak?', 'ijazah menyusul', 'akta kelahiran'),
  fc.nat(CASES.length).map((i) => `untuk ${numberOf(i)}`),
  fc.nat(CASES.length - 1).map((i) => `ini ijazah ${numberOf(i).toLowerCase()}`),
);
const sent: fc.Arbitrary<Sent> = fc.record(
  {
    phone: fc.constantFrom(...PHONES),
    text,
    type: fc.oneof(
      { weight: 8, arbitrary: fc.constant('text' as const) },
      fc.constantFrom('voice', 'sticker', 'location', 'contact', 'video'),
    ),
    photos: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 5, arbitrary: fc.array(photo, { minLength: 1, maxLength: 3 }) },
    ),
    quotes: fc.nat(4),
    webhook: fc.oneof(
      { weight: 6, arbitrary: fc.constant('taken' as const) },
      fc.constantFrom('lost', 'twice', 'dies-before', 'dies-after'),
    ),
  },
  { requiredKeys: ['phone', 'text', 'type', 'photos', 'webhook'] },
);

type Step =
  | { readonly is: 'sent'; readonly what: Sent; readonly isAnswered: boolean }
  | { readonly is: 'together'; readonly what: readonly Sent[] }
  | { readonly is: 'callback'; readonly nth: number; readonly status: string; readonly twice: boolean }
  | {
      readonly is: 'duty';
      readonly name: 'handle' | 'send' | 'ask' | 'missed';
      readonly messenger: World['nextSend'];
      readonly dies: World['dies'];
    }
  | { readonly is: 'passes'; readonly minutes: number }
  | {
      readonly is: 'portal';
      readonly which: number;
      readonly kinds: readonly DocumentKind[];
      readonly finish?: 'now' | 'later';
    }
  | { readonly is: 'asks'; readonly which: number; readonly kinds: readonly DocumentKind[] };

const kinds = fc.subarray<DocumentKind>(['ijazah', 'kk-lama', 'akta-kelahiran']);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ is: fc.constant('sent' as const), what: sent, isAnswered: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.array(sent, { minLength: 2, maxLength: 4 }).map((what): Step => ({ is: 'together', what })),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('callback' as const),
      nth: fc.nat(20),
      status: fc.constantFrom('queued', 'sent', 'delivered', 'read', 'delivered'),
      twice: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant('duty' as const),
      name: fc.constantFrom('handle' as const, 'send' as const, 'send' as const, 'ask' as const, 'missed' as const),
      messenger: fc.constantFrom('ok' as const, 'ok' as const, 'away' as const, 'loses' as const, 'dies' as const),
      dies: fc.constantFrom(null, null, null, 'before-commit' as const, 'after-commit' as const),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom(1, 10, 40).map((minutes): Step => ({ is: 'passes', minutes })) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        is: fc.constant('portal' as const),
        which: fc.nat(CASES.length - 1),
        kinds,
        finish: fc.constantFrom('now' as const, 'later' as const),
      },
      { requiredKeys: ['is', 'which', 'kinds'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('asks' as const), which: fc.nat(CASES.length - 1), kinds }) },
);

async function play(world: World, steps: readonly Step[]): Promise<void> {
  for (const one of steps)
    switch (one.is) {
      case 'sent':
        await world.sends(one.what);
        if (one.isAnswered) await world.duty('send');
        break;
      case 'together':
        await Promise.all(
          one.what.map((what) => world.sends({ ...what, webhook: what.webhook === 'lost' ? 'lost' : 'taken' })),
        );
        break;
      case 'callback':
        await world.callback(one.nth, one.status, one.twice);
        break;
      case 'duty':
        world.nextSend = one.messenger;
        world.dies = one.dies;
        await world.duty(one.name);
        world.dies = null;
        break;
      case 'passes':
        world.passes(one.minutes);
        break;
      case 'portal':
        await world.completes(numberOf(one.which), one.kinds, one.finish);
        break;
      case 'asks':
        await world.asksAgain(numberOf(one.which), one.kinds);
        break;
    }
}

/** What must be so after any sequence; each fault as a sentence. */
async function faultsOf(world: World): Promise<string[]> {
  const faults: string[] = [];
  const { tables } = world;
  const rows = [...tables.messages.values()];
  for (const { message, named, hint } of world.inbound.values()) {
    const row = rows.find(({ sid }) => sid === message.sid);
    if (row === undefined) {
      faults.push(`lost: ${message.text}`);
      continue;
    }
    const words = await wordsOf({ documents: world.documents }, row.content);
    if (words?.text !== message.text) faults.push(`lost its words: ${message.text}`);
    const files = [...tables.files.values()].filter(({ messageId }) => messageId === row.id);
    if (files.length !== message.mediaUrls.length) faults.push('lost a file');
    for (const file of files) {
      if (file.state === 'waiting') faults.push('a file was never settled');
      if (file.state !== 'stored') continue;
      if (!world.documents.names.has(file.sha256!)) faults.push('lost the bytes of a file');
      const isLaid = tables.papers.some(({ sha256 }) => sha256 === file.sha256);
      const isSeen = row.personSince !== null;
      if (!isLaid && !isSeen && row.type !== 'sticker')
        faults.push(`a photo is in no case and before nobody: ${message.text}`);
    }
    const answers = rows.filter((one) => one.answers === row.id && one.purpose === 'talk');
    if (answers.length !== 1) faults.push(`answered ${answers.length} times: ${message.text}`);
    for (const answer of answers)
      // WhatsApp was silent twice: nobody knows whether it went out, so a person looks.
      if (answer.sid === null && answer.personSince === null)
        faults.push(`unanswered (${answer.status}): ${message.text}`);
    const own = row.applicationNumber === null ? undefined : tables.cases.get(row.applicationNumber);
    if (own !== undefined && own.whatsapp !== message.from) faults.push('in a case of another number');
    const clear = named.length === 1 ? named[0] : named.length === 0 ? hint : undefined;
    if (
      own !== undefined &&
      clear != null &&
      tables.cases.get(clear)?.whatsapp === message.from &&
      own.applicationNumber !== clear
    )
      faults.push(`named ${clear}, is in ${own.applicationNumber}`);
  }
  for (const { times, text: said } of world.accepted.values())
    if (times > 1) faults.push(`sent ${times} times: ${said.slice(0, 40)}`);
  for (const { number, sha256, isOnly } of world.laid) {
    const phone = world.case(number).whatsapp!;
    if (!world.senders.get(sha256)?.has(phone)) faults.push(`paper of another phone in ${number}`);
    if (!isOnly && !world.spoken.get(phone)?.has(number)) faults.push(`nobody spoke of ${number}, and it took a paper`);
  }
  for (const record of tables.cases.values())
    if (record.state === 'examination' && record.missingDocuments.length > 0)
      faults.push('goes on and still lacks papers');
  const completions = tables.events.filter(({ event }) => event === 'completion-received');
  if (completions.length !== tables.outbox.size)
    faults.push(`${completions.length} completions, ${tables.outbox.size} told`);
  return faults;
}

/** Plays so many generated sequences; throws with the shrunken sequence when a promise does not hold. */
export async function playSequences(
  numRuns: number,
  seed: number,
): Promise<{ messages: number; photos: number; papers: number }> {
  const counts = { messages: 0, photos: 0, papers: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 18, size: 'max' }), async (steps) => {
      const world = new World();
      for (const [phone, state, asked] of CASES) world.open(PHONES[phone]!, state, asked);
      await play(world, steps);
      await world.rests();
      counts.messages += world.inbound.size;
      counts.photos += world.senders.size;
      counts.papers += world.laid.length;
      const faults = await faultsOf(world);
      if (faults.length > 0) throw new Error(faults.join('; '));
    }),
    { numRuns, seed },
  );
  return counts;
}
