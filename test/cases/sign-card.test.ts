import { expect } from 'chai';
import { createProcessCases } from '../../src/cases/create-cases.ts';
import { Failure, FAILURES } from '../../src/domain/failures.ts';
import { GRANT_LIFE_MS } from '../../src/signing/signing.ts';
import { sampleCard, signedCard } from '../signing/test-office.ts';
import { PASSPHRASE } from './external-services.ts';
import { PEOPLE, withOffice } from './office.ts';

const OTHER = 'b'.repeat(64);
const head = PEOPLE.agus.username;

describe('Signing a card (SOP step 7)', () => {
  // A test prepares up to seven cases through half the process.
  const given = withOffice();
  afterEach(() => {
    const { signer } = given.office;
    signer.next.length = 0;
    signer.answers = undefined;
  });

  /** Verified and approved, but the engine has not come to the signature: its worker is this test. */
  async function approved(): Promise<{ applicationNumber: string; draftSha256: string }> {
    const { office } = given;
    const made = await office.verified();
    await office.store.decisions.of(made.applicationNumber);
    // The approval takes effect by the function the engine calls, without going on to the signature.
    await office.reads('agus', made.applicationNumber);
    const { taskId } = await office.task(made.applicationNumber, 'approve-signing');
    office.completing = async () => {
      await office.database.asOwner('select decision_takes_effect($1)', [taskId]);
      return 'completed';
    };
    await office.officers.decide(head, {
      applicationNumber: made.applicationNumber,
      task: taskId,
      answer: { signing: 'approved' },
    });
    office.completing = (complete) => complete();
    office.signer.orders.length = 0;
    return made;
  }
  const grant = (draftSha256: string, signer: string = head) =>
    given.office.grants.give({ draftSha256, signer, passphrase: Buffer.from(PASSPHRASE) });
  const sign = (made: { applicationNumber: string; draftSha256: string }) =>
    given.office.process.signCard({ applicationNumber: made.applicationNumber, draftSha256: made.draftSha256 });
  const failureOf = async (work: Promise<unknown>) => {
    try {
      await work;
      return undefined;
    } catch (error) {
      return error instanceof Failure ? error.code : (error as Error).message;
    }
  };
  const keyOf = ({ applicationNumber, draftSha256 }: { applicationNumber: string; draftSha256: string }) =>
    `signature:${applicationNumber}:${draftSha256}`;

  it('signs exactly the bytes that were verified and approved, keeps the signed ones and forgets the passphrase', async () => {
    const { office } = given;
    const made = await approved();
    grant(made.draftSha256);
    const { signedSha256 } = await sign(made);
    const { documents } = office.dependencies;
    const [draft, signed] = [await documents.get(made.draftSha256), await documents.get(signedSha256)];
    expect(signed.subarray(0, draft.length).equals(draft)).to.equal(true);
    expect(office.signer.orders[0]).to.deep.include({
      pdf: draft,
      signerNik: PEOPLE.agus.signerNik,
      reason: 'Penerbitan Kartu Keluarga',
      location: 'Bantul',
      passphrase: Buffer.from(PASSPHRASE),
    });
    expect(await office.case(made.applicationNumber)).to.include({ signedSha256, state: 'delivery' });
    expect(await office.store.effects.find(keyOf(made))).to.include({
      kind: 'signature',
      state: 'done',
      reference: signedSha256,
      applicationNumber: made.applicationNumber,
    });
    expect((await office.journal(made.applicationNumber, 'card-signed'))[0]).to.deep.include({
      actor: head,
      step: 7,
      detail: { draftSha256: made.draftSha256, signedSha256, signer: 'p12', level: 'B-B', actingAs: null },
    });
    expect(office.grants.open(made.draftSha256)).to.equal(undefined);
  });

  it('happens once: a job that comes again gets the first signature', async () => {
    const made = await approved();
    grant(made.draftSha256);
    const first = await sign(made);
    expect(await sign(made)).to.deep.equal(first);
    expect(given.office.signer.orders).to.have.length(1);
    const asksNobody = { verify: () => Promise.reject(new Error('asked')) };
    const { signCard } = createProcessCases({ ...given.office.dependencies, verifier: asksNobody });
    expect(await signCard(made), 'the record says so').to.deep.equal(first);
  });

  it('never takes the signed card of an earlier draft for that of this one', async () => {
    const { office } = given;
    const made = await approved();
    await office.store.cases.change(made.applicationNumber, { signedSha256: OTHER });
    expect(await failureOf(sign(made))).to.equal('NO_SIGNING_GRANT');
    grant(made.draftSha256);
    const { signedSha256 } = await sign(made);
    expect(signedSha256).to.not.equal(OTHER);
    expect((await office.case(made.applicationNumber)).signedSha256).to.equal(signedSha256);
  });

  it('is done again when it was only intended, or when the signed card never reached the case', async () => {
    const { office } = given;
    const intended = await approved();
    await office.store.effects.intend({
      key: keyOf(intended),
      kind: 'signature',
      applicationNumber: intended.applicationNumber,
    });
    grant(intended.draftSha256);
    await sign(intended);
    const lost = await approved();
    await office.store.effects.intend({
      key: keyOf(lost),
      kind: 'signature',
      applicationNumber: lost.applicationNumber,
    });
    await office.store.effects.settle(keyOf(lost), 'done', OTHER);
    grant(lost.draftSha256);
    const { signedSha256 } = await sign(lost);
    expect(signedSha256).to.be.a('string').that.does.not.equal(OTHER);
    expect((await office.case(lost.applicationNumber)).signedSha256).to.equal(signedSha256);
  });

  describe('sends the case back to verification, untouched, when', () => {
    async function isRefused(made: { applicationNumber: string; draftSha256: string }): Promise<void> {
      const { office } = given;
      grant(made.draftSha256);
      expect(await failureOf(sign(made))).to.equal('DRAFT_CHANGED');
      expect(office.signer.orders).to.deep.equal([]);
      expect(office.grants.open(made.draftSha256), 'nothing was tried').to.not.equal(undefined);
    }
    const decided = (applicationNumber: string, step: number, answer: object, draftSha256: string) =>
      given.office.database.asOwner(
        `insert into decisions (application_number, step, decided_by, decided_at, task_id, answer, draft_sha256)
         values ($1, $2, $3, now(), gen_random_uuid(), $4, $5)`,
        [applicationNumber, step, head, JSON.stringify(answer), draftSha256],
      );

    it('the case has another draft by now', async () => {
      const made = await approved();
      await given.office.store.cases.change(made.applicationNumber, { draftSha256: OTHER });
      await isRefused(made);
    });
    it('nobody approved it', async () => {
      await isRefused(await given.office.verified());
    });
    it('nobody verified it', async () => {
      const made = await given.office.drafted();
      const { draftSha256 } = await given.office.case(made.applicationNumber);
      await decided(made.applicationNumber, 7, { signing: 'approved' }, draftSha256!);
      await isRefused({ ...made, draftSha256: draftSha256! });
    });
    for (const [what, step, answer, own] of [
      ['it was found wrong after it had been approved', 5, { verification: 'invalid' }, true],
      ['it was sent back after it had been approved', 7, { signing: 'rejected' }, true],
      ['another draft was verified since', 5, { verification: 'valid' }, false],
      ['another draft was approved since', 7, { signing: 'approved' }, false],
    ] as const)
      it(what, async () => {
        const made = await approved();
        await decided(made.applicationNumber, step, answer, own ? made.draftSha256 : OTHER);
        await isRefused(made);
      });
    it('a process variable names another document', async () => {
      const made = await approved();
      const { sha256 } = await given.office.dependencies.documents.put(await sampleCard('KARTU LAIN'));
      await isRefused({ ...made, draftSha256: sha256 });
    });
    it('the stored draft is damaged; other trouble with the documents keeps its own code', async () => {
      const { office } = given;
      const made = await approved();
      grant(made.draftSha256);
      for (const [trouble, expected] of [
        [new Failure('DOCUMENT_DAMAGED'), 'DRAFT_CHANGED'],
        [new Failure('DATABASE_UNREACHABLE'), 'DATABASE_UNREACHABLE'],
        [new Error('disk'), 'disk'],
      ] as const) {
        const documents = { ...office.dependencies.documents, get: () => Promise.reject(trouble) };
        expect(await failureOf(createProcessCases({ ...office.dependencies, documents }).signCard(made))).to.equal(
          expected,
        );
      }
      expect(office.signer.orders).to.deep.equal([]);
    });
  });

  it('counts no refused claim of the first edition, and no decision of another step', async () => {
    const { office } = given;
    const made = await approved();
    await office.database.asOwner(
      `insert into decisions (application_number, step, decided_by, decided_at, task_id, answer, refused_because)
       values ($1, 7, $2, now(), gen_random_uuid(), '{}', 'WRONG_ROLE'), ($1, 8, $2, now(), gen_random_uuid(), '{}', null)`,
      [made.applicationNumber, head],
    );
    grant(made.draftSha256);
    expect(await failureOf(sign(made))).to.equal(undefined);
  });

  it('needs the passphrase of the very person who approved, for this very draft', async () => {
    const { office } = given;
    const made = await approved();
    expect(await failureOf(sign(made))).to.equal('NO_SIGNING_GRANT');
    grant(made.draftSha256, 'endah.kusuma');
    expect(await failureOf(sign(made))).to.equal('NO_SIGNING_GRANT');
    office.grants.revoke(made.draftSha256);
    grant(OTHER);
    expect(await failureOf(sign(made))).to.equal('NO_SIGNING_GRANT');
    expect(office.signer.orders).to.deep.equal([]);
    expect(await office.store.effects.find(keyOf(made))).to.equal(undefined);
  });

  it('waits for the process that holds the passphrase, as long as the passphrase lives', async () => {
    const { office } = given;
    const made = await approved();
    const expiresAt = new Date(office.engine.clock.now().getTime() + GRANT_LIFE_MS);
    await office.store.processes.begin({ id: 'process-2', place: 'another machine' }, 600_000);
    await office.store.grantHolders.put({ draftSha256: made.draftSha256, holder: 'process-2', expiresAt });
    expect(await failureOf(sign(made))).to.equal('GRANT_IN_ANOTHER_PROCESS');
    expect(await office.journal(made.applicationNumber, 'signing-failed')).to.deep.equal([]);
    const { signCard } = createProcessCases({ ...office.dependencies, processId: 'process-2' });
    expect(await failureOf(signCard(made)), 'its own holder without a grant').to.equal('NO_SIGNING_GRANT');
    await office.engine.advance(GRANT_LIFE_MS + 1);
    expect(await failureOf(sign(made))).to.equal('NO_SIGNING_GRANT');
  });

  it('uses its own passphrase, whichever process holds another one', async () => {
    const { office } = given;
    const made = await approved();
    const expiresAt = new Date(office.engine.clock.now().getTime() + GRANT_LIFE_MS);
    await office.store.processes.begin({ id: 'process-7', place: 'another machine' }, 600_000);
    await office.store.grantHolders.put({ draftSha256: made.draftSha256, holder: 'process-7', expiresAt });
    grant(made.draftSha256);
    expect(await failureOf(sign(made))).to.equal(undefined);
  });

  it('asks the head again as soon as the process that held the passphrase is known to be dead', async () => {
    const { office } = given;
    const made = await approved();
    const process = { id: 'process-5', place: 'a third machine' };
    const expiresAt = new Date(office.engine.clock.now().getTime() + GRANT_LIFE_MS);
    await office.store.grantHolders.put({ draftSha256: made.draftSha256, holder: process.id, expiresAt });
    await office.store.processes.begin(process, 600_000);
    expect(await failureOf(sign(made))).to.equal('GRANT_IN_ANOTHER_PROCESS');
    await office.store.processes.renew(process, 0);
    expect(await failureOf(sign(made))).to.equal('GRANT_LOST');
    const [entry] = await office.journal(made.applicationNumber, 'signing-failed');
    expect(entry?.detail).to.deep.equal({ code: 'GRANT_LOST' });
    expect(new Failure('GRANT_LOST').outcome).to.deep.equal({ kind: 'bpmn-error', error: 'NO_SIGNING_GRANT' });
    expect(FAILURES.GRANT_LOST.officer).to.contain('ketik passphrase sekali lagi');
    await office.store.processes.renew(process, 600_000);
    expect(await failureOf(sign(made)), 'it was only cut off').to.equal('GRANT_IN_ANOTHER_PROCESS');
  });

  it('signs no second time for one approval when the answer was lost; the head reads so, and may approve again', async () => {
    const { office } = given;
    const made = await approved();
    grant(made.draftSha256);
    office.signer.next.push('SIGNATURE_STATE_UNKNOWN');
    expect(await failureOf(sign(made))).to.equal('SIGNATURE_STATE_UNKNOWN');
    grant(made.draftSha256);
    expect(await failureOf(sign(made)), 'the job comes again').to.equal('SIGNATURE_STATE_UNKNOWN');
    expect(office.grants.open(made.draftSha256), 'and the passphrase is forgotten').to.equal(undefined);
    expect(office.signer.orders).to.have.length(1);
    expect(new Failure('SIGNATURE_STATE_UNKNOWN').outcome).to.deep.equal({
      kind: 'bpmn-error',
      error: 'SIGNATURE_REFUSED',
    });
    await office.database.asOwner(
      `insert into decisions (application_number, step, decided_by, decided_at, task_id, answer, draft_sha256)
       values ($1, 7, $3, now(), gen_random_uuid(), '{"signing":"approved"}', $2)`,
      [made.applicationNumber, made.draftSha256, head],
    );
    grant(made.draftSha256);
    await sign(made);
    expect(office.signer.orders).to.have.length(2);
    expect(await office.journal(made.applicationNumber, 'card-signed')).to.have.length(1);
  });

  it('takes the signed bytes that came before the process died, for the approval they were made for', async () => {
    const { office } = given;
    const { effects, decisions } = office.store;
    const { documents } = office.dependencies;
    const left = async (make: (draft: Buffer) => Promise<Buffer>, ofTask?: string) => {
      const made = await approved();
      const taskId = (await decisions.of(made.applicationNumber)).at(-1)!.taskId;
      await effects.intend({ key: keyOf(made), kind: 'signature', applicationNumber: made.applicationNumber });
      await effects.attempt(keyOf(made), { at: new Date(), after: 0, of: ofTask ?? taskId });
      const { sha256 } = await documents.put(await make(await documents.get(made.draftSha256)));
      await effects.keep(keyOf(made), sha256);
      return { made, sha256 };
    };
    const { made, sha256 } = await left((draft) => signedCard(draft));
    expect(await sign(made)).to.deep.equal({ signedSha256: sha256 });
    expect(office.signer.orders, 'nobody is asked, and no passphrase is needed').to.deep.equal([]);
    expect((await office.journal(made.applicationNumber, 'card-signed'))[0]).to.deep.include({ actor: head });
    const earlier = await left((draft) => signedCard(draft), 'an earlier approval');
    expect(await failureOf(sign(earlier.made))).to.equal('NO_SIGNING_GRANT');
    const spoilt = await left((draft) => Promise.resolve(draft));
    expect(await failureOf(sign(spoilt.made)), 'no signature').to.equal('SIGNATURE_STATE_UNKNOWN');
    const another = await left(async () => signedCard(await sampleCard('KARTU LAIN')));
    expect(await failureOf(sign(another.made)), 'a signature of another card').to.equal('SIGNATURE_STATE_UNKNOWN');
    for (const [trouble, expected] of [
      [new Failure('DOCUMENT_DAMAGED'), 'SIGNATURE_STATE_UNKNOWN'],
      [new Failure('DATABASE_UNREACHABLE'), 'DATABASE_UNREACHABLE'],
      [new Error('disk'), 'disk'],
    ] as const) {
      const lies = await left((draft) => signedCard(draft));
      const get = (sha: string) => (sha === lies.sha256 ? Promise.reject(trouble) : documents.get(sha));
      const { signCard } = createProcessCases({ ...office.dependencies, documents: { ...documents, get } });
      expect(await failureOf(signCard(lies.made))).to.equal(expected);
      expect(office.signer.orders, expected).to.deep.equal([]);
    }
  });

  it('takes the signed bytes that the database could not record a moment ago: nothing is signed twice', async () => {
    const { office } = given;
    const made = await approved();
    const { store } = office.dependencies;
    let away = true;
    const effects = {
      ...store.effects,
      keep: (key: string, sha256: string) =>
        away ? Promise.reject(new Failure('DATABASE_UNREACHABLE')) : store.effects.keep(key, sha256),
    };
    const { signCard } = createProcessCases({ ...office.dependencies, store: { ...store, effects } });
    grant(made.draftSha256);
    expect(await failureOf(signCard(made))).to.equal('DATABASE_UNREACHABLE');
    away = false;
    const { signedSha256 } = await signCard(made);
    expect((await office.case(made.applicationNumber)).signedSha256).to.equal(signedSha256);
    expect(office.signer.orders).to.have.length(1);
  });

  it('journals the signature once, also when the answer to its commit was lost', async () => {
    const { office } = given;
    const made = await approved();
    grant(made.draftSha256);
    const first = await sign(made);
    await office.database.asOwner(`update effects set state = 'intended', settled_at = null where key = $1`, [
      keyOf(made),
    ]);
    expect(await sign(made)).to.deep.equal(first);
    expect(await office.journal(made.applicationNumber, 'card-signed')).to.have.length(1);
    expect((await office.store.effects.find(keyOf(made)))?.state).to.equal('done');
  });

  it('hands nothing on that our verifier refuses: the signature of another card, or one byte too many', async () => {
    const { office } = given;
    const made = await approved();
    const wrong: readonly ((pdf: Buffer) => Promise<Buffer>)[] = [
      async () => signedCard(await sampleCard('KARTU LAIN')),
      async (pdf) => Buffer.concat([await signedCard(pdf), Buffer.from('%\n')]),
      (pdf) => Promise.resolve(pdf),
    ];
    for (const [i, answer] of wrong.entries()) {
      grant(made.draftSha256);
      office.signer.answers = ({ pdf }) => answer(pdf);
      expect(await failureOf(sign(made))).to.equal('SIGNATURE_INVALID');
      expect((await office.case(made.applicationNumber)).signedSha256).to.equal(null);
      expect((await office.store.effects.find(keyOf(made)))?.state).to.equal('intended');
      expect(await office.journal(made.applicationNumber, 'signing-failed')).to.have.length(i + 1);
      expect(office.grants.open(made.draftSha256)).to.equal(undefined);
    }
  });

  describe('whose certificate names somebody else than the card', () => {
    const certificateName = async (name: string | null) =>
      given.office.store.people.put({ ...PEOPLE.agus, certificateName: name });
    afterEach(() => given.office.store.people.put(PEOPLE.agus));

    it('is not handed on: it goes back to the head with a remedy, and the signature is kept as evidence', async () => {
      const { office } = given;
      const { applicationNumber, draftSha256 } = await office.verified();
      await certificateName(null);
      let foreign: Buffer | undefined;
      office.signer.answers = async ({ pdf }) => (foreign = await signedCard(pdf));
      grant(draftSha256);
      await office.decides('agus', applicationNumber, 'approve-signing', { signing: 'approved' });

      expect(await office.openElements(applicationNumber)).to.deep.equal(['approve-signing']);
      expect(await office.case(applicationNumber)).to.include({ signedSha256: null, state: 'signing' });
      expect(office.messenger.of(applicationNumber, 'card')).to.deep.equal([]);
      const [draft] = (await office.officers.signingList(head)).drafts.filter(
        (one) => one.applicationNumber === applicationNumber,
      );
      expect(draft?.returned?.code).to.equal('SIGNER_NAME_DIFFERS');
      expect(FAILURES.SIGNER_NAME_DIFFERS.officer).to.contain('Mintalah admin');
      const [aside] = await office.journal(applicationNumber, 'signature-set-aside');
      expect(aside!.detail).to.include({ draftSha256, because: 'SIGNER_NAME_DIFFERS' });
      const evidence = await office.dependencies.documents.get(aside!.detail['signedSha256'] as string);
      expect(evidence.equals(foreign!)).to.equal(true);
      expect(office.grants.open(draftSha256)).to.equal(undefined);

      // The admin writes the name of the certificate into the account, and the head signs.
      await certificateName('KEPALA DINAS (SIMULASI)');
      grant(draftSha256);
      await office.decides('agus', applicationNumber, 'approve-signing', { signing: 'approved' });
      expect(await office.case(applicationNumber)).to.include({ state: 'delivery' });
    });

    it('is not handed on either when its signature came before the process died', async () => {
      const { office } = given;
      const made = await approved();
      const { taskId } = (await office.store.decisions.of(made.applicationNumber)).at(-1)!;
      const { documents } = office.dependencies;
      const { sha256 } = await documents.put(await signedCard(await documents.get(made.draftSha256)));
      const key = keyOf(made);
      await office.store.effects.intend({ key, kind: 'signature', applicationNumber: made.applicationNumber });
      await office.store.effects.attempt(key, { at: office.dependencies.now(), after: 0, of: taskId });
      await office.store.effects.keep(key, sha256);
      await certificateName('Somebody Else');
      grant(made.draftSha256);
      expect(await failureOf(sign(made))).to.equal('SIGNER_NAME_DIFFERS');
      expect((await office.case(made.applicationNumber)).signedSha256).to.equal(null);
    });
  });

  it('keeps the passphrase while the service is only away, and forgets it after any other answer', async () => {
    const { office } = given;
    const made = await approved();
    grant(made.draftSha256);
    office.signer.next.push('BSRE_UNREACHABLE');
    expect(await failureOf(sign(made))).to.equal('BSRE_UNREACHABLE');
    expect(office.grants.open(made.draftSha256)).to.not.equal(undefined);
    office.signer.next.push('BSRE_2031');
    expect(await failureOf(sign(made))).to.equal('BSRE_2031');
    expect(office.grants.open(made.draftSha256)).to.equal(undefined);
    grant(made.draftSha256);
    office.signer.answers = () => Promise.reject(new Error('ours'));
    expect(await failureOf(sign(made))).to.equal('ours');
    expect(office.grants.open(made.draftSha256)).to.equal(undefined);
    const rows = await office.journal(made.applicationNumber, 'signing-failed');
    expect(rows.map(({ detail }) => detail['code'])).to.deep.equal(['BSRE_UNREACHABLE', 'BSRE_2031']);
  });

  it('overwrites the passphrase that it opened, whatever happens', async () => {
    const { office } = given;
    const made = await approved();
    for (const fails of [true, false]) {
      let opened: Buffer | undefined;
      grant(made.draftSha256);
      office.signer.answers = ({ pdf, passphrase }) => {
        opened = passphrase;
        return fails ? Promise.reject(new Failure('BSRE_2031')) : signedCard(pdf);
      };
      await failureOf(sign(made));
      expect(opened?.every((byte) => byte === 0)).to.equal(true);
    }
  });

  it('says under which stand-in it was done, and signs under the signer’s own NIK or the office’s', async () => {
    const { office } = given;
    const made = await approved();
    await office.database.asOwner(
      `update drafts set signatory = 'rini.astuti', signature_lines = null where sha256 = $1`,
      [made.draftSha256],
    );
    await office.database.asOwner(
      `insert into decisions (application_number, step, decided_by, decided_at, task_id, answer, draft_sha256, acting_as)
       values ($1, 7, 'rini.astuti', now(), gen_random_uuid(), '{"signing":"approved"}', $2, 'Plh')`,
      [made.applicationNumber, made.draftSha256],
    );
    grant(made.draftSha256, PEOPLE.rini.username);
    await sign(made);
    expect(office.signer.orders[0]).to.include({
      reason: 'Penerbitan Kartu Keluarga (Plh. Kepala Dinas)',
      signerNik: '3402019999990001',
    });
    expect((await office.journal(made.applicationNumber, 'card-signed'))[0]?.detail).to.include({ actingAs: 'Plh' });
  });
});
