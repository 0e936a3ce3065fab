import { expect } from 'chai';
import pg from 'pg';
import { listWork } from '../../src/cases/list-work.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

describe('The work list', () => {
  const given = withOffice();
  const work = (who: OfficerName) => given.office.officers.work(PEOPLE[who].username);
  const taskOf = async (who: OfficerName, applicationNumber: string) =>
    (await work(who)).tasks.find((task) => task.applicationNumber === applicationNumber);

  it('shows an officer the tasks of their lanes, longest waiting first, and counts them; a day in the office is long', async () => {
    const { office } = given;
    const old = await office.submit();
    await office.engine.advance(8 * 24 * 3_600_000);
    const fresh = await office.submit();
    const { tasks, counts, oldestMinutes } = await work('sri');
    expect(
      tasks.map(({ applicationNumber, waitingMinutes, late }) => [applicationNumber, waitingMinutes, late]),
    ).to.deep.equal([
      [old.applicationNumber, 8 * 24 * 60, true],
      [fresh.applicationNumber, 0, false],
    ]);
    expect(counts).to.include({
      open: 2,
      mine: 0,
      late: 1,
      returned: 0,
      signable: 0,
      held: 0,
      oldest: old.applicationNumber,
    });
    // Eight days hold at most six days of office hours, and at least five.
    expect(oldestMinutes).to.be.within(5 * 420, 6 * 480);
    for (const who of ['endah', 'agus', 'rini', 'audi', 'adi'] as const)
      expect((await work(who)).tasks).to.deep.equal([]);
    expect((await refusalOf(work('budi'))).code).to.equal('UNKNOWN_OFFICER');
  });

  it('leaves the tasks of colleagues out and says how many they are', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened({}, 'tono');
    expect(await taskOf('sri', applicationNumber)).to.equal(undefined);
    expect((await work('sri')).counts?.held).to.equal(1);
    expect(await taskOf('tono', applicationNumber)).to.include({ mine: true, anothers: false, blocked: null });
  });

  it('shows a task in the lane of an officer who may not decide it, with the reason', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted({}, 'dewi');
    expect(await taskOf('dewi', applicationNumber)).to.include({ element: 'verify-draft', blocked: 'FOUR_EYES' });
    expect(await taskOf('endah', applicationNumber)).to.include({ blocked: null });
  });

  it('says why a task came back: the head, Kasi, the applicant, a failure, and nothing the first time', async () => {
    const { office } = given;
    const returned = async (who: OfficerName, applicationNumber: string) =>
      (await taskOf(who, applicationNumber))?.returned;
    const made = await office.verified();
    expect(await returned('agus', made.applicationNumber)).to.equal(null);
    await office.decides('agus', made.applicationNumber, 'approve-signing', { signing: 'approved' });
    expect(await returned('agus', made.applicationNumber)).to.deep.equal({
      code: 'NO_SIGNING_GRANT',
      by: null,
      note: null,
    });
    await office.decides('agus', made.applicationNumber, 'approve-signing', {
      signing: 'rejected',
      note: 'Nama ibu keliru',
    });
    expect(await returned('endah', made.applicationNumber)).to.deep.equal({
      code: 'REJECTED_BY_HEAD',
      by: 'Agus Hartanto',
      note: 'Nama ibu keliru',
    });
    await office.decides('endah', made.applicationNumber, 'verify-draft', {
      verification: 'invalid',
      note: 'Gelar tidak terbaca',
    });
    await office.applicants.complete(made.applicationNumber, made.pin, [await office.paper('ijazah')]);
    await office.settle();
    expect(await returned('sri', made.applicationNumber)).to.deep.equal({
      code: 'INVALID',
      by: 'Endah Kusumawati',
      note: 'Gelar tidak terbaca',
    });
    office.messenger.next.push('NUMBER_UNREACHABLE');
    await office.decides('sri', made.applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments: ['ijazah'],
      note: 'Masih buram',
    });
    expect((await returned('sri', made.applicationNumber))?.code).to.equal('NUMBER_UNREACHABLE');
    await office.decides('sri', made.applicationNumber, 'reach-applicant');
    await office.applicants.complete(made.applicationNumber, made.pin, [await office.paper('ijazah')]);
    await office.settle();
    expect(await returned('sri', made.applicationNumber)).to.deep.equal({
      code: 'COMPLETED_BY_APPLICANT',
      by: 'Sri Wahyuni',
      note: 'Masih buram',
    });
  });

  it('takes one statement for tasks and cases together, however many there are', async () => {
    const { office } = given;
    const statements = async () => {
      let count = 0;
      const client = pg.Client.prototype as unknown as { query: (this: unknown, ...args: unknown[]) => unknown };
      const { query } = client;
      const counting = function (this: unknown, ...args: unknown[]) {
        // A connection that is opened anew asks for the server's version first: the others may have rested too long.
        if (args[0] !== 'select version();') count += 1;
        return query.apply(this, args);
      };
      Object.assign(pg.Client.prototype, { query: counting });
      try {
        await listWork(office.dependencies)(PEOPLE.sri.username);
      } finally {
        Object.assign(pg.Client.prototype, { query });
      }
      return count;
    };
    await office.submit();
    await work('sri');
    const before = await statements();
    for (let i = 0; i < 5; i++) await office.submit();
    expect(await statements()).to.equal(before);
    // Who asks, letters and absences, the list, the journal: none of them grows with the list.
    expect(before).to.be.greaterThan(0).and.at.most(16);
  });

  it('leaves out a user task that the program does not know how to judge', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    await office.database.asOwner(
      `select task_created('new-task', $1, 'a-new-element', 'petugas-entri', null, now())`,
      [applicationNumber],
    );
    expect((await work('sri')).tasks.map(({ element }) => element)).to.not.include('a-new-element');
    const decide = office.officers.decide(PEOPLE.sri.username, { applicationNumber, task: 'new-task', answer: {} });
    expect((await refusalOf(decide)).code).to.equal('TASK_UNKNOWN');
    await office.database.asOwner(`select task_ended('new-task', 'canceled')`);
  });

  it('knows the next task after a decision: the same case, then what the officer holds, then the oldest; and one to skip', async () => {
    const { office } = given;
    const next = async (of: { after?: string; skip?: string } = {}) =>
      (await office.officers.nextTask(PEOPLE.sri.username, of))?.applicationNumber;
    const { tasks } = await work('sri');
    const open = tasks.filter(({ blocked }) => blocked === null);
    expect(open.length).to.be.greaterThan(2);
    const same = open.at(-1)!.applicationNumber;
    expect(await next({ after: same })).to.equal(same);
    const held = open.find(({ mine }) => mine) ?? open[0]!;
    expect(await next({ after: 'KK-261122-ZZZZZZ' })).to.equal(held.applicationNumber);
    expect(await next()).to.equal(held.applicationNumber);
    expect(await next({ skip: open[0]!.applicationNumber })).to.equal(open[1]!.applicationNumber);
    expect(await next({ skip: same }), 'round again').to.equal(open[0]!.applicationNumber);
    expect(await office.officers.nextTask(PEOPLE.audi.username)).to.equal(undefined);
  });
});
