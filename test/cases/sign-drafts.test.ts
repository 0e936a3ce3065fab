import { expect } from 'chai';
import { createOfficerCases } from '../../src/cases/create-officer-cases.ts';
import type { SigningBatch } from '../../src/cases/sign-drafts.ts';
import { FAILURES } from '../../src/domain/failures.ts';
import { createSigningGrants } from '../../src/signing/grants.ts';
import type { Store } from '../../src/store/store.ts';
import { until } from '../until.ts';
import { PASSPHRASE } from './external-services.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

const head = PEOPLE.agus.username;
interface Draft {
  readonly applicationNumber: string;
  readonly draftSha256: string;
}
const request = ({ applicationNumber, draftSha256 }: Draft) => ({ applicationNumber, draftSha256 });
const right = () => Buffer.from(PASSPHRASE);
const results = (batch: SigningBatch) => batch.documents.map(({ status, reason }) => [status, reason]);
const UNKNOWN = FAILURES.UNKNOWN_OFFICER.officer;
const WRONG = 'Passphrase salah. Ketik ulang; sistem tidak mencoba sendiri.';

describe('Signing several drafts with one passphrase', () => {
  const given = withOffice();
  beforeEach(() => {
    given.office.signer.orders.length = 0;
  });
  afterEach(() => {
    const { office } = given;
    office.signer.gate = Promise.resolve();
    office.signer.next.length = 0;
    office.completing = (complete) => complete();
  });

  /** Verified drafts that the head has read. */
  async function readDrafts(count: number, reader: OfficerName = 'agus'): Promise<Draft[]> {
    const drafts: Draft[] = [];
    for (let i = 0; i < count; i++) {
      const draft = await given.office.verified();
      await given.office.officers.draft(PEOPLE[reader].username, draft.applicationNumber);
      drafts.push(draft);
    }
    return drafts;
  }
  const finished = (id: string, username: string = head): Promise<SigningBatch> =>
    until('the batch is finished', async () => {
      await given.office.settle();
      const batch = await given.office.officers.batch(username, id);
      return batch.finished ? batch : undefined;
    });
  const approve = (drafts: readonly Draft[], passphrase = right(), username: string = head) =>
    given.office.officers.approve(username, drafts.map(request), passphrase);
  const list = async (username: string = head) => (await given.office.officers.signingList(username)).drafts;
  const listed = async ({ applicationNumber }: Draft, username: string = head) =>
    (await list(username)).find((draft) => draft.applicationNumber === applicationNumber);

  it('signs each of them once, in the name of the head, and leaves no passphrase behind', async () => {
    const { office } = given;
    const drafts = await readDrafts(3);
    const batch = await finished(await approve(drafts));
    expect(results(batch)).to.deep.equal(Array(3).fill(['signed', null]));
    expect(office.signer.orders).to.have.length(3);
    for (const { applicationNumber, draftSha256 } of drafts) {
      const decision = (await office.store.decisions.of(applicationNumber)).at(-1);
      expect(decision).to.deep.include({ decidedBy: head, draftSha256, step: 7 });
      expect(await office.store.grantHolders.find(draftSha256)).to.equal(undefined);
      expect((await office.case(applicationNumber)).state).to.equal('delivery');
    }
    expect(office.grants.size).to.equal(0);
  });

  it('tries a wrong passphrase on one document only and keeps the others untouched', async () => {
    const { office } = given;
    const drafts = await readDrafts(3);
    const batch = await finished(await approve(drafts, Buffer.from('salah')));
    expect(office.signer.orders).to.have.length(1);
    expect(results(batch)).to.deep.equal([
      ['returned', WRONG],
      ['not-processed', 'Tidak diproses: dokumen pertama tidak dapat ditandatangani.'],
      ['not-processed', 'Tidak diproses: dokumen pertama tidak dapat ditandatangani.'],
    ]);
    expect(office.grants.size).to.equal(0);
    const returned = await Promise.all(drafts.map(async (draft) => (await listed(draft))?.returned?.code ?? null));
    expect(returned).to.deep.equal(['BSRE_2031', null, null]);
    const again = await finished(await approve(drafts));
    expect(results(again)).to.deep.equal(Array(3).fill(['signed', null]));
  });

  it('refuses a draft that this signer has not read at full size, and signs the rest', async () => {
    const { office } = given;
    const unread = await office.verified();
    await office.officers.draftGlance(head, unread.applicationNumber);
    const [read] = await readDrafts(1);
    expect([(await listed(unread))?.seen, (await listed(read!))?.seen]).to.deep.equal([false, true]);
    const batch = await finished(await approve([unread, read!]));
    expect(batch.documents.map(({ status }) => status)).to.deep.equal(['refused', 'signed']);
    expect(batch.documents[0]!.reason).to.contain('belum Anda lihat dalam ukuran terbaca');
    const refused = await office.journal(unread.applicationNumber, 'decision-refused');
    expect(refused.map(({ actor, detail }) => [actor, detail['because']])).to.deep.equal([[head, 'DRAFT_NOT_SEEN']]);
    expect(office.grants.size).to.equal(0);
  });

  it('approves nothing more once the admin has locked the signer', async () => {
    const { office } = given;
    const drafts = await readDrafts(4);
    office.completing = async (complete) => {
      const outcome = await complete();
      await office.store.accounts.open(head);
      await office.store.accounts.lock(head, PEOPLE.adi.username);
      return outcome;
    };
    const batch = await finished(await approve(drafts));
    await office.store.accounts.unlock(head);
    const [first, ...rest] = results(batch);
    expect(first).to.deep.equal(['signed', null]);
    expect(rest).to.deep.equal(Array(3).fill(['refused', UNKNOWN]));
    expect(office.signer.orders).to.have.length(1);
    expect(office.grants.size).to.equal(0);
  });

  it('goes on with the next document when the fault lies in the first document alone', async () => {
    const { office } = given;
    const [first, second] = await readDrafts(2);
    const { documents } = office.dependencies;
    const get = documents.get.bind(documents);
    documents.get = (sha256) => get(sha256 === first!.draftSha256 ? '0'.repeat(64) : sha256);
    const batch = await finished(await approve([first!, second!]));
    documents.get = get;
    expect(batch.documents.map(({ status }) => status)).to.deep.equal(['returned', 'signed']);
  });

  it('signs once when two browsers approve the same drafts, and shows both the result', async () => {
    const { office } = given;
    const drafts = await readDrafts(2);
    const ids = await Promise.all([approve(drafts), approve(drafts)]);
    const batches = await Promise.all(ids.map((id) => finished(id)));
    expect(office.signer.orders).to.have.length(2);
    for (const batch of batches) expect(results(batch)).to.deep.equal(Array(2).fill(['signed', null]));
  });

  it('shows a later click what an earlier one has under way, and what it has signed', async () => {
    const { office } = given;
    const drafts = await readDrafts(1);
    let answers: () => void = () => undefined;
    office.signer.gate = new Promise<void>((resolve) => (answers = resolve));
    const first = await approve(drafts);
    await until('the draft is with the signer', async () =>
      (await office.openElements(drafts[0]!.applicationNumber)).length === 0 ? true : undefined,
    );
    const second = await approve(drafts);
    answers();
    for (const id of [first, second]) expect(results(await finished(id))).to.deep.equal([['signed', null]]);
    expect(results(await finished(await approve(drafts)))).to.deep.equal([['signed', null]]);
    expect(office.signer.orders).to.have.length(1);
  });

  it('signs once when the same draft is sent twice in one request', async () => {
    const [draft] = await readDrafts(1);
    const batch = await finished(await approve([draft!, draft!]));
    expect(batch.documents).to.have.length(1);
    expect(given.office.signer.orders).to.have.length(1);
  });

  it('refuses a draft that was printed again after it was read, and one whose verification is not in force', async () => {
    const { office } = given;
    const [draft] = await readDrafts(1);
    office.press.reprints += 1;
    const { draftSha256 } = await office.process.renderCard({ applicationNumber: draft!.applicationNumber });
    for (const sha256 of [draft!.draftSha256, draftSha256]) {
      const batch = await finished(await approve([{ ...draft!, draftSha256: sha256 }]));
      expect(batch.documents[0]!.status, 'neither the old bytes nor the new, unverified ones').to.equal('refused');
    }
    expect(await listed(draft!)).to.equal(undefined);
    expect(office.grants.size).to.equal(0);
  });

  it('keeps four eyes: who verified does not sign, and the rest of the batch is signed', async () => {
    const { office } = given;
    const own = await office.drafted();
    await office.decides('dewi', own.applicationNumber, 'verify-draft', { verification: 'valid' });
    const { draftSha256 } = await office.case(own.applicationNumber);
    const dewi = PEOPLE.dewi.username;
    await office.store.people.put({ ...PEOPLE.dewi, nip: '198104042006042004' });
    const { applicationNumber } = await office.verified();
    await office.officers.redraw(dewi, applicationNumber);
    await office.officers.draft(dewi, applicationNumber);
    const other = { applicationNumber, draftSha256: (await office.case(applicationNumber)).draftSha256! };
    const verified = { applicationNumber: own.applicationNumber, draftSha256: draftSha256! };
    expect((await listed(verified, dewi))?.blocked).to.equal('FOUR_EYES');
    const batch = await finished(await approve([verified, other], right(), dewi), dewi);
    expect(batch.documents.map(({ status }) => status)).to.deep.equal(['refused', 'signed']);
    await office.store.people.put(PEOPLE.dewi);
  });

  it('lets a stand-in sign on the days of the letter', async () => {
    const { office } = given;
    const rini = PEOPLE.rini.username;
    await office.store.people.put({ ...PEOPLE.rini, nip: '198002022005012002' });
    const [verified] = await readDrafts(1);
    expect((await refusalOf(list(rini))).code).to.equal('WRONG_ROLE');
    await office.store.people.delegate({
      from: head,
      to: rini,
      role: 'kepala-dinas',
      kind: 'Plh',
      validFrom: office.today,
      validTo: office.today,
    });
    expect((await office.officers.signingList(rini)).actingAs).to.equal('Plh');
    const { applicationNumber } = verified!;
    await office.officers.redraw(rini, applicationNumber);
    await office.officers.draft(rini, applicationNumber);
    const { draftSha256 } = await office.case(applicationNumber);
    const draft = { applicationNumber, draftSha256: draftSha256! };
    const batch = await finished(await approve([draft], right(), rini), rini);
    expect(batch.documents[0]!.status).to.equal('signed');
    for (const { id } of await office.store.people.delegations()) await office.store.people.withdrawDelegation(id);
    await office.store.people.put(PEOPLE.rini);
  });

  it('is for the head alone: nobody else signs, rejects or watches, and every passphrase is overwritten', async () => {
    const { office } = given;
    const [draft] = await readDrafts(1);
    for (const who of ['sri', 'endah', 'rini', 'budi', 'audi', 'adi'] as const) {
      const { username } = PEOPLE[who];
      const expected = who === 'budi' ? 'UNKNOWN_OFFICER' : 'WRONG_ROLE';
      const passphrase = right();
      expect((await refusalOf(approve([draft!], passphrase, username))).code, who).to.equal(expected);
      expect(passphrase.every((byte) => byte === 0)).to.equal(true);
      const reject = office.officers.reject(username, draft!.applicationNumber, 'tidak sesuai');
      expect((await refusalOf(reject)).code).to.equal(expected);
      expect((await refusalOf(office.officers.progress(username, [draft!.applicationNumber]))).code).to.equal(expected);
    }
    const id = await approve([draft!]);
    await finished(id);
    expect((await refusalOf(office.officers.batch(PEOPLE.dewi.username, id))).text).to.contain('tidak dikenal');
    expect((await refusalOf(office.officers.batch(head, 'made-up'))).text).to.contain('tidak dikenal');
  });

  it('asks for a choice and a passphrase, and never writes the passphrase anywhere', async () => {
    const { office } = given;
    const [draft] = await readDrafts(1);
    expect((await refusalOf(approve([]))).text).to.contain('Pilih paling sedikit satu');
    expect((await refusalOf(approve([draft!], Buffer.alloc(0)))).text).to.contain('Ketik passphrase');
    const many = Array.from({ length: 101 }, (_, i) => ({ ...draft!, applicationNumber: `KK-261122-${i}` }));
    expect((await refusalOf(approve(many))).text).to.contain('paling banyak 100');
    const passphrase = right();
    const id = await approve([draft!], passphrase);
    expect(passphrase.every((byte) => byte === 0)).to.equal(true);
    await finished(id);
    const dump = await office.database.asOwner(
      `select (select jsonb_agg(j) from journal j)::text || (select jsonb_agg(b) from signing_items b)::text
         || (select jsonb_agg(g) from signing_batches g)::text || (select jsonb_agg(d) from decisions d)::text as all`,
    );
    const written = JSON.stringify([office.log, dump]);
    expect(written).to.contain('card-signed').and.not.contain(PASSPHRASE).and.not.contain('rahasia');
  });

  it('withdraws the passphrase when the engine is away, and says so at the document', async () => {
    const { office } = given;
    const [draft] = await readDrafts(1);
    office.completing = () => Promise.reject(new Error('away'));
    const batch = await finished(await approve([draft!]));
    expect(batch.documents[0]).to.deep.include({ status: 'refused' });
    expect(batch.documents[0]!.reason).to.contain('belum tercatat');
    expect(office.grants.size).to.equal(0);
    expect(await office.store.grantHolders.find(draft!.draftSha256)).to.equal(undefined);
  });

  it('says that BSrE does not answer while the worker tries again, and keeps the passphrase for it', async () => {
    const { office } = given;
    const [draft] = await readDrafts(1);
    office.signer.next.push('BSRE_UNREACHABLE');
    const id = await approve([draft!]);
    const state = await until('the document says so', async () => {
      await office.engine.settle();
      const batch = await office.officers.batch(head, id);
      return batch.documents[0]!.reason === null ? undefined : batch;
    });
    expect(results(state)).to.deep.equal([
      ['signing', 'BSrE sedang tidak menjawab. Sistem mencoba lagi sendiri selama persetujuan masih berlaku.'],
    ]);
    expect(office.grants.open(draft!.draftSha256)).to.not.equal(undefined);
    await office.engine.advance(10_000);
    expect(results(await finished(id))).to.deep.equal([['signed', null]]);
  });

  it('can be read from the case itself, also without the batch', async () => {
    const { office } = given;
    const [waiting, signed, failed, rejected] = await readDrafts(4);
    await finished(await approve([signed!]));
    await finished(await approve([failed!], Buffer.from('salah')));
    await office.officers.reject(head, rejected!.applicationNumber, 'Tanggal lahir anak keliru');
    await office.settle();
    const statuses = await office.officers.progress(
      head,
      [waiting!, signed!, failed!, rejected!].map(({ applicationNumber }) => applicationNumber),
    );
    expect(statuses.map(({ status, reason }) => [status, reason])).to.deep.equal([
      ['waiting', null],
      ['signed', null],
      ['returned', WRONG],
      ['returned', 'Dikembalikan kepada Kasi/Kabid.'],
    ]);
  });

  describe('in more than one process', () => {
    const inAnotherProcess = (processId: string, store: Store = given.office.dependencies.store) =>
      createOfficerCases({
        ...given.office.dependencies,
        store,
        processId,
        grants: createSigningGrants(),
        waits: { poll: 5, proof: 2_000, follow: 2_000, alive: 25 },
      });

    it('shows every process the batch', async () => {
      const [draft] = await readDrafts(1);
      const id = await approve([draft!]);
      const other = inAnotherProcess('process-2');
      await finished(id);
      expect(results(await other.batch(head, id))).to.deep.equal([['signed', null]]);
      await other.drain();
    });

    it('does not begin again what another process has under way', async () => {
      const { office } = given;
      const [draft] = await readDrafts(1);
      let sign: () => void = () => undefined;
      office.signer.gate = new Promise<void>((resolve) => (sign = resolve));
      const first = await approve([draft!]);
      const other = inAnotherProcess('process-2');
      const second = await other.approve(head, [request(draft!)], right());
      await until('the card is being signed', () => Promise.resolve(office.signer.orders.length > 0));
      const reject = office.officers.reject(head, draft!.applicationNumber, 'terlambat menolak');
      expect((await refusalOf(reject)).text).to.contain('sedang ditandatangani');
      sign();
      await finished(first);
      await until('the other batch is finished', async () => (await other.batch(head, second)).finished);
      expect(results(await other.batch(head, second))).to.deep.equal([['signed', null]]);
      expect(office.signer.orders).to.have.length(1);
      await other.drain();
    });

    it('follows an approval that takes effect while the draft is looked at', async () => {
      const { office } = given;
      const { store } = office.dependencies;
      const [draft] = await readDrafts(1);
      let first: Promise<string> | undefined;
      const of: Store['decisions']['of'] = async (applicationNumber) => {
        const before = await store.decisions.of(applicationNumber);
        first ??= approve([draft!]);
        await first;
        await until('the task has ended', async () => (await office.openElements(applicationNumber)).length === 0);
        return before;
      };
      const other = inAnotherProcess('process-2', { ...store, decisions: { ...store.decisions, of } });
      const second = await other.approve(head, [request(draft!)], right());
      await finished(await first!);
      await until('the other batch is finished', async () => (await other.batch(head, second)).finished);
      expect(results(await other.batch(head, second))).to.deep.equal([['signed', null]]);
      await other.drain();
    });

    it('takes over a batch whose process died: what was not begun is said to be so, what was under way is followed', async () => {
      const { office } = given;
      const drafts = await readDrafts(2);
      let sign: () => void = () => undefined;
      office.signer.gate = new Promise<void>((resolve) => (sign = resolve));
      const dying = inAnotherProcess('process-3');
      // The worker of the dead process holds the passphrase; here its grants are put into the ones of the worker.
      for (const { draftSha256 } of drafts) office.grants.give({ draftSha256, signer: head, passphrase: right() });
      const id = await dying.approve(head, drafts.map(request), right());
      await until('the first card is being signed', () => Promise.resolve(office.signer.orders.length > 0));
      await office.database.asOwner(
        `update signing_batches set runner = 'process-dead', alive_at = now() - interval '1 minute' where id = $1`,
        [id],
      );
      const heir = inAnotherProcess('process-4');
      expect(await heir.resumeBatches()).to.equal(1);
      expect(await heir.resumeBatches(), 'it goes to one process').to.equal(0);
      await until('the second document is told', async () => {
        const { documents } = await heir.batch(head, id);
        return documents[1]!.status === 'not-processed';
      });
      expect((await heir.batch(head, id)).documents[1]!.reason).to.contain('dimulai ulang');
      sign();
      await office.settle();
      await until('the batch is finished', async () => (await heir.batch(head, id)).finished);
      await dying.drain();
      expect((await heir.batch(head, id)).documents.map(({ status }) => status)).to.deep.equal([
        'signed',
        'not-processed',
      ]);
      expect(office.signer.orders, 'the first runner begins nothing more').to.have.length(1);
      await Promise.all([dying.drain(), heir.drain()]);
    });

    it('begins nothing more when its process closes, and does not hold the closing up', async () => {
      const { office } = given;
      const drafts = await readDrafts(2);
      let sign: () => void = () => undefined;
      office.signer.gate = new Promise<void>((resolve) => (sign = resolve));
      const closing = createOfficerCases({
        ...office.dependencies,
        waits: { poll: 5, proof: 60_000, follow: 60_000, alive: 25 },
      });
      const id = await closing.approve(head, drafts.map(request), right());
      await until('the first card is being signed', () => Promise.resolve(office.signer.orders.length > 0));
      await closing.drain();
      expect((await closing.batch(head, id)).documents.map(({ status }) => status)).to.deep.equal([
        'signing',
        'not-processed',
      ]);
      sign();
      await office.settle();
      expect((await closing.batch(head, id)).documents[0], 'the case itself knows').to.deep.include({
        status: 'signed',
      });
    });
  });
});

describe('Rejecting a draft', () => {
  const given = withOffice();

  it('sends it back to Kasi/Kabid with the head’s reason, and forgets a passphrase given for it', async () => {
    const { office } = given;
    const draft = await office.verified();
    await office.officers.draft(head, draft.applicationNumber);
    office.grants.give({ draftSha256: draft.draftSha256, signer: head, passphrase: right() });
    await office.officers.reject(head, draft.applicationNumber, '  Nama ibu keliru  ');
    await office.settle();
    const decision = (await office.store.decisions.of(draft.applicationNumber)).at(-1);
    expect(decision?.answer).to.deep.include({ signing: 'rejected', note: 'Nama ibu keliru' });
    expect(await office.openElements(draft.applicationNumber)).to.deep.equal(['verify-draft']);
    expect(office.grants.open(draft.draftSha256)).to.equal(undefined);
  });

  it('wants a reason, none with numbers of people in it, and a draft that waits', async () => {
    const { office } = given;
    const draft = await office.verified();
    await office.officers.draft(head, draft.applicationNumber);
    const reject = (note: string, applicationNumber = draft.applicationNumber) =>
      refusalOf(office.officers.reject(head, applicationNumber, note));
    expect((await reject('  ')).text).to.contain('Tulis alasan');
    expect((await reject('a'.repeat(501))).text).to.contain('paling panjang');
    expect((await reject('NIK 3402155203850002 keliru')).code).to.equal('NOTE_HOLDS_PERSONAL_DATA');
    const { applicationNumber } = await office.drafted();
    expect((await reject('Nama ibu keliru', applicationNumber)).text).to.contain('Tidak sedang menunggu');
    expect(await office.openElements(draft.applicationNumber)).to.deep.equal(['approve-signing']);
  });
});
