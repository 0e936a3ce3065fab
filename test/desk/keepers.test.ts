import { expect } from 'chai';
import { giveTasksToKeepers } from '../../src/cases/desk/give-to-keepers.ts';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import type { UserTask } from '../../src/engine/engine.ts';
import { startDesk, type DeskServer } from './desk-server.ts';
import { PEOPLE, createSampleOffice, type SampleOffice } from './sample-office.ts';

const { sri, tono, endah } = PEOPLE;

describe('Who keeps a case', () => {
  let office: SampleOffice;
  let server: DeskServer;
  beforeEach(async () => {
    office = createSampleOffice();
    server = await startDesk(office);
  });
  afterEach(() => server.stop());
  const as = (person: { username: string }) => server.browser(person.username);
  const holderOf = async ({ userTaskKey }: UserTask) =>
    (await office.engine.openTasks()).find((task) => task.userTaskKey === userTaskKey)?.assignee;
  const keeperOf = async (applicationNumber: string) => (await office.store.cases.get(applicationNumber)).entryOfficer;
  const give = () => giveTasksToKeepers({ store: office.store, engine: office.engine, now: office.now })();

  async function keptBySri() {
    const { applicationNumber, processInstanceKey } = await office.given.case();
    await office.store.cases.change(applicationNumber, { entryOfficer: sri.username });
    const path = `/meja/berkas/${applicationNumber}`;
    return {
      applicationNumber,
      processInstanceKey,
      path,
      offer: (task: Partial<UserTask> = {}) =>
        office.engine.offer({ elementId: 'examine-application', processInstanceKey, ...task }),
      isHandedTo: (colleague: { username: string }) =>
        as(sri).post(`${path}/serah`, [['petugas', colleague.username]], { from: path }),
    };
  }

  describe('handing over', () => {
    it('to a colleague of the lane, and to nobody else', async () => {
      const made = await keptBySri();
      const task = made.offer({ assignee: sri.username });
      expect((await made.isHandedTo(endah)).status).to.equal(409);
      expect((await made.isHandedTo(tono)).status).to.equal(303);
      expect(await holderOf(task)).to.equal(tono.username);
      expect(office.engine.keepers).to.deep.equal([`${made.processInstanceKey} ${tono.username}`]);
      expect((await as(sri).get(made.path)).status).to.equal(403);
      expect((await as(tono).get(made.path)).status).to.equal(200);
      expect(office.store.rows.journal.map(({ actor, event, step }) => `${actor} ${event} ${step}`)).to.include(
        'sri.wahyuni case-handed-over 3',
      );
    });

    it('not to one who is absent', async () => {
      const made = await keptBySri();
      const today = plainDateOf(office.now());
      await office.store.people.recordAbsence({
        person: tono.username,
        validFrom: today,
        validTo: today,
        recordedBy: tono.username,
      });
      expect((await as(sri).get(made.path)).text).not.to.contain(`value="${tono.username}"`);
      expect((await made.isHandedTo(tono)).status).to.equal(409);
    });

    it('changes nothing while the engine is away: it can be tried again', async () => {
      const made = await keptBySri();
      const { nameKeeper } = office.engine;
      office.engine.nameKeeper = () => Promise.reject(new Error('gateway gone'));
      expect((await made.isHandedTo(tono)).status).to.be.at.least(500);
      expect(await keeperOf(made.applicationNumber)).to.equal(sri.username);
      office.engine.nameKeeper = nameKeeper;
      expect((await made.isHandedTo(tono)).status).to.equal(303);
    });

    it('holds although the open task cannot be moved at once; it comes to the colleague a little later', async () => {
      const made = await keptBySri();
      const task = made.offer({ assignee: sri.username });
      const { passTask } = office.engine;
      office.engine.passTask = () => Promise.reject(new Error('gateway gone'));
      expect((await made.isHandedTo(tono)).status).to.equal(303);
      expect(await keeperOf(made.applicationNumber)).to.equal(tono.username);
      office.engine.passTask = passTask;
      office.given.later(0.5);
      expect(await give()).to.equal(1);
      expect(await holderOf(task)).to.equal(tono.username);
    });

    it('reaches a task that the search did not show yet', async () => {
      const made = await keptBySri();
      expect((await made.isHandedTo(tono)).status).to.equal(303);
      const task = made.offer({ assignee: sri.username });
      expect(await give(), 'what was handed over a moment ago may only look as before').to.equal(0);
      office.given.later(0.5);
      expect(await give()).to.equal(1);
      expect(await holderOf(task)).to.equal(tono.username);
    });
  });

  it('a task that a third person took in Tasklist is left to him: his completion is refused', async () => {
    const made = await keptBySri();
    expect((await made.isHandedTo(tono)).status).to.equal(303);
    const task = made.offer({ assignee: 'petugas.lain' });
    office.given.later(0.5);
    expect(await give()).to.equal(0);
    expect(await holderOf(task)).to.equal('petugas.lain');
  });

  describe('a task that nobody holds', () => {
    it('goes to the keeper of its case', async () => {
      const task = (await keptBySri()).offer();
      expect(await give()).to.equal(1);
      expect(await holderOf(task)).to.equal(sri.username);
      expect(await give(), 'and once only').to.equal(0);
    });

    it('stays with the group while its keeper is absent, while its case has no keeper, and where anybody of the lane may do it', async () => {
      const [ofAbsent, ofNobody, anybodys] = [await keptBySri(), await keptBySri(), await keptBySri()];
      const today = plainDateOf(office.now());
      await office.store.cases.change(ofAbsent.applicationNumber, { entryOfficer: tono.username });
      await office.store.people.recordAbsence({
        person: tono.username,
        validFrom: today,
        validTo: today,
        recordedBy: tono.username,
      });
      await office.store.cases.change(ofNobody.applicationNumber, { entryOfficer: null });
      const tasks = [ofAbsent.offer(), ofNobody.offer(), anybodys.offer({ elementId: 'reach-applicant' })];
      expect(await give()).to.equal(0);
      expect(await Promise.all(tasks.map(holderOf))).to.deep.equal([null, null, null]);
    });

    it('is not taken from one who took it while the search still showed it free', async () => {
      const made = await keptBySri();
      const seenFree = made.offer();
      await office.engine.give(seenFree.userTaskKey, tono.username);
      const { openTasks } = office.engine;
      office.engine.openTasks = () => Promise.resolve([seenFree]);
      expect(await give()).to.equal(0);
      office.engine.openTasks = openTasks;
      expect(await holderOf(seenFree)).to.equal(tono.username);
    });
  });
});
