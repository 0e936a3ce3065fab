import { expect } from 'chai';
import type { Decide } from '../../src/cases/decide.ts';
import { NotNow } from '../../src/cases/not-possible.ts';
import { signDrafts, type SigningBatch } from '../../src/cases/sign-drafts.ts';
import type { SigningWaits } from '../../src/cases/signing-outcome.ts';
import { until as patiently } from '../../src/demo/until.ts';
import { FAILURES, Refusal, type FailureCode } from '../../src/domain/failures.ts';
import { HUMAN_TASKS } from '../../src/domain/process.ts';
import { GRANT_LIFE_MS } from '../../src/signing/signing.ts';
import type { SigningItem, SigningStatus } from '../../src/store/store.ts';
import { silent } from '../store/database.ts';
import { PEOPLE, refusalOf } from './office.ts';

/** All happens in memory: what takes longer does not come any more. */
const until = <T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> =>
  patiently(what, ask, { withinMs: 15_000, everyMs: 1, atMostMs: 20 });

const NOW = new Date('2026-11-27T03:00:00Z');
const OTHER = 'f'.repeat(64);
const head = PEOPLE.agus.username;
const STILL = 'Masih diproses. Anda boleh menutup halaman ini; hasilnya terlihat di daftar tanda tangan.';
const INTERRUPTED = 'Tidak diproses: program terganggu atau dimulai ulang sebelum gilirannya. Tanda tangani lagi.';
const FIRST_FAILED = 'Tidak diproses: dokumen pertama tidak dapat ditandatangani.';
const FIRST_UNKNOWN = 'Tidak diproses: hasil dokumen pertama belum ada.';

const numberOf = (n: number) => `KK-261127-00000${n}`;
const draftOf = (n: number) => String(n).repeat(64);
const taskOf = (n: number) => `task-${n}`;
const request = (n: number) => ({ applicationNumber: numberOf(n), draftSha256: draftOf(n) });
const verified = (n: number) => ({
  ...{ step: 5, draftSha256: draftOf(n), answer: { verification: 'valid' }, refusedBecause: null, takenBackAt: null },
});
const approved = (n: number) => ({ ...verified(n), step: 7, answer: { signing: 'approved' } });

interface Case {
  draftSha256: string | null;
  signedSha256: string | null;
  decisions: readonly object[];
  open: readonly object[];
  journal: object[];
}
interface Given {
  readonly cases?: Readonly<Record<number, Partial<Case>>>;
  /** What follows an approval; by default the card is signed at once. */
  readonly decide?: (n: number, one: Case) => unknown;
  readonly waits?: Partial<SigningWaits>;
  /** Drafts that another batch has under way. */
  readonly watched?: Readonly<Record<number, string>>;
  /** What that batch says of a document, look by look; the last for ever. */
  readonly told?: readonly (Pick<SigningItem, 'status' | 'reason'> | undefined)[];
  /** Whether this process still has the batch, at each time it says that it lives. */
  readonly alive?: (times: number) => boolean;
  /** Batches that another process left. */
  readonly left?: readonly { readonly id: string; readonly createdAt: Date }[];
  readonly leftItems?: readonly (readonly [n: number, status: SigningStatus])[];
  readonly failing?: Partial<Record<string, Error>>;
  /** Whether somebody counts wrong passphrases. */
  readonly isCounted?: boolean;
}

/** Two processes' worth of tables in memory. `did`: every grant, decision and word about a document, in order. */
function office(given: Given = {}) {
  const did: unknown[][] = [];
  const looked: string[] = [];
  const note = (...what: unknown[]) => Promise.resolve(void did.push(what));
  const cases = new Map<string, Case>();
  for (const n of [1, 2, 3])
    cases.set(numberOf(n), {
      ...{ draftSha256: draftOf(n), signedSha256: null, decisions: [verified(n)], journal: [] },
      open: [{ element: 'another' }, { element: HUMAN_TASKS[7], taskId: taskOf(n) }],
      ...given.cases?.[n],
    });
  const of = (applicationNumber: string) => cases.get(applicationNumber)!;
  let batch: { id: string; signer: string; finishedAt: Date | null; items: SigningItem[] } | undefined;
  let [looks, signs] = [0, 0];
  const fails = (what: string) => given.failing?.[what];
  const say = (id: string, applicationNumber: string, status: SigningStatus, reason: string | null) => {
    expect(id).to.equal(batch?.id);
    batch!.items = batch!.items.map((one) =>
      one.applicationNumber === applicationNumber ? { ...one, status, reason } : one,
    );
    return note('says', applicationNumber, status, reason);
  };
  const needs = {
    store: {
      cases: {
        get: (number: string) => {
          const error = fails(number);
          return error === undefined ? Promise.resolve({ ...of(number) }) : Promise.reject(error);
        },
      },
      decisions: { of: (number: string) => Promise.resolve(of(number).decisions) },
      redrawnDrafts: { of: () => Promise.resolve([]) },
      workList: {
        open: ({ applicationNumber }: { applicationNumber: string }) => Promise.resolve(of(applicationNumber).open),
        listed: () => Promise.resolve([]),
      },
      journal: {
        of: (number: string) => Promise.resolve(of(number).journal),
        write: (row: object) => note('journal', row),
      },
      people: { roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences: [] }) },
      grantHolders: {
        put: (holder: { draftSha256: string }) => {
          const error = fails(`put ${holder.draftSha256}`);
          return error === undefined ? note('holds', holder) : Promise.reject(error);
        },
        remove: (draftSha256: string) => note('holds no more', draftSha256),
      },
      signingBatches: {
        open: async (opened: { id: string; signer: string; runner: string; items: SigningItem[] }) => {
          const error = fails('open');
          if (error !== undefined) throw error;
          batch = { ...opened, finishedAt: null };
          await note('opens', opened);
          const watched = Object.entries(given.watched ?? {}).map(([n, by]) => [draftOf(Number(n)), by] as const);
          return { createdAt: NOW, watched: new Map(watched) };
        },
        settle: say,
        touch: (id: string, runner: string) => {
          did.push(['lives', id === batch?.id, runner]);
          const error = fails('touch');
          return error === undefined ? Promise.resolve(given.alive?.((signs += 1)) ?? true) : Promise.reject(error);
        },
        finish: async (id: string) => {
          expect(id).to.equal(batch?.id);
          await note('finishes');
          batch = { ...batch!, finishedAt: NOW };
        },
        find: (id: string) => {
          looked.push(id);
          return Promise.resolve(id === batch?.id ? batch : undefined);
        },
        item: (id: string, applicationNumber: string) => {
          did.push(['asks', id, applicationNumber]);
          const told = given.told ?? [];
          return Promise.resolve(told[Math.min((looks += 1), told.length) - 1]);
        },
        isUnderWay: () => Promise.resolve(false),
        adopt: async (runner: string, milliseconds: number, inWork: readonly string[]) => {
          await note('adopts', runner, milliseconds);
          if (given.left === undefined && batch?.finishedAt === null && !inWork.includes(batch.id))
            return [{ id: batch.id, createdAt: NOW }];
          const [one] = given.left ?? [];
          const items = (given.leftItems ?? []).map(([n, status]) => ({
            ...request(n),
            ...{ taskId: taskOf(n), status, reason: null },
          }));
          if (one !== undefined) batch = { id: one.id, signer: head, finishedAt: null, items };
          return given.left ?? [];
        },
      },
    },
    grants: {
      give: ({ passphrase, ...grant }: { passphrase: Buffer }) =>
        did.push(['grants', { ...grant, passphrase: passphrase.toString() }]),
      revoke: (draftSha256: string) => did.push(['revokes', draftSha256]),
    },
    processId: 'process-1',
    now: () => NOW,
    logger: silent,
    waits: { poll: 1, proof: 5_000, follow: 5_000, alive: 60_000, ...given.waits },
    ...(given.isCounted === false ? {} : { passphraseWasRight: (signer: string) => note('was right', signer) }),
  } as unknown as Parameters<typeof signDrafts>[0];
  const decide: Decide = async (username, decision) => {
    did.push(['decides', username, decision]);
    const one = of(decision.applicationNumber);
    if (given.decide !== undefined) await given.decide(Number(decision.applicationNumber.at(-1)), one);
    else one.signedSha256 = OTHER;
  };
  const batches = signDrafts(needs, decide);
  const approve = async (...ns: readonly number[]) => {
    const id = await batches.approve(head, ns.map(request), Buffer.from('rahasia'));
    return id;
  };
  const finished = async (id: string) =>
    until('the batch is finished', async () => {
      const now = await batches.batch(head, id);
      return now.finished ? now : undefined;
    });
  return { batches, did, looked, cases, approve, finished, of: (n: number) => of(numberOf(n)) };
}
const results = ({ documents }: SigningBatch) => documents.map(({ status, reason }) => [status, reason]);
/** Approves these drafts, and what has become of them at the end. */
async function signs(given: Given, ...ns: readonly number[]) {
  const made = office(given);
  const batch = await made.finished(await made.approve(...ns));
  const about = (...names: string[]) => made.did.filter(([name]) => names.includes(String(name)));
  return { ...made, results: results(batch), about, batch };
}
const grants = (n: number) => ['grants', { draftSha256: draftOf(n), signer: head, passphrase: 'rahasia' }];
const holds = (n: number) => [
  'holds',
  { draftSha256: draftOf(n), holder: 'process-1', expiresAt: new Date(NOW.getTime() + GRANT_LIFE_MS) },
];
const released = (n: number) => [
  ['revokes', draftOf(n)],
  ['holds no more', draftOf(n)],
];
const says = (n: number, status: SigningStatus, reason: string | null = null) => ['says', numberOf(n), status, reason];
const decides = (n: number) => ['decides', head, { ...request(n), task: taskOf(n), answer: { signing: 'approved' } }];
const LIVES = ['lives', true, 'process-1'];
const failsWith = (code: FailureCode) => (_n: number, one: Case) =>
  void one.journal.push({ at: NOW, event: 'signing-failed', detail: { code } });
const never = () => undefined;

describe('A batch of drafts to sign', () => {
  it('gives the passphrase for each draft, and approves the others only when it proved right on the first', async () => {
    const { did, results: shown } = await signs({}, 1, 2);
    expect(shown).to.deep.equal([
      ['signed', null],
      ['signed', null],
    ]);
    const [opens, ...rest] = did;
    expect(opens![1]).to.deep.include({
      ...{ signer: head, runner: 'process-1' },
      items: [1, 2].map((n) => ({ ...request(n), taskId: taskOf(n), status: 'waiting', reason: null })),
    });
    expect(rest).to.deep.equal([
      ...[grants(1), holds(1), grants(2), holds(2)],
      ...[LIVES, says(1, 'signing'), decides(1), ...released(1), says(1, 'signed'), ['was right', head]],
      ...[LIVES, says(2, 'signing'), decides(2), ...released(2), says(2, 'signed'), ['finishes']],
    ]);
  });

  it('does not wait for one further document before it approves the next', async () => {
    const decide = (n: number, one: Case) => {
      if (n === 1) one.signedSha256 = OTHER;
      if (n === 3) for (const each of [one, made.of(2)]) each.signedSha256 = OTHER;
    };
    const made = office({ decide });
    expect(results(await made.finished(await made.approve(1, 2, 3)))).to.deep.equal(Array(3).fill(['signed', null]));
    expect(made.did.filter(([name]) => name === 'was right')).to.have.length(1);
  });

  describe('is not opened', () => {
    const refused = async (requests: readonly object[], passphrase: Buffer, username: string = head, given?: Given) => {
      const { batches, did } = office(given);
      const said = await refusalOf(batches.approve(username, requests as ReturnType<typeof request>[], passphrase));
      expect(
        passphrase.every((byte) => byte === 0),
        'the passphrase is overwritten',
      ).to.equal(true);
      return { ...said, did };
    };
    const right = () => Buffer.from('rahasia');
    it('without a draft, with more than a hundred, without a passphrase', async () => {
      const many = (count: number) => Array.from({ length: count }, () => request(1));
      for (const [requests, passphrase, text] of [
        [[], right(), 'paling sedikit satu'],
        [many(101), right(), 'paling banyak 100'],
        [[request(1)], Buffer.alloc(0), 'Ketik passphrase'],
      ] as const) {
        const { code, text: said, did } = await refused(requests, passphrase);
        expect([code, did]).to.deep.equal(['NotNow', []]);
        expect(said).to.contain(text);
      }
      const { batches, finished } = office();
      const hundred = await finished(await batches.approve(head, many(100), right()));
      expect(hundred.documents, 'the same draft a hundred times is one').to.have.length(1);
    });

    it('for anybody but the head, and the journal names every case that was asked for', async () => {
      const { code, did } = await refused([request(1), request(2)], right(), PEOPLE.endah.username);
      expect(code).to.equal('WRONG_ROLE');
      const row = (n: number) => [
        'journal',
        {
          ...{ applicationNumber: numberOf(n), actor: PEOPLE.endah.username, event: 'act-refused', step: null },
          ...{ detail: { asked: 'card-signed', because: 'WRONG_ROLE' } },
        },
      ];
      expect(did).to.deep.equal([row(1), row(2)]);
    });

    it('when it cannot be written down, and then no passphrase was given to anybody', async () => {
      const { did } = await refused([request(1)], right(), head, { failing: { open: new NotNow('penuh') } });
      expect(did).to.deep.equal([]);
    });
  });

  it('overwrites the passphrase that was typed, once it is given', async () => {
    const { batches, finished } = office();
    const passphrase = Buffer.from('rahasia');
    const id = await batches.approve(head, [request(1)], passphrase);
    expect(passphrase.every((byte) => byte === 0)).to.equal(true);
    await finished(id);
  });

  describe('takes up no document', () => {
    const NOT_WAITING = 'Tidak sedang menunggu tanda tangan. Muat ulang daftar.';
    for (const [what, given, status, reason] of [
      ['that is signed already', { signedSha256: OTHER }, 'signed', null],
      [
        'of which another draft was signed',
        { signedSha256: OTHER, draftSha256: OTHER },
        'refused',
        'Sudah ditandatangani.',
      ],
      ['that was printed anew', { draftSha256: OTHER }, 'refused', FAILURES.DRAFT_NOT_SEEN.officer],
      ['that is not verified', { decisions: [] }, 'refused', FAILURES.DRAFT_NOT_SEEN.officer],
      ['that does not wait for the head', { open: [{ element: 'verify-draft' }] }, 'refused', NOT_WAITING],
      [
        'whose approval was followed by something else',
        { open: [], decisions: [verified(1), { ...approved(1), answer: { signing: 'rejected' } }] },
        'refused',
        NOT_WAITING,
      ],
    ] as const)
      it(what, async () => {
        const { did, results: shown } = await signs({ cases: { 1: given } }, 1);
        expect(shown).to.deep.equal([[status, reason]]);
        expect(did.slice(1), 'and asks for nothing').to.deep.equal([['finishes']]);
      });

    it('that cannot be read, and says so in the words of whatever stood in the way', async () => {
      for (const [error, said] of [
        [new NotNow('Muat ulang.'), 'Muat ulang.'],
        [new Refusal('FOUR_EYES'), FAILURES.FOUR_EYES.officer],
        [
          new Error('3402155203850002'),
          'Terjadi gangguan saat memeriksa berkas. Coba lagi; bila berulang, hubungi admin.',
        ],
      ] as const) {
        const { results: shown, about } = await signs({ failing: { [numberOf(1)]: error } }, 1, 2);
        expect(shown).to.deep.equal([
          ['refused', said],
          ['signed', null],
        ]);
        expect(about('decides')).to.deep.equal([decides(2)]);
      }
    });
  });

  it('follows a document that an earlier click has approved, with no passphrase for it', async () => {
    const made = office({ cases: { 1: { open: [], decisions: [verified(1), approved(1)] } } });
    const id = await made.approve(1);
    await until('it is followed', () => Promise.resolve(made.did.some(([name]) => name === 'says')));
    made.of(1).signedSha256 = OTHER;
    expect(results(await made.finished(id))).to.deep.equal([['signed', null]]);
    expect(made.did.slice(1)).to.deep.equal([says(1, 'signing'), says(1, 'signed'), ['finishes']]);
  });

  describe('says of a document', () => {
    it('that its approval was refused and why, takes the passphrase back, and tries it on the next one', async () => {
      const decide = (n: number, one: Case) => {
        if (n === 1) throw new Refusal('DRAFT_NOT_SEEN');
        one.signedSha256 = OTHER;
      };
      const { results: shown, about } = await signs({ decide }, 1, 2, 3);
      expect(shown).to.deep.equal([
        ['refused', FAILURES.DRAFT_NOT_SEEN.officer],
        ['signed', null],
        ['signed', null],
      ]);
      expect(about('revokes', 'holds no more').slice(0, 2)).to.deep.equal(released(1));
      expect(about('was right')).to.have.length(1);
    });

    it('that it came back to the head and why; a fault of this document alone does not stop the others', async () => {
      const decide = (n: number, one: Case) => {
        if (n === 1) failsWith('DRAFT_CHANGED')(n, one);
        else one.signedSha256 = OTHER;
      };
      const { results: shown, about } = await signs({ decide }, 1, 2);
      expect(shown).to.deep.equal([
        ['returned', FAILURES.DRAFT_CHANGED.officer],
        ['signed', null],
      ]);
      expect(about('was right'), 'the passphrase proved right on the second').to.have.length(1);
    });

    it('that its task is there again without a reason', async () => {
      const decide = (_n: number, one: Case) => void (one.open = [{ element: HUMAN_TASKS[7], taskId: 'another' }]);
      const { results: shown } = await signs({ decide }, 1);
      expect(shown).to.deep.equal([['returned', 'Tugas kembali kepada Anda tanpa keterangan. Lihat riwayat berkas.']]);
    });

    it('that the service does not answer, while the worker tries again', async () => {
      const made = office({ decide: failsWith('BSRE_UNREACHABLE') });
      const id = await made.approve(1);
      const waiting = says(1, 'signing', FAILURES.BSRE_UNREACHABLE.officer);
      await until('it says so', () =>
        Promise.resolve(made.did.some((one) => JSON.stringify(one) === JSON.stringify(waiting))),
      );
      expect(
        made.did.filter(([name]) => name === 'revokes'),
        'and keeps the passphrase',
      ).to.deep.equal([]);
      made.of(1).signedSha256 = OTHER;
      expect(results(await made.finished(id))).to.deep.equal([['signed', null]]);
    });
  });

  it('begins no other document after a wrong passphrase: what was given for them is taken back', async () => {
    const { results: shown, about } = await signs({ decide: failsWith('BSRE_2031') }, 1, 2, 3);
    expect(shown).to.deep.equal([
      ['returned', FAILURES.BSRE_2031.officer],
      ['not-processed', FIRST_FAILED],
      ['not-processed', FIRST_FAILED],
    ]);
    expect(about('decides')).to.deep.equal([decides(1)]);
    expect(about('revokes', 'holds no more')).to.deep.equal([1, 2, 3].flatMap(released));
    expect(about('was right')).to.deep.equal([]);
  });

  it('begins no other while the outcome of the first is open, and leaves the passphrase for the worker', async () => {
    const { results: shown, about } = await signs({ decide: never, waits: { proof: 0, follow: 0 } }, 1, 2);
    expect(shown).to.deep.equal([
      ['signing', STILL],
      ['not-processed', FIRST_UNKNOWN],
    ]);
    expect(about('revokes', 'holds no more')).to.deep.equal(released(2));
  });

  it('goes on looking for the first, after it has given the others up', async () => {
    const made = office({ decide: never, waits: { proof: 0, follow: 5_000 } });
    const id = await made.approve(1, 2);
    await until(
      'the other is given up',
      async () => (await made.batches.batch(head, id)).documents[1]!.reason !== null,
    );
    made.of(1).signedSha256 = OTHER;
    expect(results(await made.finished(id))).to.deep.equal([
      ['signed', null],
      ['not-processed', FIRST_UNKNOWN],
    ]);
    expect(made.did.filter(([name]) => name === 'revokes')).to.deep.equal([2, 1].map((n) => ['revokes', draftOf(n)]));
  });

  it('is signed also where nobody counts wrong passphrases', async () => {
    expect((await signs({ isCounted: false }, 1)).results).to.deep.equal([['signed', null]]);
  });

  it('says that a further document takes long, when it does', async () => {
    const decide = (n: number, one: Case) => {
      if (n === 1) one.signedSha256 = OTHER;
    };
    const { results: shown } = await signs({ decide, waits: { follow: 0 } }, 1, 2);
    expect(shown).to.deep.equal([
      ['signed', null],
      ['signing', STILL],
    ]);
  });

  describe('whose drafts another batch has under way', () => {
    it('shows what that one says of them, and gives no passphrase', async () => {
      const { results: shown, did } = await signs(
        {
          watched: { 1: 'other-batch' },
          told: [
            { status: 'waiting', reason: null },
            { status: 'signing', reason: null },
            { status: 'refused', reason: 'Belum dibaca.' },
          ],
        },
        1,
        2,
      );
      expect(shown).to.deep.equal([
        ['refused', 'Belum dibaca.'],
        ['signed', null],
      ]);
      const asks = ['asks', 'other-batch', numberOf(1)];
      expect(did.filter(([, of]) => of === 'other-batch')).to.deep.equal([asks, asks, asks]);
      expect(did.filter(([name]) => name === 'grants')).to.deep.equal([grants(2)]);
      expect(did.filter(([name]) => name === 'decides')).to.deep.equal([decides(2)]);
      expect(did).to.deep.include(says(1, 'signing'));
    });

    it('waits without end for its turn there, and from then on as long as for any other', async () => {
      const waiting = Array<{ status: SigningStatus; reason: null }>(20).fill({ status: 'waiting', reason: null });
      const late = await signs(
        { watched: { 1: 'b' }, told: [...waiting, { status: 'signed', reason: null }], waits: { follow: 0 } },
        1,
      );
      expect(late.results).to.deep.equal([['signed', null]]);
      const stays = await signs(
        { watched: { 1: 'b' }, told: [{ status: 'signing', reason: null }], waits: { follow: 0 } },
        1,
      );
      expect(stays.results).to.deep.equal([['signing', STILL]]);
    });

    it('says that it is still under way, where that batch is not known any more', async () => {
      const { results: shown } = await signs({ watched: { 1: 'other-batch' }, told: [undefined] }, 1);
      expect(shown).to.deep.equal([['signing', STILL]]);
    });
  });

  describe('in more than one process', () => {
    it('is said to live as long as it is worked on, and no longer', async () => {
      let lives = 0;
      const counting = (count: () => number): Given => ({
        ...{ decide: never, waits: { alive: 1 } },
        alive: () => count() > 0,
      });
      const made = office(counting(() => (lives += 1)));
      const id = await made.approve(1);
      await until('it has said so several times', () => Promise.resolve(lives > 3));
      made.of(1).signedSha256 = OTHER;
      await made.finished(id);
      const said = lives;
      let othersLives = 0;
      const other = office(counting(() => (othersLives += 1)));
      await other.approve(1);
      await until('another one has said so several times', () => Promise.resolve(othersLives > 3));
      await other.batches.drain();
      expect(lives).to.equal(said);
    });

    it('begins nothing more once another process has taken it over, and takes its passphrases back', async () => {
      const { did } = await signs({ alive: (times) => times < 2 }, 1, 2, 3);
      expect(did.filter(([name]) => name === 'decides')).to.deep.equal([decides(1)]);
      expect(did.filter(([name]) => name === 'revokes')).to.deep.equal([1, 2, 3].map((n) => ['revokes', draftOf(n)]));
      expect(
        did.filter(([, of]) => of === numberOf(2)),
        'and says nothing of them',
      ).to.deep.equal([]);
    });

    it('ends when it cannot be written down, without bringing the process down', async () => {
      const { batches, approve, did } = office({ failing: { touch: new Error('away') } });
      await approve(1);
      await batches.drain();
      expect(did.map(([name]) => name))
        .to.not.include('decides')
        .and.not.include('finishes');
    });

    describe('is lost when the database is away for a moment', () => {
      const AWAY = new Error('away');
      const lostAndTakenBack = async (made: ReturnType<typeof office>, id: string) => {
        await made.batches.drain();
        expect((await made.batches.batch(head, id)).finished).to.equal(false);
        made.did.length = 0;
        expect(await made.batches.resume()).to.equal(1);
        await made.batches.drain();
        return results(await made.batches.batch(head, id));
      };

      it('and taken back by the process that lost it: what was not begun may be signed again', async () => {
        const failing: Partial<Record<string, Error>> = {};
        const made = office({ failing, decide: (_n, one) => ((one.signedSha256 = OTHER), (failing['touch'] = AWAY)) });
        const id = await made.approve(1, 2, 3);
        await until('the second is not begun', () =>
          Promise.resolve(made.did.some(([name, draft]) => name === 'revokes' && draft === draftOf(3))),
        );
        delete failing['touch'];
        expect(await lostAndTakenBack(made, id)).to.deep.equal([
          ['signed', null],
          ['not-processed', INTERRUPTED],
          ['not-processed', INTERRUPTED],
        ]);
      });

      it('also before it was begun, and then no passphrase is left', async () => {
        const failing = { [`put ${draftOf(2)}`]: AWAY };
        const made = office({ failing });
        expect(await made.approve(1, 2).catch((error: unknown) => error)).to.equal(AWAY);
        expect(made.did.filter(([name]) => name === 'revokes')).to.deep.equal([
          ['revokes', draftOf(1)],
          ['revokes', draftOf(2)],
        ]);
        const [, opened] = made.did.find(([name]) => name === 'opens') as [string, { id: string }];
        expect(await lostAndTakenBack(made, opened.id)).to.deep.equal(Array(2).fill(['not-processed', INTERRUPTED]));
      });

      it('not when one document cannot be followed: the others are signed, and the case itself knows of that one', async () => {
        const failing: Partial<Record<string, Error>> = {};
        const decide = (n: number, one: Case) => {
          if (n === 1) one.signedSha256 = OTHER;
          if (n === 2) failing[numberOf(2)] = AWAY;
          if (n === 3) one.signedSha256 = OTHER;
        };
        const made = office({ failing, decide });
        const id = await made.approve(1, 2, 3);
        await until('it is finished', () => Promise.resolve(made.did.some(([name]) => name === 'finishes')));
        delete failing[numberOf(2)];
        made.of(2).signedSha256 = OTHER;
        const batch = await made.finished(id);
        expect(results(batch)).to.deep.equal(Array(3).fill(['signed', null]));
      });
    });

    it('is taken over from one that died: what was not begun is said to be so, what was under way is followed', async () => {
      const id = '11111111-1111-4111-8111-111111111111';
      const { batches, did, finished } = office({
        left: [{ id, createdAt: NOW }],
        leftItems: [
          [1, 'waiting'],
          [2, 'signing'],
          [3, 'refused'],
        ],
        cases: { 2: { signedSha256: OTHER } },
        waits: { alive: 50 },
      });
      expect(await batches.resume()).to.equal(1);
      await finished(id);
      expect(did.filter(([name]) => name !== 'lives')).to.deep.equal([
        ['adopts', 'process-1', 200],
        ['holds no more', draftOf(1)],
        says(1, 'not-processed', INTERRUPTED),
        says(2, 'signed'),
        ['finishes'],
      ]);
    });

    it('is followed from the task in which it was approved: that one still open is no return', async () => {
      const id = '11111111-1111-4111-8111-111111111111';
      const { batches, finished } = office({
        left: [{ id, createdAt: NOW }],
        leftItems: [[2, 'signing']],
        waits: { follow: 0 },
      });
      await batches.resume();
      expect(results(await finished(id))).to.deep.equal([['signing', STILL]]);
    });

    it('is left where none was left', async () => {
      expect(await office().batches.resume()).to.equal(0);
    });
  });

  it('does not hold up the closing of its process: nothing more is begun, what is under way stays so', async () => {
    const { batches, approve, did, of } = office({
      decide: never,
      waits: { proof: 600_000, follow: 600_000, poll: 600_000 },
    });
    const id = await approve(1, 2);
    await until('the first is under way', () => Promise.resolve(did.some(([name]) => name === 'decides')));
    await batches.drain();
    expect(results(await batches.batch(head, id))).to.deep.equal([
      ['signing', STILL],
      ['not-processed', FIRST_UNKNOWN],
    ]);
    of(1).signedSha256 = OTHER;
    expect(results(await batches.batch(head, id))[0], 'later the case itself knows').to.deep.equal(['signed', null]);
  });

  it('of another process is left by the closing of this one', async () => {
    const given = {
      watched: { 1: 'b' },
      told: [{ status: 'waiting' as const, reason: null }],
      waits: { poll: 600_000 },
    };
    const { batches, approve, did } = office(given);
    const id = await approve(1);
    await until('it is asked for', () => Promise.resolve(did.some(([name]) => name === 'asks')));
    await batches.drain();
    expect(results(await batches.batch(head, id))).to.deep.equal([['signing', STILL]]);
  });

  describe('is shown', () => {
    it('to its signer alone, under its own name', async () => {
      const { batches, approve, finished, looked } = office();
      const id = await approve(1);
      expect(await finished(id)).to.deep.include({ id, finished: true });
      for (const [username, asked] of [
        [PEOPLE.dewi.username, id],
        [head, '11111111-1111-4111-8111-111111111111'],
        [head, 'made-up'],
        [head, `${id}0`],
        [head, `0${id}`],
      ] as const)
        expect((await refusalOf(batches.batch(username, asked))).text, asked).to.contain('tidak dikenal');
      expect(looked, 'what names no batch is not asked of the database')
        .to.not.include(`${id}0`)
        .and.not.include(`0${id}`)
        .and.not.include('made-up');
    });

    it('as it was written while it is worked on, and afterwards as the case itself stands', async () => {
      const { batches, approve, finished, of } = office({ decide: never, waits: { proof: 0, follow: 0 } });
      const batch = await finished(await approve(1));
      expect(batch.documents).to.deep.equal([{ applicationNumber: numberOf(1), status: 'signing', reason: STILL }]);
      of(1).decisions = [verified(1), approved(1)];
      expect((await batches.batch(head, batch.id)).documents, 'on its way').to.deep.equal(batch.documents);
      of(1).decisions = [verified(1), { ...approved(1), answer: { signing: 'rejected' } }];
      expect((await batches.batch(head, batch.id)).documents).to.deep.equal([
        { applicationNumber: numberOf(1), status: 'returned', reason: 'Dikembalikan kepada Kasi/Kabid.' },
      ]);
    });

    it('from its rows alone before it is finished', async () => {
      const { batches, approve, did, of } = office({ decide: never });
      const id = await approve(1);
      await until('it is under way', () => Promise.resolve(did.some(([name]) => name === 'decides')));
      of(1).decisions = [verified(1), { ...approved(1), answer: { signing: 'rejected' } }];
      expect((await batches.batch(head, id)).documents[0]).to.include({ status: 'signing' });
      await batches.drain();
    });
  });
});
