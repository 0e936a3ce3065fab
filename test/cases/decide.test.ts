import { expect } from 'chai';
import { decide, lapseForgottenJudgements } from '../../src/cases/decide.ts';
import type { GivenAnswer } from '../../src/domain/decision-answers.ts';
import { FAILURES, type FailureCode } from '../../src/domain/failures.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

describe('Deciding', () => {
  const given = withOffice();
  afterEach(() => {
    given.office.completing = (complete) => complete();
    given.office.register.mode = 'api';
  });

  /** Decides without reading anything first. */
  async function decides(who: OfficerName, applicationNumber: string, element: string, answer: GivenAnswer = {}) {
    const { taskId } = await given.office.task(applicationNumber, element);
    return given.office.officers.decide(PEOPLE[who].username, { applicationNumber, task: taskId, answer });
  }
  const refused = (code: FailureCode) => ({ code, text: FAILURES[code].officer });

  it('carries a case through all ten steps, each decision in force with its task', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.delivered();
    expect((await office.case(applicationNumber)).state).to.equal('delivery');
    await office.applicants.download(applicationNumber, pin);
    await office.settle();
    expect((await office.case(applicationNumber)).state).to.equal('archived');
    const decisions = await office.store.decisions.of(applicationNumber);
    expect(decisions.map(({ step, element, decidedBy }) => [step, element, decidedBy])).to.deep.equal([
      [2, 'open-application', 'sri.wahyuni'],
      [3, 'examine-application', 'sri.wahyuni'],
      [4, 'request-print', 'sri.wahyuni'],
      [5, 'verify-draft', 'endah.kusuma'],
      [7, 'approve-signing', 'agus.hartanto'],
    ]);
    expect(await office.store.judgements.forgotten(0)).to.deep.equal([]);
  });

  it('writes who decided what on which draft into the decision and the journal, and the note into the decision only', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const { draftSha256 } = await office.case(applicationNumber);
    const item = await office.task(applicationNumber, 'verify-draft');
    await office.decides('endah', applicationNumber, 'verify-draft', {
      verification: 'invalid',
      note: '  Nama ibu keliru  ',
    });
    expect(await office.store.decisions.byTask(item.taskId)).to.deep.include({
      applicationNumber,
      element: 'verify-draft',
      step: 5,
      decidedBy: 'endah.kusuma',
      decidedAt: office.engine.clock.now(),
      actingAs: null,
      answer: { verification: 'invalid', draftSha256, note: 'Nama ibu keliru' },
      draftSha256,
      refusedBecause: null,
    });
    const [row] = (await office.journal(applicationNumber, 'decision-recorded')).slice(-1);
    expect(row).to.deep.include({
      actor: 'endah.kusuma',
      step: 5,
      detail: {
        verification: 'invalid',
        draftSha256,
        element: 'verify-draft',
        actingAs: null,
        task: item.taskId,
      },
    });
    expect((await office.case(applicationNumber)).state).to.equal('waiting-for-applicant');
  });

  describe('refuses at once, says why to the person who decides, and journals who tried what', () => {
    async function isRefused(
      who: OfficerName,
      applicationNumber: string,
      element: string,
      answer: GivenAnswer,
      code: FailureCode,
    ): Promise<void> {
      const { office } = given;
      const { taskId } = await office.task(applicationNumber, element);
      const before = await office.case(applicationNumber);
      expect(await refusalOf(decides(who, applicationNumber, element, answer))).to.deep.equal(refused(code));
      const [row] = (await office.journal(applicationNumber, 'decision-refused')).slice(-1);
      expect(row).to.deep.include({
        actor: PEOPLE[who].username,
        detail: { because: code, element, task: taskId },
      });
      expect(await office.store.decisions.byTask(taskId)).to.equal(undefined);
      expect(await office.store.judgements.find(taskId)).to.equal(undefined);
      expect((await office.task(applicationNumber, element)).taskId).to.equal(taskId);
      expect(await office.case(applicationNumber)).to.deep.equal(before);
    }

    it('who holds another role, oversees the office, has left it, or is not known', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      for (const who of ['endah', 'agus', 'rini', 'audi', 'adi'] as const)
        await isRefused(who, applicationNumber, 'open-application', {}, 'WRONG_ROLE');
      await isRefused('budi', applicationNumber, 'open-application', {}, 'UNKNOWN_OFFICER');
      const { taskId } = await office.task(applicationNumber, 'open-application');
      const stranger = office.officers.decide('siapa', { applicationNumber, task: taskId, answer: {} });
      expect(await refusalOf(stranger)).to.deep.equal(refused('UNKNOWN_OFFICER'));
    });

    it('four eyes: who examined does not verify, who verified does not sign', async () => {
      const { office } = given;
      const own = await office.drafted({}, 'dewi');
      await office.reads('dewi', own.applicationNumber);
      await isRefused('dewi', own.applicationNumber, 'verify-draft', { verification: 'valid' }, 'FOUR_EYES');
      const other = await office.drafted();
      await office.decides('dewi', other.applicationNumber, 'verify-draft', { verification: 'valid' });
      await office.reads('dewi', other.applicationNumber);
      await isRefused('dewi', other.applicationNumber, 'approve-signing', { signing: 'approved' }, 'FOUR_EYES');
    });

    it('a colleague of the entry officer, and a colleague of whoever holds the task', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      await isRefused(
        'tono',
        applicationNumber,
        'examine-application',
        { examination: 'complete' },
        'ASSIGNED_TO_ANOTHER',
      );
      const { applicationNumber: held } = await office.submit();
      const { taskId } = await office.task(held, 'open-application');
      await office.officers.claim(PEOPLE.tono.username, { applicationNumber: held, task: taskId });
      await isRefused('sri', held, 'open-application', {}, 'ASSIGNED_TO_ANOTHER');
      await decides('tono', held, 'open-application');
      expect((await office.case(held)).entryOfficer).to.equal('tono.prasetyo');
    });

    const incomplete: readonly (readonly [OfficerName, string, GivenAnswer])[] = [
      ['sri', 'examine-application', {}],
      ['sri', 'examine-application', { examination: 'perhaps' }],
      ['sri', 'examine-application', { examination: 'incomplete' }],
      ['sri', 'examine-application', { examination: 'incomplete', note: ' -- ', missingDocuments: [] }],
      ['sri', 'examine-application', { examination: 'incomplete', missingDocuments: ['bukan-jenis'] }],
      ['endah', 'verify-draft', {}],
      ['endah', 'verify-draft', { verification: 'invalid' }],
      ['endah', 'verify-draft', { verification: 'invalid', note: '    a    ' }],
      ['agus', 'approve-signing', {}],
      ['agus', 'approve-signing', { signing: 'rejected' }],
      ['agus', 'approve-signing', { signing: 'rejected', note: 'no' }],
    ];
    /** One case for all answers to a task: a refused answer changes nothing. */
    let waiting: Record<string, Promise<string> | undefined>;
    before(() => (waiting = {}));
    async function read(who: OfficerName, element: string): Promise<string> {
      const { office } = given;
      const { applicationNumber } = await {
        'examine-application': () => office.opened(),
        'verify-draft': () => office.drafted(),
        'approve-signing': () => office.verified(),
      }[element]!();
      await office.reads(who, applicationNumber);
      return applicationNumber;
    }
    for (const [who, element, answer] of incomplete)
      it(`an answer that is not complete: ${element} ${JSON.stringify(answer)}`, async () => {
        const applicationNumber = await (waiting[element] ??= read(who, element));
        await isRefused(who, applicationNumber, element, answer, 'ANSWER_INCOMPLETE');
      });

    it('a note with the number of a person in it, and a note that is too long', async () => {
      const { office } = given;
      const { applicationNumber } = await office.drafted();
      await office.reads('endah', applicationNumber);
      for (const note of ['NIK 3402155203850002 keliru', 'telepon 0812-3456-7890', '3402 1552 0385 0002'])
        await isRefused(
          'endah',
          applicationNumber,
          'verify-draft',
          { verification: 'invalid', note },
          'NOTE_HOLDS_PERSONAL_DATA',
        );
      const long = { verification: 'invalid', note: 'a'.repeat(501) };
      await isRefused('endah', applicationNumber, 'verify-draft', long, 'NOTE_TOO_LONG');
      const written = JSON.stringify([await office.journal(applicationNumber), office.log]);
      expect(written).to.not.contain('3402155203850002');
    });

    it('an examination before the case page and every paper have been read', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      // Opening was decided after reading, so a colleague takes over who has read nothing.
      await office.officers.handOver(PEOPLE.sri.username, applicationNumber, PEOPLE.tono.username);
      const answer = { examination: 'complete' };
      await isRefused('tono', applicationNumber, 'examine-application', answer, 'DATA_NOT_SEEN');
      const { papers } = await office.officers.case(PEOPLE.tono.username, applicationNumber);
      await isRefused('tono', applicationNumber, 'examine-application', answer, 'PAPERS_NOT_SEEN');
      await office.officers.contactSheet(PEOPLE.tono.username, applicationNumber);
      for (const { id } of papers.slice(1)) await office.officers.paper(PEOPLE.tono.username, applicationNumber, id);
      await isRefused('tono', applicationNumber, 'examine-application', answer, 'PAPERS_NOT_SEEN');
      await office.officers.paper(PEOPLE.sri.username, applicationNumber, papers[0]!.id).catch(() => undefined);
      await isRefused('tono', applicationNumber, 'examine-application', answer, 'PAPERS_NOT_SEEN');
      await office.officers.paper(PEOPLE.tono.username, applicationNumber, papers[0]!.id);
      await decides('tono', applicationNumber, 'examine-application', answer);
      expect((await office.case(applicationNumber)).state).to.not.equal('examination');
    });

    it('a verification or an approval of a draft that this person has not read at full size', async () => {
      const { office } = given;
      const { applicationNumber } = await office.drafted();
      const valid = { verification: 'valid' };
      const endah = PEOPLE.endah.username;
      await office.officers.case(endah, applicationNumber);
      await isRefused('endah', applicationNumber, 'verify-draft', valid, 'DRAFT_NOT_SEEN');
      await office.officers.draftGlance(endah, applicationNumber);
      await isRefused('endah', applicationNumber, 'verify-draft', valid, 'DRAFT_NOT_SEEN');
      await office.officers.draft(endah, applicationNumber);
      await decides('endah', applicationNumber, 'verify-draft', valid);
      await office.settle();
      await isRefused('agus', applicationNumber, 'approve-signing', { signing: 'approved' }, 'DRAFT_NOT_SEEN');
      await isRefused(
        'agus',
        applicationNumber,
        'approve-signing',
        { signing: 'rejected', note: 'Belum saya lihat' },
        'DRAFT_NOT_SEEN',
      );
      await office.officers.draftPdf(PEOPLE.agus.username, applicationNumber);
      await decides('agus', applicationNumber, 'approve-signing', { signing: 'approved' });
    });

    it('a draft that is not the one which was shown beside the form', async () => {
      const { office } = given;
      const { applicationNumber } = await office.drafted();
      await office.reads('endah', applicationNumber);
      const { taskId } = await office.task(applicationNumber, 'verify-draft');
      const request = { applicationNumber, task: taskId, answer: { verification: 'valid' } };
      const other = office.officers.decide(PEOPLE.endah.username, { ...request, draftSha256: 'b'.repeat(64) });
      expect(await refusalOf(other)).to.deep.equal(refused('DRAFT_NOT_SEEN'));
      const { draftSha256 } = await office.case(applicationNumber);
      await office.officers.decide(PEOPLE.endah.username, { ...request, draftSha256: draftSha256! });
    });

    it('a task of another case, one that has ended, and one that never was', async () => {
      const { office } = given;
      const [one, other] = [await office.submit(), await office.submit()];
      const { taskId } = await office.task(other.applicationNumber, 'open-application');
      const decide = (applicationNumber: string, task: string) =>
        office.officers.decide(PEOPLE.sri.username, { applicationNumber, task, answer: {} });
      for (const [number, task] of [
        [one.applicationNumber, taskId],
        [one.applicationNumber, 'no-such-task'],
        ['KK-261122-000000', taskId],
      ] as const)
        expect(await refusalOf(decide(number, task))).to.deep.equal(refused('TASK_GONE'));
      await decide(other.applicationNumber, taskId);
      const again = office.officers.decide(PEOPLE.tono.username, {
        applicationNumber: other.applicationNumber,
        task: taskId,
        answer: {},
      });
      expect(await refusalOf(again)).to.deep.equal(refused('TASK_GONE'));
      expect(await office.journal(other.applicationNumber, 'decision-refused')).to.have.length(1);
    });
  });

  it('refuses a task that ended without a decision, and asks the engine nothing', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened();
    await office.reads('sri', applicationNumber);
    const { taskId } = await office.task(applicationNumber, 'examine-application');
    await office.applicants.withdraw(applicationNumber, pin);
    await office.settle();
    office.completing = () => Promise.reject(new Error('asked'));
    const late = office.officers.decide(PEOPLE.sri.username, {
      applicationNumber,
      task: taskId,
      answer: { examination: 'complete' },
    });
    expect(await refusalOf(late)).to.deep.equal(refused('TASK_GONE'));
    const [row] = await office.journal(applicationNumber, 'decision-refused');
    expect(row).to.deep.include({
      actor: PEOPLE.sri.username,
      step: 3,
      detail: { because: 'TASK_GONE', element: 'examine-application', task: taskId },
    });
    const recorded = await office.journal(applicationNumber, 'decision-recorded', 'decision-lapsed');
    expect(recorded.map(({ detail }) => detail['element'])).to.deep.equal(['open-application']);
  });

  it('lets a stand-in decide on the days of the letter, and says so in the decision', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    const letter = { from: PEOPLE.agus.username, to: PEOPLE.rini.username, role: 'kepala-dinas', kind: 'Plh' } as const;
    await office.store.people.delegate({ ...letter, validFrom: '2020-01-01', validTo: '2020-01-02' });
    const approve = () =>
      decides('rini', applicationNumber, 'approve-signing', { signing: 'rejected', note: 'Periksa lagi' });
    expect((await refusalOf(approve())).code).to.equal('WRONG_ROLE');
    await office.store.people.delegate({ ...letter, validFrom: office.today, validTo: office.today });
    await office.reads('rini', applicationNumber);
    await approve();
    const last = (await office.store.decisions.of(applicationNumber)).at(-1);
    expect(last).to.include({ decidedBy: 'rini.astuti', actingAs: 'Plh', step: 7 });
    for (const { id } of await office.store.people.delegations()) await office.store.people.withdrawDelegation(id);
  });

  describe('judges the other work of step 3 by the same rule', () => {
    it('typing the entry into SIAK by hand, with the reference that SIAK itself must know', async () => {
      const { office } = given;
      office.register.mode = 'manual';
      const { applicationNumber } = await office.opened();
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
      const { reference } = office.register.enteredByHand(applicationNumber);
      for (const siakReference of ['', 'ab', '3402155203850002', '3402 1552 0385 0002'])
        expect(
          (await refusalOf(decides('sri', applicationNumber, 'enter-siak-manually', { siakReference }))).code,
          siakReference,
        ).to.equal(siakReference.length < 3 ? 'ANSWER_INCOMPLETE' : 'NOTE_HOLDS_PERSONAL_DATA');
      const byAnother = decides('tono', applicationNumber, 'enter-siak-manually', { siakReference: reference });
      expect((await refusalOf(byAnother)).code).to.equal('ASSIGNED_TO_ANOTHER');
      await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: ` ${reference} ` });
      expect(await office.case(applicationNumber)).to.include({ siakReference: reference, state: 'drafting' });
    });

    it('telling an applicant whom WhatsApp does not reach', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      office.messenger.next.push('NUMBER_UNREACHABLE');
      await office.decides('sri', applicationNumber, 'examine-application', {
        examination: 'incomplete',
        missingDocuments: ['ijazah'],
      });
      expect(await office.openElements(applicationNumber)).to.deep.equal(['reach-applicant']);
      expect((await refusalOf(decides('endah', applicationNumber, 'reach-applicant'))).code).to.equal('WRONG_ROLE');
      await office.decides('sri', applicationNumber, 'reach-applicant');
      expect(await office.openElements(applicationNumber)).to.deep.equal([]);
      expect((await office.case(applicationNumber)).state).to.equal('waiting-for-applicant');
    });

    it('handing the card over at the counter (step 8)', async () => {
      const { office } = given;
      const made = await office.verified();
      office.messenger.next.push('NUMBER_UNREACHABLE');
      office.grants.give({
        draftSha256: made.draftSha256,
        signer: PEOPLE.agus.username,
        passphrase: Buffer.from('kata & sandi = 100% rahasia+ü'),
      });
      await office.decides('agus', made.applicationNumber, 'approve-signing', { signing: 'approved' });
      expect((await refusalOf(decides('rini', made.applicationNumber, 'hand-over-card'))).code).to.equal(
        'ANSWER_INCOMPLETE',
      );
      await office.decides('rini', made.applicationNumber, 'hand-over-card', { handOver: 'resend' });
      expect(office.messenger.of(made.applicationNumber, 'card')).to.have.length(1);
      expect((await office.case(made.applicationNumber)).state).to.equal('delivery');
    });
  });

  describe('with an engine that fails', () => {
    it('says that nothing is recorded when the engine is away, and takes the decision when it is tried again', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      const { taskId } = await office.task(applicationNumber, 'open-application');
      office.completing = () => Promise.reject(new Error('connect ECONNREFUSED'));
      expect(await refusalOf(decides('sri', applicationNumber, 'open-application'))).to.deep.equal(
        refused('NOT_RECORDED'),
      );
      expect(await office.store.judgements.find(taskId)).to.equal(undefined);
      expect((await office.case(applicationNumber)).entryOfficer).to.equal(null);
      const rows = await office.journal(applicationNumber, 'decision-recorded', 'decision-lapsed');
      expect(rows.map(({ event, actor, detail }) => [event, actor, detail['because']])).to.deep.equal([
        ['decision-recorded', 'sri.wahyuni', undefined],
        ['decision-lapsed', 'sri.wahyuni', 'away'],
      ]);
      office.completing = (complete) => complete();
      await decides('sri', applicationNumber, 'open-application');
      expect((await office.case(applicationNumber)).entryOfficer).to.equal('sri.wahyuni');
    });

    it('knows a decision that took effect although the answer was lost', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      office.completing = async (complete) => {
        await complete();
        throw new Error('socket hang up');
      };
      await decides('sri', applicationNumber, 'open-application');
      expect((await office.case(applicationNumber)).entryOfficer).to.equal('sri.wahyuni');
      expect(await office.journal(applicationNumber, 'decision-lapsed')).to.deep.equal([]);
    });

    it('knows a decision that took effect in the very moment in which it was to lapse', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      let late: (() => Promise<unknown>) | undefined;
      office.completing = (complete) => {
        late = complete;
        return Promise.reject(new Error('timeout'));
      };
      const { store } = office.dependencies;
      /** The engine is done after the first look for the decision, and before the judgement is withdrawn. */
      const byTask = async (task: string) => {
        const decision = await store.decisions.byTask(task);
        await late?.();
        late = undefined;
        return decision;
      };
      const slow = { ...store, decisions: { ...store.decisions, byTask } };
      const { taskId } = await office.task(applicationNumber, 'open-application');
      await decide({ ...office.dependencies, store: slow })(PEOPLE.sri.username, {
        applicationNumber,
        task: taskId,
        answer: {},
      });
      expect((await office.case(applicationNumber)).entryOfficer).to.equal('sri.wahyuni');
      expect(await office.journal(applicationNumber, 'decision-lapsed')).to.deep.equal([]);
    });

    it('refuses a completion that comes after the judgement was taken back', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      let late: (() => Promise<unknown>) | undefined;
      office.completing = (complete) => {
        late = complete;
        return Promise.reject(new Error('timeout'));
      };
      expect((await refusalOf(decides('sri', applicationNumber, 'open-application'))).code).to.equal('NOT_RECORDED');
      expect(await late!()).to.equal('not-judged');
      expect(await office.openElements(applicationNumber)).to.deep.equal(['open-application']);
    });

    it('does not take back what another person has judged meanwhile', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      const { taskId } = await office.task(applicationNumber, 'open-application');
      let later: Promise<void> | undefined;
      office.completing = async () => {
        // The engine is silent for more than half a minute: another person may judge.
        await office.database.asOwner(
          `update judgements set judged_at = judged_at - interval '31 seconds' where task_id = $1`,
          [taskId],
        );
        let taken: () => void = () => undefined;
        const judged = new Promise<void>((resolve) => (taken = resolve));
        const lost = new Promise<void>((resolve) => setTimeout(resolve, 0));
        office.completing = async (complete) => {
          taken();
          await first;
          return complete();
        };
        later = decides('tono', applicationNumber, 'open-application');
        await judged;
        await lost;
        throw new Error('timeout');
      };
      const first = refusalOf(decides('sri', applicationNumber, 'open-application'));
      expect((await first).code).to.equal('NOT_RECORDED');
      await later;
      expect((await office.case(applicationNumber)).entryOfficer).to.equal('tono.prasetyo');
      expect(await office.journal(applicationNumber, 'decision-lapsed')).to.deep.equal([]);
    });

    it('says that the task is gone when the applicant withdrew in that moment', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await office.submit();
      office.completing = async (complete) => {
        await office.applicants.withdraw(applicationNumber, pin);
        await office.settle();
        return complete();
      };
      expect(await refusalOf(decides('sri', applicationNumber, 'open-application'))).to.deep.equal(
        refused('TASK_GONE'),
      );
      expect((await office.case(applicationNumber)).state).to.equal('withdrawn');
      expect((await office.journal(applicationNumber, 'decision-lapsed'))[0]?.detail).to.include({ because: 'gone' });
      expect(await office.store.decisions.of(applicationNumber)).to.deep.equal([]);
    });

    it('completes nothing that was not judged', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      const { taskId } = await office.task(applicationNumber, 'open-application');
      expect(await office.engine.tasks.complete(taskId)).to.equal('not-judged');
      expect(await office.openElements(applicationNumber)).to.deep.equal(['open-application']);
    });
  });

  describe('when two decide at once', () => {
    it('takes a double click as one decision', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      const { taskId: task } = await office.task(applicationNumber, 'open-application');
      const click = () => office.officers.decide(PEOPLE.sri.username, { applicationNumber, task, answer: {} });
      await Promise.all([click(), click()]);
      expect(await office.store.decisions.of(applicationNumber)).to.have.length(1);
      expect(await office.journal(applicationNumber, 'decision-recorded')).to.have.length(1);
    });

    it('takes a second click after the decision as the same one, but no other answer and nobody else', async () => {
      const { office } = given;
      const { applicationNumber } = await office.drafted();
      const { taskId } = await office.task(applicationNumber, 'verify-draft');
      const decide = (who: OfficerName, answer: GivenAnswer) =>
        office.officers.decide(PEOPLE[who].username, { applicationNumber, task: taskId, answer });
      await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
      await decide('endah', { verification: 'valid' });
      for (const [who, answer] of [
        ['dewi', { verification: 'valid' }],
        ['endah', { verification: 'invalid', note: 'Nama ibu keliru' }],
        ['endah', {}],
      ] as const)
        expect(await refusalOf(decide(who, answer))).to.deep.equal(refused('TASK_GONE'));
      const ofTask = (await office.store.decisions.of(applicationNumber)).filter(
        (decision) => decision.taskId === taskId,
      );
      expect(ofTask.map(({ decidedBy }) => decidedBy)).to.deep.equal(['endah.kusuma']);
    });

    it('lets one of two officers decide and tells the other', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      const { taskId } = await office.task(applicationNumber, 'open-application');
      const decide = ({ username }: { username: string }) =>
        office.officers.decide(username, { applicationNumber, task: taskId, answer: {} }).then(
          () => 'decided',
          (error: { code: string }) => error.code,
        );
      const outcomes = await Promise.all([decide(PEOPLE.sri), decide(PEOPLE.tono)]);
      expect(outcomes).to.include('decided');
      expect(outcomes.filter((one) => one === 'BEING_DECIDED' || one === 'TASK_GONE')).to.have.length(1);
      const winner = [PEOPLE.sri, PEOPLE.tono][outcomes.indexOf('decided')];
      expect((await office.case(applicationNumber)).entryOfficer).to.equal(winner?.username);
    });

    it('keeps another answer of the same person out while the first is on its way', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      await office.reads('sri', applicationNumber);
      let second: Promise<unknown> | undefined;
      office.completing = async (complete) => {
        second ??= refusalOf(
          decides('sri', applicationNumber, 'examine-application', {
            examination: 'incomplete',
            missingDocuments: ['ijazah'],
          }),
        );
        expect(await second).to.include({ code: 'BEING_DECIDED' });
        return complete();
      };
      await decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
      const decision = (await office.store.decisions.of(applicationNumber)).at(-1);
      expect(decision?.answer).to.include({ examination: 'complete' });
    });
  });

  it('lets a judgement lapse whose process died before the engine was asked to complete it, and journals it', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    const { taskId } = await office.task(applicationNumber, 'open-application');
    let died: (() => void) | undefined;
    office.completing = () => new Promise((_resolve, reject) => (died = () => reject(new Error('killed'))));
    const lost = decides('sri', applicationNumber, 'open-application').catch((error: { code: string }) => error.code);
    while ((await office.store.judgements.find(taskId)) === undefined || died === undefined);
    office.completing = (complete) => complete();
    expect((await refusalOf(decides('tono', applicationNumber, 'open-application'))).code).to.equal('BEING_DECIDED');
    const lapse = lapseForgottenJudgements(office.dependencies);
    expect(await lapse(), 'too young').to.equal(0);
    await office.database.asOwner(`update judgements set judged_at = now() - interval '61 seconds'`);
    expect(await lapse()).to.equal(1);
    expect(await lapse()).to.equal(0);
    const rows = await office.journal(applicationNumber, 'decision-lapsed');
    expect(rows.map(({ actor, detail }) => [actor, detail['because']])).to.deep.equal([['sri.wahyuni', 'forgotten']]);
    await decides('tono', applicationNumber, 'open-application');
    expect((await office.case(applicationNumber)).entryOfficer).to.equal('tono.prasetyo');
    died();
    expect(await lost).to.equal('NOT_RECORDED');
    expect((await office.case(applicationNumber)).entryOfficer, 'the later decision stays').to.equal('tono.prasetyo');
  });
});
