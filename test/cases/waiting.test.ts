import { expect } from 'chai';
import { listReminders } from '../../src/cases/waiting/list-reminders.ts';
import { listWaiting, type WaitingPlace } from '../../src/cases/waiting/list-waiting.ts';
import { engineHealth, lookAtEngine, watchEngine } from '../../src/cases/waiting/watch-engine.ts';
import { PEOPLE, refusalOf, withOffice } from './office.ts';

const adi = PEOPLE.adi.username;

describe('What waits in the office', () => {
  const given = withOffice();

  async function waiting(applicationNumber?: string): Promise<WaitingPlace[]> {
    const { dependencies } = given.office;
    const seen = { ...(await lookAtEngine(dependencies)), seenAt: new Date() };
    const places = await listWaiting({ ...dependencies, terms: dependencies.settings.terms }, seen);
    return places.filter((one) => applicationNumber === undefined || one.applicationNumber === applicationNumber);
  }
  /** Everything of this case happened so much earlier. */
  async function longAgo(applicationNumber: string, interval: string): Promise<void> {
    const { database } = given.office;
    await database.asOwner('alter table journal disable trigger journal_append_only');
    await database.asOwner(`update journal set at = at - $2::interval where application_number = $1`, [
      applicationNumber,
      interval,
    ]);
    await database.asOwner(
      `update work_list set created_at = created_at - $2::interval where application_number = $1`,
      [applicationNumber, interval],
    );
    await database.asOwner(
      `update cases set submitted_at = submitted_at - $2::interval where application_number = $1`,
      [applicationNumber, interval],
    );
  }

  it('every open case waits in exactly one place, with owner and reason, whatever its state', async () => {
    const { office } = given;
    await office.submit();
    await office.opened();
    const asked = await office.submit();
    await office.asksFor(asked.applicationNumber, ['ijazah']);
    await office.drafted();
    await office.verified();
    const sent = await office.delivered();
    const places = await waiting();
    const open = await office.store.cases.unfinished();
    expect(places.map(({ applicationNumber }) => applicationNumber)).to.have.members(
      open.map(({ applicationNumber }) => applicationNumber),
    );
    const place = (number: string) => places.find(({ applicationNumber }) => applicationNumber === number)!;
    expect(place(asked.applicationNumber)).to.include({ kind: 'completion', owner: 'pemohon', overdue: false });
    expect(place(sent.applicationNumber)).to.include({ kind: 'receipt', owner: 'pemohon', overdue: false });
    expect(new Set(places.filter(({ kind }) => kind === 'task').map(({ owner }) => owner))).to.deep.equal(
      new Set(['petugas-entri', 'kasi', 'kepala-dinas']),
    );
  });

  it('a task stands still after its term in office hours, a service after minutes', async () => {
    const { office } = given;
    const task = await office.submit();
    expect((await waiting(task.applicationNumber))[0]).to.include({ kind: 'task', overdue: false });
    await longAgo(task.applicationNumber, '10 days');
    expect((await waiting(task.applicationNumber))[0]).to.include({ overdue: true, owner: 'petugas-entri' });

    const card = await office.verified();
    office.messenger.next.push('WHATSAPP_UNREACHABLE');
    await office.signs(card.applicationNumber);
    expect((await waiting(card.applicationNumber))[0]).to.include({ kind: 'whatsapp', overdue: false });
    await longAgo(card.applicationNumber, '20 minutes');
    expect((await waiting(card.applicationNumber))[0]).to.include({ kind: 'whatsapp', overdue: true, owner: 'admin' });
  });

  it('an incident is shown with its sentence, and tried again by the admin alone, journalled', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    office.messenger.next.push('WHATSAPP_MISCONFIGURED');
    await office.signs(applicationNumber);
    const [place] = await waiting(applicationNumber);
    expect(place).to.include({ kind: 'incident', owner: 'admin', overdue: true });
    expect(place!.sentence).to.contain('Pengaturan WhatsApp');
    const { engine } = await office.officers.state(adi);
    const incident = engine!.incidents.find((one) => one.applicationNumber === applicationNumber)!;
    expect(await refusalOf(office.officers.retryIncident(PEOPLE.sri.username, incident.id))).to.include({
      code: 'WRONG_ROLE',
    });
    await office.officers.retryIncident(adi, incident.id);
    await office.settle();
    expect((await waiting(applicationNumber))[0]).to.include({ kind: 'receipt' });
    expect((await office.journal(applicationNumber, 'incident-retried')).map(({ actor }) => actor)).to.deep.equal([
      adi,
    ]);
    expect((await refusalOf(office.officers.retryIncident(adi, incident.id))).text).to.contain('tidak berhenti lagi');
  });

  it('the watcher finds a case that the engine lost, says so once in the journal, and /healthz reports it', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const health = engineHealth(office.dependencies);
    await watchEngine(office.dependencies)();
    expect(await health()).to.equal(undefined);
    await office.loseEngine();
    await watchEngine(office.dependencies)();
    await watchEngine(office.dependencies)();
    expect(await office.journal(applicationNumber, 'case-stranded')).to.have.length(1);
    expect(await health()).to.contain('berkas tidak berjalan di mesin proses');
    const places = await waiting(applicationNumber);
    expect(places.map(({ kind, owner, overdue }) => [kind, owner, overdue])).to.deep.equal([
      ['stranded', 'admin', true],
    ]);
    await office.officers.beginAgain(adi, applicationNumber);
    await office.settle();
    expect((await waiting(applicationNumber))[0]).to.include({ kind: 'task' });
  });

  it("the admin's page says when the engine does not answer, and shows what was seen last", async () => {
    const { office } = given;
    await watchEngine(office.dependencies)();
    const running = office.engine.runningCases.bind(office.engine);
    office.engine.runningCases = () => Promise.reject(new Error('away'));
    try {
      const shown = await office.officers.state(adi);
      expect(shown.engineAnswers).to.equal(false);
      expect(shown.engine!.seenAt).to.be.instanceOf(Date);
    } finally {
      office.engine.runningCases = running;
    }
    for (const who of ['sri', 'endah', 'agus', 'rini', 'audi'] as const)
      expect(await refusalOf(office.officers.state(PEOPLE[who].username))).to.include({ code: 'WRONG_ROLE' });
  });
});

describe('Reminders', () => {
  const given = withOffice();

  it('go to whoever can do it after the term, and to the superior a settable time later', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    const back = (interval: string) =>
      office.database.asOwner(
        `update work_list set created_at = created_at - $2::interval where application_number = $1`,
        [applicationNumber, interval],
      );
    const of = (who: 'sri' | 'endah' | 'agus' | 'rini' | 'adi') => office.officers.reminders(PEOPLE[who].username);
    expect((await of('sri')).own).to.deep.equal([]);
    // Term and superior's term of this office: 8 and 4 more hours. Two calendar weeks are more than both.
    await back('14 days');
    expect((await of('sri')).own).to.deep.equal([applicationNumber]);
    expect((await of('rini')).own).to.deep.equal([]);
    expect((await of('endah')).below).to.deep.equal([
      { lane: 'petugas-entri', applicationNumbers: [applicationNumber] },
    ]);
    expect((await of('agus')).below, 'the head hears of Kasi, Kasi of the desk').to.deep.equal([]);
    expect((await of('adi')).own).to.deep.equal([]);
  });

  it('leave the superior alone while only the first term is over', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const strict = {
      ...office.dependencies.settings,
      terms: { taskMinutes: 0, serviceMinutes: 15, superiorMinutes: 60 },
    };
    // Monday 08.00 to 08.30 WIB, wherever the day of the test run lies.
    const monday = new Date('2026-11-23T08:00:00+07:00');
    await office.database.asOwner(`update work_list set created_at = $2 where application_number = $1`, [
      applicationNumber,
      monday,
    ]);
    const at = (minutes: number) => {
      const now = () => new Date(monday.getTime() + minutes * 60_000);
      return listReminders({ ...office.dependencies, settings: strict, now });
    };
    expect((await at(30)(PEOPLE.endah.username)).own).to.include(applicationNumber);
    expect((await at(30)(PEOPLE.agus.username)).below).to.deep.equal([]);
    expect((await at(90)(PEOPLE.agus.username)).below[0]!.applicationNumbers).to.include(applicationNumber);
  });
});
