import { expect } from 'chai';
import { freeTasksOfAbsent } from '../../src/cases/desk/free-tasks.ts';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import { startDesk, type DeskServer } from './desk-server.ts';
import { PEOPLE, createSampleOffice, type SampleOffice } from './sample-office.ts';

const PAGE = '/meja/kehadiran';
const DAY_MS = 86_400_000;
const day = (fromToday: number) => plainDateOf(new Date(Date.now() + fromToday * DAY_MS));
const { sri, tono, endah, agus, rini } = PEOPLE;

describe('The page of who is here', () => {
  let office: SampleOffice;
  let server: DeskServer;
  beforeEach(async () => {
    office = createSampleOffice();
    server = await startDesk(office);
  });
  afterEach(() => server.stop());
  const as = (person: { username: string }) => server.browser(person.username);
  const absent = (by: { username: string }, who: { username: string }, from = day(0), to = day(0)) =>
    as(by).post(
      `${PAGE}/absen`,
      [
        ['petugas', who.username],
        ['mulai', from],
        ['sampai', to],
      ],
      { from: PAGE },
    );
  const told = () => office.store.rows.journal.map(({ actor, event }) => `${actor} ${event}`);

  async function keptBySri() {
    const made = await office.given.case();
    await office.given.decision(made.applicationNumber, 2, sri, {});
    await office.store.cases.change(made.applicationNumber, { entryOfficer: sri.username });
    return {
      ...made,
      returns: () =>
        office.engine.offer({
          elementId: 'examine-application',
          processInstanceKey: made.processInstanceKey,
          assignee: sri.username,
        }),
    };
  }

  it('an officer says that he is absent: what he holds goes back to the group, and a colleague may see and examine it', async () => {
    const made = await keptBySri();
    made.returns();
    expect((await as(tono).get(`/meja/berkas/${made.applicationNumber}`)).status).to.equal(403);
    expect((await absent(sri, sri, day(0), day(3))).status).to.equal(303);
    const [task] = (await office.desk.dashboard(tono.username)).tasks;
    expect(task).to.include({ applicationNumber: made.applicationNumber, assignee: null, blocked: null });
    expect((await as(tono).get(`/meja/berkas/${made.applicationNumber}`)).text).to.contain(
      'Tugas dilepas: pemegangnya tidak bertugas',
    );
    expect(told()).to.include.members(['sri.wahyuni absence-recorded', 'sistem task-freed']);
    expect((await as(sri).get('/meja')).text).to.contain('Anda tercatat tidak bertugas sampai dengan');
  });

  it('a case that returns while he is absent goes to the group too; when he is here, it is his', async () => {
    const [while_, after] = [await keptBySri(), await keptBySri()];
    await absent(sri, sri);
    while_.returns();
    const free = freeTasksOfAbsent({ store: office.store, engine: office.engine, now: office.now });
    expect(await free()).to.equal(1);
    expect((await office.store.cases.get(while_.applicationNumber)).entryOfficer).to.equal(null);
    const id = office.store.rows.absences[0]!.id;
    expect((await as(sri).post(`${PAGE}/absen/selesai`, [['catatan', id]], { from: PAGE })).status).to.equal(303);
    after.returns();
    expect(await free()).to.equal(0);
    expect((await office.store.cases.get(after.applicationNumber)).entryOfficer).to.equal(sri.username);
    expect(told()).to.include('sri.wahyuni absence-ended');
  });

  it('what a colleague took a moment after it was freed is not taken from him, although the search still names the absent', async () => {
    const made = await keptBySri();
    const task = made.returns();
    await absent(sri, sri);
    office.engine.openTasks = () => Promise.resolve([task]);
    expect(await freeTasksOfAbsent({ store: office.store, engine: office.engine, now: office.now })()).to.equal(0);
    office.given.later(1);
    expect(
      await freeTasksOfAbsent({ store: office.store, engine: office.engine, now: office.now })(),
      'a minute later the search is right',
    ).to.equal(1);
  });

  it('is written down although the engine does not answer; the tasks follow', async () => {
    const made = await keptBySri();
    made.returns();
    const { openTasks } = office.engine;
    office.engine.openTasks = () => Promise.reject(new Error('gateway gone'));
    expect((await absent(sri, sri)).status).to.equal(303);
    office.engine.openTasks = openTasks;
    expect(await freeTasksOfAbsent({ store: office.store, engine: office.engine, now: office.now })()).to.equal(1);
  });

  it('Kasi/Kabid writes it down for one who lies ill; a colleague may not, and his attempt is journalled', async () => {
    expect((await absent(endah, sri)).status).to.equal(303);
    expect((await as(endah).get(PAGE)).text)
      .to.contain('Sri Wahyuni')
      .and.contain('Endah Kusumawati');
    expect((await absent(tono, sri)).status).to.equal(403);
    const id = office.store.rows.absences[0]!.id;
    expect((await as(tono).post(`${PAGE}/absen/selesai`, [['catatan', id]], { from: PAGE })).status).to.equal(403);
    expect(told().filter((row) => row === 'tono.prasetyo act-refused')).to.have.length(2);
    expect(office.store.rows.absences).to.have.length(1);
  });

  it('says what is wrong with the days, and writes nothing down', async () => {
    for (const [from, to, remedy] of [
      ['', day(0), 'Isi tanggal'],
      [day(3), day(2), 'lebih dahulu'],
      [day(-3), day(-2), 'sudah lewat'],
      [day(0), day(800), 'satu tahun'],
    ] as const) {
      const answer = await absent(sri, sri, from, to);
      expect([answer.status, answer.text.includes(remedy)], remedy).to.deep.equal([409, true]);
    }
    expect((await absent(sri, { username: 'nobody' })).status).to.equal(409);
    expect((await as(sri).post(`${PAGE}/absen/selesai`, [['catatan', '99']], { from: PAGE })).status).to.equal(409);
    expect(office.store.rows.absences).to.deep.equal([]);
  });

  it('the head appoints who signs for him, and withdraws the letter when he is back', async () => {
    const signer = { ...endah, signerNik: '3402015804820003' };
    office.store.rows.people.set(signer.username, signer);
    const letter = (by: { username: string }, to: { username: string }) =>
      as(by).post(
        `${PAGE}/plh`,
        [
          ['pejabat', to.username],
          ['mulai', day(0)],
          ['sampai', day(2)],
        ],
        { from: PAGE },
      );
    expect((await letter(endah, signer)).status, 'nobody appoints himself').to.equal(403);
    expect((await letter(agus, rini)).status, 'BSrE does not know her').to.equal(409);
    expect((await letter(agus, signer)).status).to.equal(303);
    expect((await as(endah).get(PAGE)).text)
      .to.contain('Plh. Kepala Dinas')
      .and.not.contain('Cabut surat');
    expect((await as(endah).get('/meja/tanda-tangan')).status).to.equal(200);
    const { id } = office.store.rows.delegations[0]!;
    expect((await as(endah).post(`${PAGE}/plh/cabut`, [['surat', id]], { from: PAGE })).status).to.equal(403);
    expect((await as(agus).post(`${PAGE}/plh/cabut`, [['surat', id]], { from: PAGE })).status).to.equal(303);
    expect((await as(endah).get('/meja/tanda-tangan')).status).to.equal(403);
    expect(told()).to.include.members(['agus.hartanto stand-in-appointed', 'agus.hartanto stand-in-withdrawn']);
  });

  it('a stand-in appoints nobody', async () => {
    office.store.rows.people.set(rini.username, { ...rini, signerNik: '3402015804820003' });
    await office.store.people.delegate({
      from: agus.username,
      to: endah.username,
      role: 'kepala-dinas',
      kind: 'Plh',
      validFrom: day(0),
      validTo: day(1),
    });
    expect(
      (
        await as(endah).post(
          `${PAGE}/plh`,
          [
            ['pejabat', rini.username],
            ['mulai', day(0)],
            ['sampai', day(1)],
          ],
          { from: PAGE },
        )
      ).status,
    ).to.equal(403);
  });
});
