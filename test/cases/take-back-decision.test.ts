import { expect } from 'chai';
import { lapseForgottenTakingsBack } from '../../src/cases/take-back-decision.ts';
import { FAILURES, type FailureCode } from '../../src/domain/failures.ts';
import type { SiakWay } from '../../src/domain/siak-way.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

describe('Taking back a decision', () => {
  const given = withOffice();
  const setWay = (siakWay: SiakWay) => {
    const { office } = given;
    Object.assign(office.dependencies.settings, { siakWay });
    Object.assign(office.register, { way: siakWay, reads: true });
  };
  afterEach(() => {
    given.office.goingBack = (goBack) => goBack();
    given.office.completing = (complete) => complete();
    setWay('simulator');
  });

  /** The newest decision of the case. */
  const newest = async (applicationNumber: string) =>
    (await given.office.store.decisions.of(applicationNumber)).at(-1)!;
  async function takesBack(who: OfficerName, applicationNumber: string, task?: string): Promise<void> {
    const { office } = given;
    const of = { applicationNumber, task: task ?? (await newest(applicationNumber)).taskId };
    await office.officers.takeBack(PEOPLE[who].username, of);
    await office.settle();
  }
  const mayTakeBack = (who: OfficerName, applicationNumber: string) =>
    given.office.officers.mayTakeBack(PEOPLE[who].username, applicationNumber);
  const refused = (code: FailureCode) => ({ code, text: FAILURES[code].officer });
  const variablesOf = async (applicationNumber: string) =>
    (await given.office.engine.history(applicationNumber))?.variables ?? {};
  /** What of the case a decision changes. */
  const standing = async (applicationNumber: string) => {
    const { state, entryOfficer, missingDocuments } = await given.office.case(applicationNumber);
    return { state, entryOfficer, missingDocuments };
  };

  it('gives an opened application back to the group: the same case, the same task, open again', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    const before = await standing(applicationNumber);
    const { taskId: first } = await office.task(applicationNumber, 'open-application');
    await office.decides('sri', applicationNumber, 'open-application');
    expect(await mayTakeBack('sri', applicationNumber)).to.deep.equal({ task: first, element: 'open-application' });
    await takesBack('sri', applicationNumber);
    expect(await standing(applicationNumber)).to.deep.equal(before);
    expect(await office.openElements(applicationNumber)).to.deep.equal(['open-application']);
    expect(await office.task(applicationNumber, 'open-application')).to.include({ assignee: null });
    expect(await mayTakeBack('sri', applicationNumber)).to.equal(undefined);

    await office.decides('tono', applicationNumber, 'open-application');
    expect(await office.case(applicationNumber)).to.include({ entryOfficer: 'tono.prasetyo', state: 'examination' });
    expect(await office.task(applicationNumber, 'examine-application')).to.include({ assignee: 'tono.prasetyo' });
  });

  it('keeps the decision, marked as taken back, and journals who took it back when', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    const { taskId } = await newest(applicationNumber);
    await takesBack('endah', applicationNumber);
    const decision = await newest(applicationNumber);
    expect(decision).to.include({ taskId, step: 5, refusedBecause: null });
    expect(decision.takenBackAt).to.be.instanceOf(Date);
    const [row] = await office.journal(applicationNumber, 'decision-taken-back');
    expect(row).to.deep.include({
      actor: 'endah.kusuma',
      step: 5,
      detail: { element: 'verify-draft', task: taskId, next: 'approve-signing' },
    });
    const file = await office.officers.case(PEOPLE.endah.username, applicationNumber);
    expect(file.draft?.verified, 'counts no more as verified').to.equal(null);
    expect(file.decisions.at(-1)).to.deep.include({ by: 'Endah Kusumawati', takenBackAt: decision.takenBackAt });
    expect(file.task?.returned).to.equal(null);
  });

  it('is no return in the lists: neither the task that is open again nor the one that comes after it', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    const again = async (who: OfficerName) =>
      (await office.officers.work(PEOPLE[who].username)).rows.find((row) => row.applicationNumber === applicationNumber)
        ?.again;
    await takesBack('endah', applicationNumber);
    expect(await again('endah')).to.equal(false);
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
    expect(await again('agus')).to.equal(false);
    await office.decides('agus', applicationNumber, 'approve-signing', { signing: 'rejected', note: 'Periksa lagi' });
    expect(await again('endah'), 'a return of the head is one').to.equal(true);
  });

  it('lets the verification be given again or refused, and the head does not see the case meanwhile', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    await takesBack('endah', applicationNumber);
    expect((await refusalOf(office.officers.case(PEOPLE.agus.username, applicationNumber))).code).to.equal(
      'WRONG_ROLE',
    );
    expect(await variablesOf(applicationNumber)).to.deep.include({ verification: null, signing: null, note: '' });
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'invalid', note: 'Nama keliru' });
    expect((await office.case(applicationNumber)).state).to.equal('waiting-for-applicant');
  });

  it('takes back a request for the print, after which the draft can be withheld instead', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const before = { ...(await standing(applicationNumber)), state: 'drafting' };
    await takesBack('sri', applicationNumber);
    expect(await standing(applicationNumber)).to.deep.equal(before);
    expect(await office.task(applicationNumber, 'request-print')).to.include({ assignee: 'sri.wahyuni' });
    await office.decides('sri', applicationNumber, 'request-print', { printRequest: 'withheld', note: 'Nama keliru' });
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
  });

  it("takes back the head's return, and the verification that followed an earlier return knows its words again", async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    const words = { signing: 'rejected', note: 'Alamat kurang RT' };
    await office.decides('agus', applicationNumber, 'approve-signing', words);
    await takesBack('agus', applicationNumber);
    expect(await office.case(applicationNumber)).to.include({ state: 'signing' });
    expect(await office.openElements(applicationNumber)).to.deep.equal(['approve-signing']);
    const file = await office.officers.case(PEOPLE.agus.username, applicationNumber);
    expect(file.draft?.verified?.by).to.equal('Endah Kusumawati');

    await office.decides('agus', applicationNumber, 'approve-signing', words);
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
    await takesBack('endah', applicationNumber);
    expect(await variablesOf(applicationNumber)).to.include({ signing: 'rejected', note: '' });
    const again = await office.officers.case(PEOPLE.endah.username, applicationNumber);
    expect(again.task?.returned).to.deep.equal({
      code: 'REJECTED_BY_HEAD',
      by: 'Agus Hartanto',
      note: 'Alamat kurang RT',
    });
  });

  it('counts no more for four eyes nor for the SOP: who took their verification back may sign what a colleague verified', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    await office.decides('dewi', applicationNumber, 'verify-draft', { verification: 'valid' });
    const blocked = async () =>
      (await office.officers.case(PEOPLE.dewi.username, applicationNumber)).task?.blocked ?? null;
    expect(await blocked()).to.equal('FOUR_EYES');
    await takesBack('dewi', applicationNumber);
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
    expect(await blocked()).to.equal(null);
    const work = await office.officers.work(PEOPLE.dewi.username);
    expect(JSON.stringify(work)).to.include(applicationNumber);
    const span = { from: new Date(0), to: new Date(Date.now() + 86_400_000) };
    const handled = await office.store.inquiries.handled(span, 1_000);
    expect(
      handled.filter((one) => one.applicationNumber === applicationNumber).map((one) => [one.step, one.decidedBy]),
    ).to.deep.equal([
      [2, 'sri.wahyuni'],
      [3, 'sri.wahyuni'],
      [4, 'sri.wahyuni'],
      [5, 'endah.kusuma'],
    ]);
    const eyes = await office.store.inquiries.sameEyes(span, 100);
    expect(eyes.filter((one) => one.applicationNumber === applicationNumber)).to.deep.equal([]);
  });

  describe('on the ways through SIAK where officers type', () => {
    const REFERENCE = 'SIAK/2026/11/0099';
    async function typed() {
      const { office } = given;
      const made = await office.opened();
      await office.decides('sri', made.applicationNumber, 'examine-application', { examination: 'complete' });
      await office.decides('sri', made.applicationNumber, 'enter-siak-manually', { siakReference: REFERENCE });
      return made;
    }

    it('lets a reference that was mistyped be typed again, and owes the cancellation of the entry all the same', async () => {
      setWay('typed');
      const { office } = given;
      const { applicationNumber, pin } = await typed();
      await takesBack('sri', applicationNumber);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['enter-siak-manually']);
      expect((await office.officers.case(PEOPLE.sri.username, applicationNumber)).siak.claim).to.equal(null);
      await office.applicants.withdraw(applicationNumber, pin);
      await office.settle();
      expect((await office.case(applicationNumber)).state).to.equal('withdrawn');
      expect((await office.journal(applicationNumber, 'siak-cancellation-owed'))[0]?.detail).to.deep.equal({
        siakReference: REFERENCE,
      });
    });

    it('lets the second officer take back that they did not find the entry', async () => {
      setWay('typed');
      const { office } = given;
      const { applicationNumber } = await typed();
      const differs = { entryCheck: 'differs', note: 'Tidak ada di SIAK' };
      await office.decides('tono', applicationNumber, 'check-siak-entry', differs);
      expect(await office.task(applicationNumber, 'enter-siak-manually')).to.include({ assignee: 'sri.wahyuni' });
      await takesBack('tono', applicationNumber);
      await office.decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'seen' });
      expect((await office.case(applicationNumber)).siakReference).to.equal(REFERENCE);
    });
  });

  describe('is refused, journalled, and told with its reason', () => {
    async function isRefused(
      who: OfficerName,
      applicationNumber: string,
      task: string,
      code: FailureCode,
      by?: string,
    ) {
      const { office } = given;
      const before = [await office.case(applicationNumber), await office.openElements(applicationNumber)];
      const said = await refusalOf(takesBack(who, applicationNumber, task));
      expect(said.code).to.equal(code);
      if (by !== undefined) expect(said.text).to.include(`Sudah dikerjakan oleh ${by}`);
      const [row] = (await office.journal(applicationNumber, 'act-refused')).slice(-1);
      expect(row).to.deep.include({ actor: PEOPLE[who].username });
      expect(row?.detail).to.include({ asked: 'decision-taken-back', because: code, task });
      expect([await office.case(applicationNumber), await office.openElements(applicationNumber)]).to.deep.equal(
        before,
      );
      expect(await office.journal(applicationNumber, 'decision-taken-back')).to.deep.equal([]);
      if (task === (await newest(applicationNumber)).taskId)
        expect(await mayTakeBack(who, applicationNumber)).to.equal(undefined);
    }
    const verifiedTask = async () => {
      const { applicationNumber } = await given.office.verified();
      return { applicationNumber, task: (await newest(applicationNumber)).taskId };
    };

    it('to another person, whatever their role, and to one whose account is locked', async () => {
      const { office } = given;
      const { applicationNumber, task } = await verifiedTask();
      for (const who of ['sri', 'dewi', 'agus', 'rini', 'audi', 'adi'] as const)
        await isRefused(who, applicationNumber, task, 'NOT_OWN_DECISION');
      await isRefused('budi', applicationNumber, task, 'NOT_OWN_DECISION');
      const { username } = PEOPLE.endah;
      await office.store.accounts.open(username);
      await office.store.accounts.lock(username, PEOPLE.adi.username);
      await isRefused('endah', applicationNumber, task, 'UNKNOWN_OFFICER');
      await office.store.accounts.unlock(username);
      await office.store.people.put({ ...PEOPLE.endah, roles: ['petugas-cetak'] });
      await isRefused('endah', applicationNumber, task, 'WRONG_ROLE');
      await office.store.people.put(PEOPLE.endah);
      await takesBack('endah', applicationNumber, task);
    });

    it('when somebody took the next task, wrote a note, or began to fill in its form', async () => {
      const { office } = given;
      const head = PEOPLE.agus.username;
      const taken = await verifiedTask();
      const { taskId } = await office.task(taken.applicationNumber, 'approve-signing');
      await office.officers.claim(head, { applicationNumber: taken.applicationNumber, task: taskId });
      await isRefused('endah', taken.applicationNumber, taken.task, 'DECISION_BUILT_ON', 'Agus Hartanto');

      const inTasklist = await verifiedTask();
      const listed = await office.task(inTasklist.applicationNumber, 'approve-signing');
      await office.engine.tasks.assign(listed.taskId, { from: null, to: head });
      await isRefused('endah', inTasklist.applicationNumber, inTasklist.task, 'DECISION_BUILT_ON', 'Agus Hartanto');

      const noted = await verifiedTask();
      await office.officers.addNote(head, noted.applicationNumber, 'Saya periksa sore ini');
      await isRefused('endah', noted.applicationNumber, noted.task, 'DECISION_BUILT_ON', 'Agus Hartanto');

      const begun = await verifiedTask();
      const open = await office.task(begun.applicationNumber, 'approve-signing');
      await office.store.answerDrafts.put({ officer: head, task: open.taskId, answer: { note: 'Alamat' } });
      await isRefused('endah', begun.applicationNumber, begun.task, 'DECISION_BUILT_ON', 'Agus Hartanto');
    });

    it('when it was decided, also when that decision was taken back', async () => {
      const { office } = given;
      const { applicationNumber } = await office.drafted();
      const { taskId: requested } = await newest(applicationNumber);
      await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
      await isRefused('sri', applicationNumber, requested, 'DECISION_BUILT_ON', 'Endah Kusumawati');
      await office.officers.takeBack(PEOPLE.endah.username, {
        applicationNumber,
        task: (await newest(applicationNumber)).taskId,
      });
      const said = await refusalOf(takesBack('sri', applicationNumber, requested));
      expect(said.code).to.equal('DECISION_BUILT_ON');
    });

    it('when something has happened outside since: the entry in SIAK, the message to the applicant, the signature', async () => {
      const { office } = given;
      const entered = await office.opened();
      await office.decides('sri', entered.applicationNumber, 'examine-application', { examination: 'complete' });
      const examined = (await newest(entered.applicationNumber)).taskId;
      await isRefused('sri', entered.applicationNumber, examined, 'DECISION_WENT_ON');

      const asked = await office.opened();
      await office.asksAgain(asked.applicationNumber, ['ijazah']);
      await isRefused(
        'sri',
        asked.applicationNumber,
        (await newest(asked.applicationNumber)).taskId,
        'DECISION_WENT_ON',
      );

      const signed = await office.delivered();
      await isRefused(
        'agus',
        signed.applicationNumber,
        (await newest(signed.applicationNumber)).taskId,
        'DECISION_WENT_ON',
      );
    });

    it('when the task is of another case, or never was one', async () => {
      const { task } = await verifiedTask();
      const other = await verifiedTask();
      await isRefused('endah', other.applicationNumber, 'no-such-task', 'DECISION_WENT_ON');
      const said = await refusalOf(takesBack('endah', other.applicationNumber, task));
      expect(said).to.deep.equal(refused('DECISION_WENT_ON'));
      const nowhere = given.office.officers.takeBack(PEOPLE.endah.username, {
        applicationNumber: 'KK-261122-000000',
        task,
      });
      expect(await refusalOf(nowhere)).to.deep.equal(refused('DECISION_WENT_ON'));
    });
  });

  it('twice is once, also at the same moment; a late click on the decision itself does not bring it back', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    const { taskId, answer } = await newest(applicationNumber);
    await Promise.all([
      takesBack('endah', applicationNumber, taskId),
      takesBack('endah', applicationNumber, taskId),
      takesBack('endah', applicationNumber, taskId),
    ]);
    await takesBack('endah', applicationNumber, taskId);
    expect(await office.journal(applicationNumber, 'decision-taken-back')).to.have.length(1);
    expect(await office.openElements(applicationNumber)).to.deep.equal(['verify-draft']);
    const again = office.officers.decide(PEOPLE.endah.username, { applicationNumber, task: taskId, answer });
    expect((await refusalOf(again)).code).to.equal('TASK_GONE');
  });

  describe('in a race', () => {
    it('with the decision that comes next, exactly one wins', async () => {
      const { office } = given;
      for (let round = 0; round < 6; round += 1) {
        const { applicationNumber } = await office.verified();
        const { taskId } = await newest(applicationNumber);
        const next = await office.task(applicationNumber, 'approve-signing');
        await office.reads('agus', applicationNumber);
        const answer = { signing: 'rejected', note: 'Periksa lagi' };
        const goBack = () => office.officers.takeBack(PEOPLE.endah.username, { applicationNumber, task: taskId });
        const decide = () =>
          office.officers.decide(PEOPLE.agus.username, { applicationNumber, task: next.taskId, answer });
        const begun = round % 2 === 0 ? [goBack(), decide()] : [decide(), goBack()].toReversed();
        const outcomes = await Promise.allSettled(begun);
        await office.settle();
        const won = outcomes.filter(({ status }) => status === 'fulfilled');
        expect(won, JSON.stringify(outcomes)).to.have.length(1);
        const decisions = await office.store.decisions.of(applicationNumber);
        const tookBack = outcomes[0]?.status === 'fulfilled';
        expect(decisions.at(-1)?.step).to.equal(tookBack ? 5 : 7);
        expect(decisions.find((one) => one.taskId === taskId)?.takenBackAt === null).to.equal(!tookBack);
        expect(await office.openElements(applicationNumber)).to.deep.equal(['verify-draft']);
      }
    });

    it('with somebody who takes the task after it was judged, the other wins and is named', async () => {
      const { office } = given;
      const { applicationNumber } = await office.verified();
      const next = await office.task(applicationNumber, 'approve-signing');
      office.goingBack = async (goBack) => {
        await office.officers.claim(PEOPLE.agus.username, { applicationNumber, task: next.taskId });
        return goBack();
      };
      const said = await refusalOf(takesBack('endah', applicationNumber));
      expect(said.code).to.equal('DECISION_BUILT_ON');
      expect(said.text).to.include('Sudah dikerjakan oleh Agus Hartanto');
      expect(await office.task(applicationNumber, 'approve-signing')).to.include({ taskId: next.taskId });
      expect((await newest(applicationNumber)).takenBackAt).to.equal(null);
      expect(await office.journal(applicationNumber, 'taking-back-lapsed')).to.have.length(1);
      await office.decides('agus', applicationNumber, 'approve-signing', { signing: 'rejected', note: 'Periksa lagi' });
    });

    it('with somebody who decides after it was judged: they are told to wait, and find the task gone', async () => {
      const { office } = given;
      const { applicationNumber } = await office.verified();
      const next = await office.task(applicationNumber, 'approve-signing');
      await office.reads('agus', applicationNumber);
      const decide = () =>
        office.officers.decide(PEOPLE.agus.username, {
          applicationNumber,
          task: next.taskId,
          answer: { signing: 'rejected', note: 'Periksa lagi' },
        });
      office.goingBack = async (goBack) => {
        expect((await refusalOf(decide())).code).to.equal('BEING_TAKEN_BACK');
        return goBack();
      };
      await takesBack('endah', applicationNumber);
      expect((await refusalOf(decide())).code).to.equal('TASK_GONE');
    });
  });

  describe('with an engine that fails', () => {
    it('says that nothing was taken back when the engine is away, and does it when it is tried again', async () => {
      const { office } = given;
      const { applicationNumber } = await office.verified();
      office.goingBack = () => Promise.reject(new Error('away'));
      expect(await refusalOf(takesBack('endah', applicationNumber))).to.deep.equal(refused('NOT_TAKEN_BACK'));
      expect((await newest(applicationNumber)).takenBackAt).to.equal(null);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['approve-signing']);
      expect(await office.journal(applicationNumber, 'taking-back-lapsed')).to.have.length(1);
      office.goingBack = (goBack) => goBack();
      await takesBack('endah', applicationNumber);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['verify-draft']);
    });

    it('is done when only the answer of the engine was lost', async () => {
      const { office } = given;
      const { applicationNumber } = await office.verified();
      office.goingBack = async (goBack) => {
        await goBack();
        throw new Error('the connection broke');
      };
      await takesBack('endah', applicationNumber);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['verify-draft']);
    });

    it('lapses when the process of the office died between judging and going back', async () => {
      const { office } = given;
      const { applicationNumber } = await office.verified();
      const next = await office.task(applicationNumber, 'approve-signing');
      let died = false;
      office.goingBack = () => {
        died = true;
        return new Promise(() => undefined);
      };
      void takesBack('endah', applicationNumber);
      while (!died) await new Promise((resolve) => setTimeout(resolve, 5));
      const lapse = lapseForgottenTakingsBack(office.dependencies);
      expect(await lapse(), 'not before a minute').to.equal(0);
      await office.database.asOwner(`update taking_backs set judged_at = judged_at - interval '1 minute'`);
      expect(await office.engine.tasks.takeBack(next.taskId), 'too old to take effect').to.equal('not-judged');
      expect(await lapse()).to.equal(1);
      expect(await office.journal(applicationNumber, 'taking-back-lapsed')).to.have.length(1);
      expect((await newest(applicationNumber)).takenBackAt).to.equal(null);
    });
  });
});
