import { expect } from 'chai';
import { BEGINNINGS, beginCaseAgain } from '../../src/cases/begin-case-again.ts';
import { findStrandedCases } from '../../src/cases/find-stranded-cases.ts';
import { ENDED_STATES } from '../../src/domain/case-state.ts';
import type { Variables } from '../../src/domain/process.ts';
import type { CaseState } from '../../src/store/store.ts';
import { officeModel } from '../process/model.ts';
import { PASSPHRASE } from './external-services.ts';
import { PEOPLE, refusalOf, withOffice, type SubmittedCase } from './office.ts';

const admin = PEOPLE.adi.username;

describe('Cases of an engine that was lost', () => {
  const given = withOffice();
  const stranded = async () =>
    (await findStrandedCases(given.office.dependencies)()).map(({ applicationNumber }) => applicationNumber);

  it('are found, with the tasks that still stand in the work list; running, ended and not yet begun ones are not', async () => {
    const { office } = given;
    const withdrawn = await office.submit();
    await office.applicants.withdraw(withdrawn.applicationNumber, withdrawn.pin);
    await office.settle();
    const open = await office.opened();
    expect(await stranded()).to.deep.equal([]);
    await office.loseEngine();
    office.faults.start = () => Promise.reject(new Error('away'));
    const waiting = await office.applicants.submit({
      application: (await office.case(open.applicationNumber)).application,
      papers: [],
      idempotencyKey: 'waits for the engine',
      another: true,
    });
    office.faults = {};
    expect(await findStrandedCases(office.dependencies)()).to.deep.equal([
      {
        applicationNumber: open.applicationNumber,
        state: 'examination',
        submittedAt: (await office.case(open.applicationNumber)).submittedAt,
        openTasks: 1,
      },
    ]);
    await office.settle();
    expect(await office.openElements(waiting.applicationNumber)).to.deep.equal(['open-application']);
    await office.officers.beginAgain(admin, open.applicationNumber);
  });

  it('are never answered with the decision of another case: the old tasks are gone for everybody', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const { taskId } = await office.task(applicationNumber, 'examine-application');
    await office.loseEngine();
    await office.reads('sri', applicationNumber);
    const decide = office.officers.decide(PEOPLE.sri.username, {
      applicationNumber,
      task: taskId,
      answer: { examination: 'complete' },
    });
    expect((await refusalOf(decide)).code).to.equal('TASK_GONE');
    expect((await office.case(applicationNumber)).state).to.equal('examination');
    await office.officers.beginAgain(admin, applicationNumber);
  });

  describe('are begun again by the admin', () => {
    it('and by nobody else', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      await office.loseEngine();
      for (const who of ['sri', 'endah', 'agus', 'audi'] as const) {
        const { username } = PEOPLE[who];
        expect((await refusalOf(office.officers.beginAgain(username, applicationNumber))).code).to.equal('WRONG_ROLE');
        expect((await refusalOf(office.officers.strandedCases(username))).code).to.equal('WRONG_ROLE');
      }
      expect((await office.officers.strandedCases(admin)).map((one) => one.applicationNumber)).to.include(
        applicationNumber,
      );
      const refusals = await office.journal(applicationNumber, 'act-refused');
      expect(refusals.map(({ actor, detail }) => [actor, detail['asked']])).to.deep.equal(
        [PEOPLE.sri, PEOPLE.endah, PEOPLE.agus, PEOPLE.audi].map(({ username }) => [username, 'case-begun-again']),
      );
      await office.officers.beginAgain(admin, applicationNumber);
    });

    const places: readonly (readonly [CaseState, () => Promise<SubmittedCase>, string, readonly string[]])[] = [
      ['submitted', () => given.office.submit(), 'validate-application', ['open-application']],
      ['examination', () => given.office.opened(), 'examine-application', ['examine-application']],
      ['waiting-for-applicant', () => asked(), 'wait-for-completion', []],
      ['verification', () => given.office.drafted(), 'siak-entry-needed', ['request-print']],
      ['signing', () => given.office.verified(), 'siak-entry-needed', ['request-print']],
      ['delivery', () => given.office.delivered(), 'card-received', []],
    ];
    async function asked() {
      const made = await given.office.opened();
      await given.office.decides('sri', made.applicationNumber, 'examine-application', {
        examination: 'incomplete',
        missingDocuments: ['ijazah'],
      });
      return made;
    }
    for (const [state, make, element, tasks] of places)
      it(`at their step: ${state}`, async () => {
        const { office } = given;
        const { applicationNumber } = await make();
        expect((await office.case(applicationNumber)).state).to.equal(state);
        const before = await office.store.workList.of(applicationNumber);
        await office.loseEngine();
        expect(await office.officers.beginAgain(admin, applicationNumber)).to.deep.equal({ at: element });
        await office.settle();
        expect(await office.openElements(applicationNumber)).to.deep.equal(tasks);
        for (const { taskId } of before) expect((await office.store.workList.find(taskId))?.endedAt).to.not.equal(null);
        expect(await stranded()).to.not.include(applicationNumber);
        const [row] = await office.journal(applicationNumber, 'case-begun-again');
        expect(row).to.deep.include({ actor: admin, step: null });
        const canceledTasks = before.filter(({ endedAt }) => endedAt === null).length;
        expect(row!.detail).to.deep.equal({ at: element, state, canceledTasks });
      });

    it('once, though it was clicked twice: the second click leaves the new task alone', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      await office.loseEngine();
      const { dependencies } = office;
      const { evaluate } = dependencies.engine;
      // The other click has seen that the case does not run, and waits for the decision table while this one begins it.
      const slow: typeof evaluate = async (...decision) => {
        await office.officers.beginAgain(admin, applicationNumber);
        await office.settle();
        return evaluate(...decision);
      };
      await beginCaseAgain({ ...dependencies, engine: { ...dependencies.engine, evaluate: slow } })(
        admin,
        applicationNumber,
      );
      await office.settle();
      expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    });

    describe('with all that their further way depends on', () => {
      /** Where the case would go on, and with what; no engine is asked to do it. */
      async function wayOf(applicationNumber: string) {
        const { dependencies } = given.office;
        const ways: unknown[][] = [];
        const engine = {
          ...dependencies.engine,
          runningCases: () => Promise.resolve(new Set<string>()),
          beginAgain: (...way: unknown[]) => Promise.resolve(void ways.push(way)),
        };
        await beginCaseAgain({ ...dependencies, engine })(admin, applicationNumber);
        expect(ways).to.have.length(1);
        const [number, elementId, variables] = ways[0]!;
        expect(number).to.equal(applicationNumber);
        return { elementId, variables: variables as Partial<Variables> };
      }

      it('an open request: what is missing, without the officer’s words', async () => {
        const { office } = given;
        const { applicationNumber } = await office.opened();
        await office.asksAgain(applicationNumber, ['ijazah'], 'Foto ijazah buram');
        const { reason, elements, siakWay } = await office.case(applicationNumber);
        const { elementId, variables } = await wayOf(applicationNumber);
        expect(elementId).to.equal('wait-for-completion');
        const { requiredDocuments, ktpAffected, siakEntryNeeded, ...own } = variables;
        expect([requiredDocuments, ktpAffected, siakEntryNeeded]).to.not.include(undefined);
        expect(own).to.deep.equal({
          applicationNumber,
          reason,
          elements,
          siakWay,
          missingDocuments: ['ijazah'],
          note: '',
          returnReason: '',
          reminders: 0,
          entryOfficer: PEOPLE.sri.username,
        });
      });

      it('a card that was signed: the draft, the entry in SIAK and the card', async () => {
        const { office } = given;
        const { applicationNumber, draftSha256 } = await office.delivered();
        const { signedSha256, siakReference } = await office.case(applicationNumber);
        const { variables } = await wayOf(applicationNumber);
        expect(variables).to.include({ draftSha256, signedSha256, siakReference, note: '', signing: 'approved' });
        expect(variables.entryOfficer).to.equal(PEOPLE.sri.username);
        await office.store.cases.change(applicationNumber, { state: 'delivered' });
        expect((await wayOf(applicationNumber)).variables).to.include({ signing: 'approved' });
      });

      it('nothing of what is not there yet', async () => {
        const { applicationNumber } = await given.office.submit();
        const { variables } = await wayOf(applicationNumber);
        expect(variables).to.not.have.any.keys('entryOfficer', 'draftSha256', 'signedSha256', 'siakReference');
      });

      it('the approval of the head, where the card was being signed', async () => {
        const { office } = given;
        const { applicationNumber, draftSha256 } = await office.verified({ reason: 'hilang', changes: [] });
        let sign: () => void = () => undefined;
        office.signer.gate = new Promise<void>((resolve) => (sign = resolve));
        office.grants.give({ draftSha256, signer: PEOPLE.agus.username, passphrase: Buffer.from(PASSPHRASE) });
        await office.reads('agus', applicationNumber);
        const { taskId } = await office.task(applicationNumber, 'approve-signing');
        const answer = { signing: 'approved' };
        await office.officers.decide(PEOPLE.agus.username, { applicationNumber, task: taskId, answer });
        expect((await wayOf(applicationNumber)).elementId).to.equal('approve-signing');
        sign();
        await office.settle();
      });

      it('the entry, where the draft was being made, whether or not anything is entered in SIAK', async () => {
        const { office } = given;
        const { applicationNumber } = await office.drafted({ reason: 'hilang', changes: [] });
        await office.store.cases.change(applicationNumber, { state: 'drafting' });
        expect((await wayOf(applicationNumber)).elementId).to.equal('siak-entry-needed');
      });

      it('the card itself, where no message of it was sent', async () => {
        const { office } = given;
        const { applicationNumber } = await office.verified();
        await office.store.cases.change(applicationNumber, { state: 'delivery' });
        expect((await wayOf(applicationNumber)).elementId).to.equal('deliver-card');
      });

      it('what was found on the way there: complete, or verified', async () => {
        const { office } = given;
        const drafting = await office.drafted();
        await office.store.cases.change(drafting.applicationNumber, { state: 'drafting' });
        const entered = await wayOf(drafting.applicationNumber);
        expect(entered.elementId).to.equal('siak-entry-needed');
        expect(entered.variables).to.include({ examination: 'complete' });
        await office.store.cases.change(drafting.applicationNumber, { state: 'verification' });
        expect((await wayOf(drafting.applicationNumber)).variables).to.include({ examination: 'complete' });
        const verified = await office.verified({ reason: 'hilang', changes: [] });
        const { elementId, variables } = await wayOf(verified.applicationNumber);
        expect(elementId).to.equal('approve-signing');
        expect(variables).to.include({ verification: 'valid' });
        await office.store.cases.change(verified.applicationNumber, { draftSha256: null });
        expect((await wayOf(verified.applicationNumber)).elementId, 'no draft yet').to.equal('siak-entry-needed');
      });

      it('a card that did not arrive: it is sent once more, whatever was in its way', async () => {
        const { office } = given;
        for (const status of ['undelivered', 'failed', 'canceled'] as const) {
          const { applicationNumber } = await office.delivered();
          const [message] = office.messenger.of(applicationNumber, 'card');
          await office.database.asOwner('update messages set status = $1 where sid = $2', [status, message!.sid]);
          expect((await wayOf(applicationNumber)).elementId, status).to.equal('deliver-card');
        }
      });
    });

    it('with the withdrawal that the lost instance did not take', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await office.opened();
      await office.loseEngine();
      await office.applicants.withdraw(applicationNumber, pin);
      await office.officers.beginAgain(admin, applicationNumber);
      await office.settle();
      expect((await office.case(applicationNumber)).state).to.equal('withdrawn');
    });

    it('without entering in SIAK a second time, and so that the entry can still be undone', async () => {
      const { office } = given;
      const { applicationNumber } = await office.drafted();
      const { siakReference } = await office.case(applicationNumber);
      await office.loseEngine();
      await office.officers.beginAgain(admin, applicationNumber);
      await office.settle();
      expect(office.register.entered.filter(({ ownReference }) => ownReference === applicationNumber)).to.have.length(
        1,
      );
      expect((await office.case(applicationNumber)).siakReference).to.equal(siakReference);
      await office.requests(applicationNumber);
      await office.decides('endah', applicationNumber, 'verify-draft', {
        verification: 'invalid',
        note: 'Nama keliru',
      });
      expect(office.register.cancelled).to.include(siakReference);
    });

    it('at the verification or the signature itself, where nothing was entered in SIAK', async () => {
      const { office } = given;
      const drafted = await office.drafted({ reason: 'hilang', changes: [] });
      const verified = await office.verified({ reason: 'hilang', changes: [] });
      await office.loseEngine();
      expect(await office.officers.beginAgain(admin, drafted.applicationNumber)).to.deep.equal({ at: 'verify-draft' });
      expect(await office.officers.beginAgain(admin, verified.applicationNumber)).to.deep.equal({
        at: 'approve-signing',
      });
      await office.settle();
      const { applicationNumber, draftSha256 } = verified;
      expect((await office.case(applicationNumber)).draftSha256).to.equal(draftSha256);
      office.grants.give({ draftSha256, signer: PEOPLE.agus.username, passphrase: Buffer.from(PASSPHRASE) });
      await office.decides('agus', applicationNumber, 'approve-signing', { signing: 'approved' });
      expect((await office.case(applicationNumber)).state).to.equal('delivery');
    });

    it('without sending a card again that is on its way, and with sending one that was not delivered', async () => {
      const { office } = given;
      const [onItsWay, failed] = [await office.delivered(), await office.delivered()];
      const [message] = office.messenger.of(failed.applicationNumber, 'card');
      await office.store.messages.advance(message!.sid, 'undelivered', 4, '63016');
      await office.loseEngine();
      await office.officers.beginAgain(admin, onItsWay.applicationNumber);
      expect(await office.officers.beginAgain(admin, failed.applicationNumber)).to.deep.equal({ at: 'deliver-card' });
      await office.settle();
      expect(office.messenger.of(onItsWay.applicationNumber, 'card')).to.have.length(1);
      expect(office.messenger.of(failed.applicationNumber, 'card')).to.have.length(2);
      await office.applicants.download(onItsWay.applicationNumber, onItsWay.pin);
      await office.settle();
      expect((await office.case(onItsWay.applicationNumber)).state).to.equal('archived');
    });

    it('and go on to the archive', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await office.delivered();
      await office.applicants.download(applicationNumber, pin);
      await office.store.cases.change(applicationNumber, { state: 'delivered' });
      await office.loseEngine();
      expect(await office.officers.beginAgain(admin, applicationNumber)).to.deep.equal({ at: 'archive-case' });
      await office.settle();
      expect((await office.case(applicationNumber)).state).to.equal('archived');
    });

    it('with an answer of the applicant that the lost instance did not take', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await asked();
      await office.loseEngine();
      await office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
      expect(await office.officers.beginAgain(admin, applicationNumber)).to.deep.equal({ at: 'examine-application' });
      await office.settle();
      expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
      const messages = await office.store.outbox.of(applicationNumber);
      expect(messages.find(({ name }) => name === 'completion-received')).to.include({ voidBecause: 'begun-again' });
    });

    it('with the message that a request did not arrive, which nobody has taken yet', async () => {
      const { office } = given;
      const { applicationNumber } = await asked();
      const { sid } = office.messenger.of(applicationNumber, 'incomplete').at(-1)!;
      await office.loseEngine();
      await office.applicants.messageStatus({ sid, status: 'failed', errorCode: '63024' });
      expect(await office.officers.beginAgain(admin, applicationNumber)).to.deep.equal({ at: 'wait-for-completion' });
      await office.settle();
      expect(await office.openElements(applicationNumber)).to.deep.equal(['reach-applicant']);
    });

    it('never when they have ended, however they did', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      await office.loseEngine();
      for (const state of ENDED_STATES) {
        await office.store.cases.change(applicationNumber, { state });
        const { text } = await refusalOf(office.officers.beginAgain(admin, applicationNumber));
        expect(text, state).to.contain('sudah selesai');
      }
      expect(await office.journal(applicationNumber, 'case-begun-again')).to.deep.equal([]);
    });

    it('only when they are stranded: a running, an ended and an unknown case are left alone', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await office.opened();
      expect((await refusalOf(office.officers.beginAgain(admin, applicationNumber))).text).to.contain('masih berjalan');
      office.faults.start = () => Promise.reject(new Error('away'));
      const notYetBegun = await office.applicants.submit({
        application: (await office.case(applicationNumber)).application,
        papers: [],
        idempotencyKey: 'begun by the outbox, not by the admin',
        another: true,
      });
      office.faults = {};
      const early = office.officers.beginAgain(admin, notYetBegun.applicationNumber);
      expect((await refusalOf(early)).text).to.contain('masih berjalan');
      await office.applicants.withdraw(applicationNumber, pin);
      await office.settle();
      expect((await refusalOf(office.officers.beginAgain(admin, applicationNumber))).text).to.contain('sudah selesai');
      expect((await refusalOf(office.officers.beginAgain(admin, 'KK-261122-ZZZZZZ'))).code).to.equal('CASE_UNKNOWN');
    });
  });

  it('can begin only at elements that the diagram has', () => {
    const [diagram] = officeModel().resources.filter(({ name }) => name.endsWith('.bpmn'));
    for (const element of BEGINNINGS) expect(diagram!.content).to.contain(`id="${element}"`);
  });
});

describe('Rows of the first edition', () => {
  const given = withOffice();

  it('stay readable: decisions without an element, refused claims, journal entries of former codes', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened();
    await office.database.asOwner(
      `insert into decisions (application_number, step, decided_by, decided_at, task_id, recorded_by, answer, refused_because)
       values ($1, 3, 'tono.prasetyo', now(), '2251799813685301', 'job-1', '{}', 'NOT_KEEPER'),
              ($1, 3, 'sri.wahyuni', now(), '2251799813685302', 'job-2', '{"examination":"incomplete","note":"Foto buram"}', null)`,
      [applicationNumber],
    );
    await office.store.cases.change(applicationNumber, { state: 'waiting-for-applicant' });
    const { note } = await office.applicants.track(applicationNumber, pin);
    expect(note).to.equal('Foto buram');
    const file = await office.officers.case(PEOPLE.sri.username, applicationNumber);
    expect(file.decisions.map(({ refusedBecause }) => refusedBecause)).to.include('NOT_KEEPER');
    expect((await office.officers.work(PEOPLE.sri.username)).tasks).to.have.length(1);
  });
});
