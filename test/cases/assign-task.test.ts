import { expect } from 'chai';
import { alignAssignments } from '../../src/cases/align-assignments.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

describe('Assigning a task', () => {
  const given = withOffice();
  afterEach(async () => {
    const { people } = given.office.store;
    for (const { id } of await people.absences()) await people.endAbsence(id);
  });
  const claim = async (who: OfficerName, applicationNumber: string, element: string) =>
    given.office.officers.claim(PEOPLE[who].username, {
      applicationNumber,
      task: (await given.office.task(applicationNumber, element)).taskId,
    });
  const release = async (who: OfficerName, applicationNumber: string, element: string) =>
    given.office.officers.release(PEOPLE[who].username, {
      applicationNumber,
      task: (await given.office.task(applicationNumber, element)).taskId,
    });
  const assignee = async (applicationNumber: string, element: string) =>
    (await given.office.task(applicationNumber, element)).assignee;
  const absent = (who: OfficerName) =>
    given.office.officers.recordAbsence(PEOPLE.agus.username, {
      person: PEOPLE[who].username,
      validFrom: given.office.today,
      validTo: given.office.today,
    });

  it('to whoever takes it, once: the second of two officers is told', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    const outcomes = await Promise.all(
      (['sri', 'tono'] as const).map((who) =>
        claim(who, applicationNumber, 'open-application').then(
          () => 'taken',
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(outcomes).to.have.members(['taken', 'ASSIGNED_TO_ANOTHER']);
    const holder = outcomes[0] === 'taken' ? 'sri.wahyuni' : 'tono.prasetyo';
    expect(await assignee(applicationNumber, 'open-application')).to.equal(holder);
    expect((await office.journal(applicationNumber, 'task-taken')).map(({ actor }) => actor)).to.deep.equal([holder]);
    expect(await office.journal(applicationNumber, 'act-refused')).to.have.length(1);
  });

  it('to nobody who may not decide it: by role, by four eyes, or because it is gone', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted({}, 'dewi');
    expect((await refusalOf(claim('rini', applicationNumber, 'verify-draft'))).code).to.equal('WRONG_ROLE');
    expect((await refusalOf(claim('dewi', applicationNumber, 'verify-draft'))).code).to.equal('FOUR_EYES');
    const { taskId } = await office.task(applicationNumber, 'verify-draft');
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
    const late = office.officers.claim(PEOPLE.endah.username, { applicationNumber, task: taskId });
    expect((await refusalOf(late)).code).to.equal('TASK_GONE');
  });

  it('back to its group, by whoever holds it and nobody else', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    await claim('endah', applicationNumber, 'verify-draft');
    await claim('endah', applicationNumber, 'verify-draft');
    expect((await refusalOf(release('dewi', applicationNumber, 'verify-draft'))).code).to.equal('ASSIGNED_TO_ANOTHER');
    await release('endah', applicationNumber, 'verify-draft');
    expect(await assignee(applicationNumber, 'verify-draft')).to.equal(null);
    expect(await office.journal(applicationNumber, 'task-taken'), 'taking it twice is taking it once').to.have.length(
      1,
    );
    expect(await office.journal(applicationNumber, 'task-released')).to.have.length(1);
  });

  it('back to the group with its case in step 3, and the next examiner is its entry officer', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    await release('sri', applicationNumber, 'examine-application');
    expect((await office.case(applicationNumber)).entryOfficer).to.equal(null);
    await office.decides('tono', applicationNumber, 'examine-application', { examination: 'complete' });
    expect((await office.case(applicationNumber)).entryOfficer).to.equal('tono.prasetyo');
  });

  it('says that nothing is recorded while the engine is away', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    office.faults.assign = () => Promise.reject(new Error('away'));
    expect((await refusalOf(claim('sri', applicationNumber, 'open-application'))).code).to.equal('NOT_RECORDED');
    office.faults = {};
    expect(await office.journal(applicationNumber, 'task-taken')).to.deep.equal([]);
  });

  describe('by handing the case over', () => {
    const handOver = (who: OfficerName, applicationNumber: string, to: OfficerName) =>
      given.office.officers.handOver(PEOPLE[who].username, applicationNumber, PEOPLE[to].username);

    it('makes it the colleague’s at once, with its open task and every later one', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await office.opened();
      await handOver('sri', applicationNumber, 'tono');
      expect(await assignee(applicationNumber, 'examine-application')).to.equal('tono.prasetyo');
      await office.decides('tono', applicationNumber, 'examine-application', {
        examination: 'incomplete',
        missingDocuments: ['ijazah'],
      });
      await office.officers.handOver(PEOPLE.tono.username, applicationNumber, PEOPLE.sri.username);
      await office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
      await office.settle();
      // The diagram assigns by its own variable, which names the former officer; the record of the case goes before it.
      expect(await assignee(applicationNumber, 'examine-application')).to.equal('tono.prasetyo');
      const { taskId } = await office.task(applicationNumber, 'examine-application');
      const former = office.officers.decide(PEOPLE.tono.username, { applicationNumber, task: taskId, answer: {} });
      expect((await refusalOf(former)).code).to.equal('ASSIGNED_TO_ANOTHER');
      await alignAssignments(office.dependencies)();
      expect(await assignee(applicationNumber, 'examine-application')).to.equal('sri.wahyuni');
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    });

    it('is possible for its entry officer only, and to a colleague on duty only', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      expect((await refusalOf(handOver('tono', applicationNumber, 'dewi'))).code).to.equal('ASSIGNED_TO_ANOTHER');
      for (const to of ['endah', 'budi', 'sri'] as const)
        expect((await refusalOf(handOver('sri', applicationNumber, to))).text).to.contain('Pilih rekan');
      await absent('tono');
      expect((await refusalOf(handOver('sri', applicationNumber, 'tono'))).text).to.contain('sedang bertugas');
      const file = await office.officers.case(PEOPLE.sri.username, applicationNumber);
      expect(file.mayHandOverTo.map(({ username }) => username)).to.deep.equal(['dewi.larasati']);
    });

    it('holds in our record while the engine is away, and is made up for later', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      office.faults.assign = () => Promise.reject(new Error('away'));
      await handOver('sri', applicationNumber, 'tono');
      office.faults = {};
      expect((await office.case(applicationNumber)).entryOfficer).to.equal('tono.prasetyo');
      expect(await assignee(applicationNumber, 'examine-application')).to.equal('sri.wahyuni');
      expect(await alignAssignments(office.dependencies)()).to.equal(1);
      expect(await alignAssignments(office.dependencies)()).to.equal(0);
      expect(await assignee(applicationNumber, 'examine-application')).to.equal('tono.prasetyo');
    });
  });

  describe('while an officer is absent', () => {
    it('frees what they hold, at once and later, and gives it to whoever decides it', async () => {
      const { office } = given;
      const opened = await office.opened();
      const verifying = await office.drafted();
      await claim('endah', verifying.applicationNumber, 'verify-draft');
      await absent('sri');
      await absent('endah');
      expect(await assignee(opened.applicationNumber, 'examine-application')).to.equal(null);
      expect((await office.case(opened.applicationNumber)).entryOfficer).to.equal(null);
      expect(await assignee(verifying.applicationNumber, 'verify-draft')).to.equal(null);
      const [row] = await office.journal(opened.applicationNumber, 'task-freed');
      expect(row).to.deep.include({ actor: 'sistem', step: 3 });
      expect(row!.detail).to.include({ heldBy: 'sri.wahyuni' });
      await office.decides('tono', opened.applicationNumber, 'examine-application', { examination: 'complete' });
      expect((await office.case(opened.applicationNumber)).entryOfficer).to.equal('tono.prasetyo');
    });

    it('journals it once, also when the engine is asked again after its process was killed', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      office.faults.assign = () => Promise.reject(new Error('killed'));
      await absent('sri');
      await alignAssignments(office.dependencies)().catch(() => undefined);
      office.faults = {};
      expect(await assignee(applicationNumber, 'examine-application')).to.equal('sri.wahyuni');
      expect(await office.journal(applicationNumber, 'task-freed')).to.have.length(1);
      await alignAssignments(office.dependencies)();
      expect(await assignee(applicationNumber, 'examine-application')).to.equal(null);
      expect(await office.journal(applicationNumber, 'task-freed')).to.have.length(1);
    });

    it('frees a case that returns to them meanwhile', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await office.opened();
      await office.decides('sri', applicationNumber, 'examine-application', {
        examination: 'incomplete',
        missingDocuments: ['ijazah'],
      });
      await absent('sri');
      await office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
      await office.settle();
      expect(await assignee(applicationNumber, 'examine-application')).to.equal('sri.wahyuni');
      // Even before the engine has the change, a colleague may take it.
      expect(
        (await given.office.officers.work(PEOPLE.tono.username)).tasks.map((task) => task.applicationNumber),
      ).to.include(applicationNumber);
      expect(await alignAssignments(office.dependencies)()).to.equal(1);
      expect(await assignee(applicationNumber, 'examine-application')).to.equal(null);
    });
  });
});
