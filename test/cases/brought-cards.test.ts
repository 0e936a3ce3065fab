import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { CardNotTaken, bringSignedCard } from '../../src/cases/bring-signed-card.ts';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import { takeFoundCards } from '../../src/cases/take-found-cards.ts';
import { broughtCard, viewBroughtCard } from '../../src/cases/view-brought-card.ts';
import { BROUGHT_SENTENCES } from '../../src/domain/siak-card.ts';
import { ThreadsBusy } from '../../src/machine/threads/bounded-threads.ts';
import { CARD_MAX_BYTES, VerifierBusy } from '../../src/signing/signing.ts';
import type { FoundCard } from '../../src/store/found-cards.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { LINK_KEY, NOW, NUMBER, assessed, decided, record } from './event-cases.ts';
import { noteBook } from './noted.ts';
import { PEOPLE, refusalOf } from './office.ts';

const rini = PEOPLE.rini.username;
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const PDF = Buffer.from('%PDF-1.7 a card that SIAK signed');
const PICTURE = Buffer.from('its picture');
const CARD = sha256Of(PDF);
const PREVIEW = sha256Of(PICTURE);
const SIGNED_AT = new Date('2026-11-25T02:00:00Z');
const SIGNER = { signerName: 'Kepala Dinas (simulasi)', signedAt: SIGNED_AT, level: 'B-LT' };
const VALID = { valid: true, intact: true, signer: 'accepted', findings: [], ...SIGNER };
const broken = (...codes: string[]) => ({
  ...{ ...VALID, valid: false, intact: false },
  findings: [...codes.map((code) => ({ code, ok: false })), { code: 'PREFIX', ok: true }],
});

const { kkNumber, members } = sampleApplication();
const [head, wife] = members;
const WHOLE_TEXT = `KARTU KELUARGA No. ${kkNumber} ${head!.name} ${head!.nik} ${wife!.name} ${wife!.nik} DIPLOMA IV/STRATA I`;
const WITHOUT_CHANGE = WHOLE_TEXT.replace('DIPLOMA IV/STRATA I', '');
const OTHER_FAMILY = 'KARTU KELUARGA No. 3402159999990001 SUTEJO 3402159999990002';
const ITEM = {
  taskId: 'task-8',
  element: 'bring-signed-card',
  assignee: null as string | null,
  endedAt: null as Date | null,
};
const EXAMINED = decided('examine-application', { answer: { examination: 'complete' } });
const TYPED = decided('enter-siak-manually', { answer: { siakReference: 'SIAK/1' } });
const WAITING = record(sampleApplication(), { siakWay: 'siak-signed-pdf', kkNumber: null, state: 'entry' } as object);

interface Given {
  readonly text?: string;
  readonly isReadable?: boolean;
  readonly verification?: object;
  /** The waiting cases by their number; by default the one. */
  readonly open?: Readonly<Record<string, readonly object[]>>;
  readonly cases?: Readonly<Record<string, object>>;
  /** How the task stands under its lock. */
  readonly locked?: object | undefined;
  readonly newest?: object;
  readonly found?: readonly FoundCard[];
  readonly damaged?: readonly string[];
  readonly tooLarge?: readonly string[];
  readonly files?: readonly Buffer[];
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const { store, ...needs } = assessed({ decisions: [EXAMINED, TYPED] });
  const people = Object.values(PEOPLE);
  const open = given.open ?? { [NUMBER]: [{ element: 'another', taskId: 'task-0' }, ITEM] };
  const tables = {
    ...store,
    people: { roster: () => Promise.resolve({ people, delegations: [], absences: [] }) },
    cases: { get: (number: string) => Promise.resolve(given.cases?.[number] ?? WAITING) },
    workList: {
      open: ({ applicationNumber }: { applicationNumber: string }) => Promise.resolve(open[applicationNumber] ?? []),
      lock: note('lock', 'locked' in given ? given.locked : ITEM),
    },
    subjects: {
      ...store.subjects,
      openWith: async (hashes: readonly string[], but: string) => {
        await note('open with')(hashes, but);
        return Object.keys(open).flatMap((applicationNumber) =>
          hashes.map((subject) => ({ applicationNumber, subject })),
        );
      },
    },
    siakCards: {
      add: note('add'),
      newest: (number: string) => Promise.resolve(number === NUMBER ? given.newest : undefined),
      keepFound: note('keep found'),
      foundToJudge: note('to judge', given.found ?? []),
      judgeFound: note('judge'),
    },
    accounts: { find: () => Promise.resolve(undefined) },
    immigrationClaims: { of: () => Promise.resolve([]) },
    journal: { write: note('journal'), by: () => Promise.resolve([]) },
    transaction: (work: (own: object) => Promise<unknown>): Promise<unknown> => work(tables),
  };
  const all = {
    ...needs,
    documents: {
      get: (sha256: string) =>
        given.damaged?.includes(sha256) === true
          ? Promise.reject(new Error('damaged'))
          : Promise.resolve(sha256 === PREVIEW ? PICTURE : PDF),
      put: async (bytes: Buffer) => {
        await note('put')(sha256Of(bytes));
        return { sha256: sha256Of(bytes) };
      },
    },
    store: tables,
    publicVerifier: { verify: () => Promise.resolve({ ...VALID, ...given.verification }) },
    readCard: () =>
      Promise.resolve(given.isReadable === false ? undefined : { text: given.text ?? WHOLE_TEXT, preview: PICTURE }),
  };
  const folder = {
    async *tooLarge() {
      yield* await Promise.resolve(given.tooLarge ?? []);
    },
    async *files() {
      for (const content of await Promise.resolve(given.files ?? []))
        yield {
          content,
          remove: async () => {
            await note('remove')(sha256Of(content));
          },
        };
    },
  };
  return { did, needs: all as unknown as Parameters<typeof bringSignedCard>[0], folder };
}
const row = (
  event: string,
  detail: object,
  actor: string = rini,
  of: string | null = NUMBER,
  step: number | null = 8,
) => ['journal', { applicationNumber: of, actor, event, step, detail }];
const kept = (by: string | null, verdict: 'fits' | 'unclear') => ({
  ...{ applicationNumber: NUMBER, taskId: 'task-8', sha256: CARD, previewSha256: PREVIEW },
  ...{ ...SIGNER, broughtBy: by, broughtAt: NOW, verdict },
});
/** With the verdict of the comparison in place of its parts. */
const added = (did: readonly unknown[][]) =>
  did
    .filter(([name]) => name === 'add')
    .map(([, card]) => {
      const { comparison, ...rest } = card as { comparison: { verdict: string } };
      return { ...rest, verdict: comparison.verdict };
    });

describe('A card from SIAK that the print officer brings', () => {
  async function brings(given: Given = {}, pdf = PDF, username: string = rini) {
    const { did, needs } = office(given);
    const error = await bringSignedCard(needs)(username, NUMBER, pdf).then(
      () => undefined,
      (one: unknown) => one as Error,
    );
    return { error, did, outcome: error instanceof CardNotTaken ? error.outcome : error };
  }

  it('is kept with its picture, its signature and what was compared, and waits for a person’s word', async () => {
    const { error, did } = await brings();
    expect(error).to.equal(undefined);
    expect(did.filter(([name]) => name !== 'add')).to.deep.equal([
      ...[
        ['put', CARD],
        ['put', PREVIEW],
      ],
      row('signed-card-brought', { sha256: CARD, verdict: 'fits' }),
    ]);
    expect(added(did)).to.deep.equal([kept(rini, 'fits')]);
    const unclear = await brings({ text: WITHOUT_CHANGE });
    expect(added(unclear.did), 'what the text does not show a person looks at').to.deep.equal([kept(rini, 'unclear')]);
  });

  it('is judged by the file first, then by its signature, then by whose card it is; nothing of it is kept', async () => {
    const large = Buffer.alloc(CARD_MAX_BYTES + 1, '%PDF-1.7 ');
    for (const [outcome, given, pdf, codes] of [
      ['not-a-pdf', {}, Buffer.from('a photo'), []],
      ['not-a-pdf', {}, Buffer.concat([Buffer.alloc(1020), PDF]), []],
      ['too-large', {}, large, []],
      ['damaged', { isReadable: false, verification: broken('STRUCTURE') }, PDF, ['STRUCTURE']],
      [
        'locked',
        { isReadable: false, verification: broken('STRUCTURE', 'ENCRYPTED') },
        PDF,
        ['STRUCTURE', 'ENCRYPTED'],
      ],
      ['unsigned', { verification: broken('FIELD') }, PDF, ['FIELD']],
      ['scan', { verification: broken('FIELD'), text: '' }, PDF, ['FIELD']],
      ['altered', { verification: broken('DIGEST') }, PDF, ['DIGEST']],
      ['other-family', { text: OTHER_FAMILY }, PDF, []],
    ] as const) {
      const { outcome: said, error, did } = await brings(given, pdf);
      expect(said).to.equal(outcome);
      expect(error).to.include({ name: 'CardNotTaken' });
      expect((error as CardNotTaken).sentence).to.equal(BROUGHT_SENTENCES[outcome]);
      const detail = { outcome, broken: codes, sha256: sha256Of(pdf) };
      expect(did).to.deep.equal([row('signed-card-refused', detail)]);
    }
  });

  it('may begin a little later in its file, and be as large as a card may be', async () => {
    const atTheEdge = Buffer.concat([Buffer.alloc(1019), PDF]);
    expect((await brings({}, atTheEdge)).error).to.equal(undefined);
    expect((await brings({}, Buffer.alloc(CARD_MAX_BYTES, '%PDF-1.7 '))).error).to.equal(undefined);
  });

  it('is judged by no rule about the layout of our own card', async () => {
    const verification = { valid: false, findings: [{ code: 'VISIBLE_AREA', ok: false }] };
    expect((await brings({ verification })).error).to.equal(undefined);
  });

  for (const [what, busy] of [
    ['to be verified', { publicVerifier: { verify: () => Promise.reject(new VerifierBusy()) } }],
    ['to be read', { readCard: () => Promise.reject(new ThreadsBusy()) }],
  ] as const)
    it(`is not judged while too many wait ${what}: the officer reads to bring it again`, async () => {
      const { needs, did } = office();
      const error = await bringSignedCard({ ...needs, ...busy })(rini, NUMBER, PDF).catch((caught: unknown) => caught);
      expect(error).to.include({ name: 'NotNow' });
      expect((error as Error).message).to.contain('pilih lagi PDF KK-nya');
      expect(did).to.deep.equal([]);
    });

  it('is brought while its case waits for it', async () => {
    const { error, did } = await brings({ open: { [NUMBER]: [{ element: 'another', taskId: 'task-0' }] } });
    expect(error).to.include({ name: 'NotNow' });
    expect((error as Error).message).to.contain('tidak sedang menunggu KK dari SIAK');
    expect(did).to.deep.equal([]);
  });

  it('is brought by whoever may decide the task, and nobody else; the attempt is journalled', async () => {
    const held = { ...ITEM, assignee: PEOPLE.dewi.username };
    const { needs, did } = office({ open: { [NUMBER]: [held] } });
    const { code } = await refusalOf(bringSignedCard(needs)(rini, NUMBER, PDF));
    expect(code).to.equal('ASSIGNED_TO_ANOTHER');
    expect(did).to.deep.equal([
      row('act-refused', { asked: 'signed-card', because: 'ASSIGNED_TO_ANOTHER' }, rini, NUMBER, null),
    ]);
  });

  describe('is looked at', () => {
    const looks = async (newest?: object) => {
      const { needs, did } = office(newest === undefined ? {} : { newest });
      const view = viewBroughtCard(needs)(rini, NUMBER);
      return { seen: await view.catch((error: unknown) => (error as Error).message), did };
    };
    it('as the picture of the newest one, and the journal says by its hash which', async () => {
      const { seen, did } = await looks({ sha256: CARD, previewSha256: PREVIEW });
      expect(seen).to.deep.equal({ png: PICTURE, sha256: CARD });
      const detail = { sha256: CARD, as: 'petugas-cetak', state: 'entry' };
      expect(did).to.deep.equal([row('brought-card-viewed', detail)]);
    });

    it('beside what the case expects, with who signed it when', () => {
      const own = {
        taskId: 'task-8',
        sha256: CARD,
        broughtAt: NOW,
        signerName: SIGNER.signerName,
        signedAt: SIGNED_AT,
      };
      const comparison = { verdict: 'fits' as const, parts: [] };
      const expected = { kkNumber: kkNumber!, people: [], changes: [] };
      const more = { applicationNumber: NUMBER, previewSha256: PREVIEW, level: 'B-LT', broughtBy: rini };
      expect(broughtCard({ ...own, ...more, comparison }, expected)).to.deep.equal({ ...own, comparison, expected });
    });

    it('not where there is none, and that is no look at one', async () => {
      const { seen, did } = await looks();
      expect(seen).to.equal('Belum ada KK dari SIAK pada berkas ini.');
      expect(did).to.deep.equal([]);
    });

    it('not by who may not see the case, who does not learn that there is none', async () => {
      const { needs, did } = office({});
      const admin = PEOPLE.adi.username;
      expect((await refusalOf(viewBroughtCard(needs)(admin, NUMBER))).code).to.equal('WRONG_ROLE');
      const detail = { asked: 'brought-card-viewed', because: 'WRONG_ROLE' };
      expect(did).to.deep.equal([row('view-refused', detail, admin, NUMBER, null)]);
    });
  });
});

describe('A card that is found in the folder of SIAK', () => {
  const FOUND: FoundCard = { id: 'found-1', sha256: CARD, foundAt: NOW, outcome: null };
  const TO_JUDGE = ['to judge', ['no-case', 'several-cases', 'revocation-list'], 600_000, 20];
  async function takes(given: Given = {}) {
    const { did, needs, folder } = office({ found: [FOUND], ...given });
    const count = await takeFoundCards(needs, folder)().catch((error: unknown) => (error as Error).message);
    return { count, did, after: did.slice(did.findIndex(([name]) => name === 'to judge') + 1) };
  }
  const judged = (outcome: string, applicationNumber: string | null = null, id = 'found-1') => [
    'judge',
    id,
    { outcome, applicationNumber },
  ];
  const unplaced = (outcome: string, sha256 = CARD) => row('found-card-unplaced', { outcome, sha256 }, 'sistem', null);
  const hashes = (...numbers: readonly string[]) =>
    numbers.flatMap((number) => [subjectHash(LINK_KEY, 'nik', number), subjectHash(LINK_KEY, 'kk', number)]);
  const SOUGHT = ['open with', hashes(kkNumber!, head!.nik, wife!.nik), ''];

  it('is kept before its file goes, file by file', async () => {
    const files = [Buffer.from('one'), Buffer.from('two')];
    const { count, did } = await takes({ files, found: [] });
    expect(count).to.equal(0);
    expect(did).to.deep.equal([
      ...files.map(sha256Of).flatMap((sha256) => [
        ['put', sha256],
        ['keep found', sha256],
        ['remove', sha256],
      ]),
      TO_JUDGE,
    ]);
  });

  it('is laid with the one case that waits for it, in nobody’s name', async () => {
    const { count, after } = await takes();
    expect(count).to.equal(1);
    expect(after.filter(([name]) => name !== 'add')).to.deep.equal([
      ...[SOUGHT, ['put', PREVIEW], ['lock', 'task-8']],
      row('signed-card-brought', { sha256: CARD, verdict: 'fits' }, 'sistem'),
      judged('brought', NUMBER),
    ]);
    expect(added(after)).to.deep.equal([kept(null, 'fits')]);
  });

  it('goes to the case that it fits in everything before those that it may belong to', async () => {
    const [change] = sampleApplication().changes;
    const application = sampleApplication({ changes: [{ ...change!, to: 'STRATA II' }] });
    const cases = { 'KK-2': { ...WAITING, applicationNumber: 'KK-2', application } };
    const open = { 'KK-2': [{ ...ITEM, taskId: 'task-2' }], [NUMBER]: [ITEM] };
    const best = await takes({ open, cases });
    expect(best.after).to.deep.include(judged('brought', NUMBER));
    const unclear = await takes({ open, cases, text: WITHOUT_CHANGE });
    expect(unclear.after.slice(1)).to.deep.equal([judged('several-cases'), unplaced('several-cases')]);
  });

  it('fits no case that does not wait, is another family’s, or has none of its numbers on it', async () => {
    for (const [what, given] of [
      ['does not wait', { open: { [NUMBER]: [{ element: 'another', taskId: 'task-0' }] } }],
      ['another family', { text: OTHER_FAMILY }],
      ['one NIK beside another card’s number', { text: `KARTU KELUARGA 3402159999990001 ${head!.nik}` }],
      ['names alone', { text: `${head!.name} ${wife!.name} DIPLOMA IV/STRATA I` }],
    ] as const) {
      const { after } = await takes(given);
      expect(after.slice(1), what).to.deep.equal([judged('no-case'), unplaced('no-case')]);
    }
  });

  it('fits a case by one NIK of it or by its number', async () => {
    const unclear = await takes({ text: `KARTU KELUARGA ${head!.nik} ${kkNumber}` });
    expect(unclear.after).to.deep.include(judged('brought', NUMBER));
    const noNumber = { ...WAITING, reason: 'baru', application: sampleApplication() };
    const byNik = await takes({ cases: { [NUMBER]: noNumber }, text: `KARTU KELUARGA ${head!.nik}` });
    expect(byNik.after).to.deep.include(judged('brought', NUMBER));
    const byNumber = { ...WAITING, application: sampleApplication({ members: [] }) };
    const onlyNumber = await takes({ cases: { [NUMBER]: byNumber }, text: `KARTU KELUARGA ${kkNumber}` });
    expect(onlyNumber.after).to.deep.include(judged('brought', NUMBER));
    const nobody = { ...noNumber, application: sampleApplication({ members: [] }) };
    const { after } = await takes({ cases: { [NUMBER]: nobody } });
    expect(after.slice(1), 'never by what changes alone').to.deep.equal([judged('no-case'), unplaced('no-case')]);
  });

  it('that is none is judged by why, without looking for a case', async () => {
    const { after } = await takes({ verification: broken('DIGEST') });
    expect(after).to.deep.equal([judged('altered'), unplaced('altered')]);
  });

  it('is journalled once for the same outcome, however often it is judged', async () => {
    const { after } = await takes({ found: [{ ...FOUND, outcome: 'no-case' }], text: OTHER_FAMILY });
    expect(after.slice(1)).to.deep.equal([judged('no-case')]);
    const other = await takes({ found: [{ ...FOUND, outcome: 'several-cases' }], text: OTHER_FAMILY });
    expect(other.after.slice(1)).to.deep.equal([judged('no-case'), unplaced('no-case')]);
  });

  it('does not take the place of another that the officer has before them, and is laid there once', async () => {
    const another = { taskId: 'task-8', sha256: 'f'.repeat(64) };
    expect((await takes({ newest: another })).after.slice(-1)).to.deep.equal([judged('already-brought')]);
    const same = await takes({ newest: { taskId: 'task-8', sha256: CARD } });
    expect(same.after.slice(-2)).to.deep.equal([['lock', 'task-8'], judged('brought', NUMBER)]);
    const earlier = await takes({ newest: { taskId: 'task-7', sha256: 'f'.repeat(64) } });
    expect(added(earlier.after), 'of an earlier task').to.deep.equal([kept(null, 'fits')]);
  });

  it('comes too late where the officer has decided meanwhile', async () => {
    for (const locked of [undefined, { ...ITEM, endedAt: NOW }])
      for (const given of [{}, { newest: { taskId: 'task-8', sha256: 'f'.repeat(64) } }]) {
        const { after } = await takes({ locked, ...given });
        expect(after.slice(-2)).to.deep.equal([['lock', 'task-8'], judged('no-case')]);
      }
  });

  it('does not hold up the others when it cannot be placed, and the run fails all the same', async () => {
    const damaged = { ...FOUND, id: 'found-0', sha256: 'e'.repeat(64) };
    const worse = { ...FOUND, id: 'found-2', sha256: 'd'.repeat(64) };
    const { count, after } = await takes({ found: [damaged, FOUND, worse], damaged: [damaged.sha256, worse.sha256] });
    expect(count).to.equal('damaged');
    expect(after).to.deep.include(judged('brought', NUMBER));
  });

  describe('that is too large to be one', () => {
    const LARGE = 'c'.repeat(64);
    const listed = { ...FOUND, id: 'found-9', sha256: LARGE };

    it('stays in the folder and is listed by its hash, once in the life of this process', async () => {
      const { did, needs, folder } = office({ tooLarge: [LARGE], found: [FOUND, listed] });
      const take = takeFoundCards(needs, folder);
      await take();
      expect(did.slice(0, 4)).to.deep.equal([
        ['keep found', LARGE],
        ['to judge', [], 0, 1_000],
        judged('left-in-folder', null, 'found-9'),
        unplaced('left-in-folder', LARGE),
      ]);
      did.length = 0;
      await take();
      expect(did).to.not.deep.include(['keep found', LARGE]);
    });

    it('and was judged before is left as it is', async () => {
      const { did, needs, folder } = office({ tooLarge: [LARGE], found: [] });
      await takeFoundCards(needs, folder)();
      expect(did).to.deep.equal([['keep found', LARGE], ['to judge', [], 0, 1_000], TO_JUDGE]);
    });
  });
});
