import { expect } from 'chai';
import { createProcessCases } from '../../src/cases/create-cases.ts';
import { Failure } from '../../src/domain/failures.ts';
import { errorOf } from '../store/given.ts';
import { PEOPLE, refusalOf, withOffice, type SubmittedCase } from './office.ts';
import { signedByAnotherChain, signedBySiak } from './siak-cards.ts';

const rini = PEOPLE.rini.username;

describe('Taking a card that SIAK signed (SOP step 7)', () => {
  const given = withOffice();
  beforeEach(() => {
    const { office } = given;
    Object.assign(office.dependencies.settings, { siakWay: 'siak-signed-pdf' });
    Object.assign(office.register, { way: 'siak-signed-pdf', reads: false });
  });

  /** The print officer has brought the card, and nobody has said a word about it. */
  async function brought(): Promise<SubmittedCase & { signedSha256: string }> {
    const { office } = given;
    const made = await office.opened({ reason: 'hilang', changes: [] });
    await office.decides('sri', made.applicationNumber, 'examine-application', { examination: 'complete' });
    await office.officers.bringSignedCard(rini, made.applicationNumber, await signedBySiak());
    const { sha256 } = (await office.store.siakCards.newest(made.applicationNumber))!;
    return { ...made, signedSha256: sha256 };
  }
  /** Accepted, but the engine has not come to the card: its worker is this test. */
  async function accepted(): Promise<SubmittedCase & { signedSha256: string }> {
    const { office } = given;
    const made = await brought();
    await office.officers.broughtCard(rini, made.applicationNumber);
    office.completing = async () => {
      const { taskId } = await office.task(made.applicationNumber, 'bring-signed-card');
      await office.database.asOwner('select decision_takes_effect($1)', [taskId]);
      return 'completed';
    };
    await office.decides('rini', made.applicationNumber, 'bring-signed-card', { signedCard: 'accepted' });
    office.completing = (complete) => complete();
    return made;
  }
  type ToTake = Pick<SubmittedCase, 'applicationNumber'> & { readonly signedSha256: string };
  const take = ({ applicationNumber, signedSha256 }: ToTake, change: object = {}) =>
    createProcessCases({ ...given.office.dependencies, ...change }).takeSignedCard({ applicationNumber, signedSha256 });
  /** Another card was brought for the case since; accepted as well, where `by` says so. */
  async function bringsAnother({ applicationNumber }: ToTake, pdf: Buffer, by?: string): Promise<string> {
    const { office } = given;
    const { sha256 } = await office.dependencies.documents.put(pdf);
    const card = (await office.store.siakCards.newest(applicationNumber))!;
    await office.store.siakCards.add({ ...card, sha256, broughtAt: office.engine.clock.now() });
    if (by !== undefined)
      await office.database.asOwner(
        `insert into decisions (application_number, step, decided_by, decided_at, task_id, answer)
         values ($1, 8, $2, now(), gen_random_uuid(), $3)`,
        [applicationNumber, by, JSON.stringify({ signedCard: 'accepted', signedSha256: sha256 })],
      );
    return sha256;
  }
  async function isRefused(made: ToTake, change: object, detail: string): Promise<void> {
    const { office } = given;
    const before = await office.case(made.applicationNumber);
    const returned = await office.journal(made.applicationNumber, 'task-returned');
    const refused = await errorOf(take(made, change));
    expect(refused).to.be.instanceOf(Failure).and.include({ code: 'SIGNED_CARD_REFUSED', detail });
    const rows = await office.journal(made.applicationNumber, 'task-returned');
    expect(rows).to.have.length(returned.length + 1);
    expect(rows.at(-1)).to.deep.include({ actor: 'sistem', step: 8, detail: { code: 'SIGNED_CARD_REFUSED' } });
    expect(await office.case(made.applicationNumber)).to.deep.equal(before);
    expect(await office.journal(made.applicationNumber, 'card-signed')).to.deep.equal([]);
    expect(office.messenger.of(made.applicationNumber, 'card')).to.deep.equal([]);
  }

  it('records the signature as made in SIAK, once, however often the job comes', async () => {
    const { office } = given;
    const made = await accepted();
    for (let time = 0; time < 2; time++) expect(await take(made)).to.deep.equal({ signedSha256: made.signedSha256 });
    expect(await office.case(made.applicationNumber)).to.include({
      signedSha256: made.signedSha256,
      state: 'delivery',
    });
    const rows = await office.journal(made.applicationNumber, 'done-in-siak', 'card-signed');
    expect(rows.map(({ actor, step }) => [actor, step])).to.deep.equal([
      ['siak', 4],
      ['siak', 5],
      ['siak', 6],
      ['siak', 7],
    ]);
    const { signedAt } = (await office.store.siakCards.newest(made.applicationNumber))!;
    expect(signedAt).to.not.equal(null);
    expect(rows.at(-1)?.detail).to.deep.equal({
      signedSha256: made.signedSha256,
      signer: 'siak',
      level: 'B-B',
      at: signedAt!.toISOString(),
    });
  });

  it('takes no card that the print officer has not accepted', async () => {
    await isRefused(await brought(), {}, 'not the accepted card');
  });

  it('takes no card in the place of which another one was brought or accepted', async () => {
    const made = await accepted();
    const other = await bringsAnother(made, Buffer.concat([await signedBySiak(), Buffer.from('\n')]));
    await isRefused(made, {}, 'not the accepted card');
    await isRefused({ ...made, signedSha256: other }, {}, 'not the accepted card');
  });

  it('takes no card that our strict verifier does not accept, although an officer did', async () => {
    const made = await accepted();
    const signedSha256 = await bringsAnother(made, await signedByAnotherChain(), rini);
    // The log names every rule that it breaks, and nothing of the card.
    await isRefused({ ...made, signedSha256 }, {}, 'CHAIN');
  });

  it('takes no damaged card; other trouble with the documents keeps its own code', async () => {
    const made = await accepted();
    const { documents } = given.office.dependencies;
    const failing = (trouble: Error) => ({ documents: { ...documents, get: () => Promise.reject(trouble) } });
    await isRefused(made, failing(new Failure('DOCUMENT_DAMAGED')), 'stored card damaged');
    const away = take(made, failing(new Failure('DATABASE_UNREACHABLE')));
    expect((await refusalOf(away)).code).to.equal('DATABASE_UNREACHABLE');
  });

  it('of an accepted card comes before a withdrawal, which is too late from the acceptance on', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await accepted();
    expect(await office.case(applicationNumber)).to.include({ state: 'signing', signedSha256: null });
    expect((await office.applicants.track(applicationNumber, pin)).mayWithdraw).to.equal(false);
    expect((await refusalOf(office.applicants.withdraw(applicationNumber, pin))).text).to.contain(
      'tidak bisa dibatalkan lagi',
    );
    expect(await office.journal(applicationNumber, 'withdrawal-requested')).to.deep.equal([]);
  });
});
