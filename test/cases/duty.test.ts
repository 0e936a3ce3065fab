import { expect } from 'chai';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

describe('Who is on duty', () => {
  const given = withOffice();
  const name = (who: OfficerName) => PEOPLE[who].username;
  const day = (offset: number) =>
    new Date(Date.parse(given.office.today) + offset * 86_400_000).toISOString().slice(0, 10);
  const journalled = async (event: string) =>
    (await given.office.database.asOwner('select actor, detail from journal where event = $1 order by id', [event])).at(
      -1,
    );
  beforeEach(async () => {
    const { people } = given.office.store;
    for (const { id } of await people.absences()) await people.endAbsence(id);
    for (const { id } of await people.delegations()) await people.withdrawDelegation(id);
    await people.put(PEOPLE.endah);
  });

  describe('whose absence an officer may write down', () => {
    const choices = async (who: OfficerName) =>
      (await given.office.officers.duty(name(who))).mayRecordFor.map((one) => [one.username, one.name]);
    const OTHERS = ['dewi', 'endah', 'rini', 'sri', 'tono'] as const;
    const shown = (people: readonly OfficerName[]) => people.map((who) => [PEOPLE[who].username, PEOPLE[who].name]);

    it('is the own one for a clerk, everybody’s but the head’s for Kasi, everybody’s for the head', async () => {
      expect(await choices('sri')).to.deep.equal(shown(['sri']));
      expect(await choices('endah')).to.deep.equal(shown(['endah', 'rini', 'sri', 'tono']));
      expect(await choices('agus')).to.deep.equal(shown(['agus', ...OTHERS]));
    });

    it('is shown with the officer’s own name first, the others in their order', async () => {
      expect((await choices('endah'))[0]).to.deep.equal([name('endah'), 'Endah Kusumawati']);
      expect((await choices('dewi')).map(([login]) => login)).to.deep.equal(
        ['dewi', 'agus', 'endah', 'rini', 'sri', 'tono'].map((who) => name(who as OfficerName)),
      );
    });

    it('is of those who work in a lane: not of auditor and admin, of who has left, or of who has no role', async () => {
      const { people } = given.office.store;
      await people.put({ ...PEOPLE.rini, roles: [] });
      await people.put({ ...PEOPLE.tono, active: false });
      try {
        expect((await choices('agus')).map(([login]) => login)).to.deep.equal(
          ['agus', 'dewi', 'endah', 'sri'].map((who) => name(who as OfficerName)),
        );
        expect(await choices('audi')).to.deep.equal([]);
        expect(await choices('adi')).to.deep.equal([]);
      } finally {
        await people.put(PEOPLE.rini);
        await people.put(PEOPLE.tono);
      }
    });
  });

  describe('an absence', () => {
    const record = (who: OfficerName, person: OfficerName, validFrom = day(0), validTo = day(0)) =>
      given.office.officers.recordAbsence(name(who), { person: name(person), validFrom, validTo });

    it('is written down by oneself, by Kasi and by the head, shown to all, and journalled', async () => {
      const { office } = given;
      await record('sri', 'sri', day(0), day(2));
      await record('endah', 'tono');
      await record('agus', 'rini', day(1), day(1));
      const { absences } = await office.officers.duty(name('rini'));
      expect(absences.map((one) => [one.name, one.validFrom, one.validTo, one.recordedBy, one.mayEnd])).to.deep.equal([
        ['Sri Wahyuni', day(0), day(2), 'Sri Wahyuni', false],
        ['Tono Prasetyo', day(0), day(0), 'Endah Kusumawati', false],
        ['Rini Astuti', day(1), day(1), 'Agus Hartanto', true],
      ]);
      expect(await journalled('absence-recorded')).to.deep.equal({
        actor: name('agus'),
        detail: { person: name('rini'), validFrom: day(1), validTo: day(1) },
      });
      expect((await office.officers.work(name('sri'))).absentUntil).to.equal(day(2));
      expect((await office.officers.work(name('rini'))).absentUntil).to.equal(null);
    });

    it('is not written down for somebody else by a clerk, nor of the head by Kasi, nor for days that cannot be', async () => {
      expect((await refusalOf(record('sri', 'tono'))).code).to.equal('WRONG_ROLE');
      expect((await refusalOf(record('endah', 'agus'))).code).to.equal('WRONG_ROLE');
      expect((await refusalOf(record('budi', 'sri'))).code).to.equal('UNKNOWN_OFFICER');
      expect((await refusalOf(record('sri', 'sri', '2026-02-30', day(0)))).text).to.contain('Isi tanggal');
      expect((await refusalOf(record('sri', 'sri', day(1), day(0)))).text).to.contain('lebih dahulu');
      expect((await refusalOf(record('sri', 'sri', day(-2), day(-1)))).text).to.contain('sudah lewat');
      expect((await refusalOf(record('sri', 'sri', day(0), day(400)))).text).to.contain('lebih dari satu tahun');
      const nobody = given.office.officers.recordAbsence(name('sri'), {
        person: 'siapa',
        validFrom: day(0),
        validTo: day(0),
      });
      expect((await refusalOf(nobody)).text).to.contain('Pilih petugas');
      expect(await given.office.store.people.absences()).to.deep.equal([]);
    });

    it('is refused to auditor and admin, journalled: they hold no task that would go to a group', async () => {
      for (const who of ['audi', 'adi'] as const)
        for (const recorder of [who, 'agus'] as const) {
          expect((await refusalOf(record(recorder, who))).code, recorder).to.equal('WRONG_ROLE');
          expect(await journalled('act-refused')).to.deep.equal({
            actor: name(recorder),
            detail: { asked: 'absence-recorded', because: 'WRONG_ROLE' },
          });
        }
      expect(await given.office.store.people.absences()).to.deep.equal([]);
    });

    it('is shown no more once the officer has left the lanes: nobody could end it', async () => {
      const { office } = given;
      const { people } = office.store;
      await record('tono', 'tono', day(0), day(5));
      try {
        await people.put({ ...PEOPLE.tono, roles: ['auditor'] });
        expect((await office.officers.duty(name('agus'))).absences).to.deep.equal([]);
      } finally {
        await people.put(PEOPLE.tono);
      }
      expect((await office.officers.duty(name('agus'))).absences.map(({ person }) => person)).to.deep.equal([
        name('tono'),
      ]);
    });

    it('ends when the officer is back early, by whoever may write it down', async () => {
      const { office } = given;
      await record('sri', 'sri', day(0), day(5));
      const { id } = (await office.store.people.absences())[0]!;
      expect((await refusalOf(office.officers.endAbsence(name('tono'), id))).code).to.equal('WRONG_ROLE');
      await office.officers.endAbsence(name('agus'), id);
      expect(await office.store.people.absences()).to.deep.equal([]);
      expect(await journalled('absence-ended')).to.deep.equal({
        actor: name('agus'),
        detail: { person: name('sri'), validFrom: day(0), validTo: day(5) },
      });
      expect((await refusalOf(office.officers.endAbsence(name('sri'), id))).text).to.contain('tidak berlaku');
    });

    it('can be ended on its last day, and is history afterwards', async () => {
      const { office } = given;
      const { people } = office.store;
      await people.recordAbsence({
        person: name('sri'),
        validFrom: day(-3),
        validTo: day(-1),
        recordedBy: name('sri'),
      });
      await record('sri', 'sri');
      const [past, today] = await people.absences();
      expect((await refusalOf(office.officers.endAbsence(name('sri'), past!.id))).text).to.contain('tidak berlaku');
      await office.officers.endAbsence(name('sri'), today!.id);
      expect((await people.absences()).map(({ id }) => id)).to.deep.equal([past!.id]);
    });

    it('ends alone: other absences, also of the same officer, stay', async () => {
      const { office } = given;
      await record('sri', 'sri');
      await record('tono', 'tono', day(1), day(1));
      await record('sri', 'sri', day(7), day(8));
      const { id } = (await office.store.people.absences()).find(({ person }) => person === name('tono'))!;
      await office.officers.endAbsence(name('tono'), id);
      expect(
        (await office.officers.duty(name('agus'))).absences.map((one) => [one.person, one.validTo, one.mayEnd]),
      ).to.deep.equal([
        [name('sri'), day(0), true],
        [name('sri'), day(8), true],
      ]);
    });

    it('is written down while the engine is away: what the officer holds is freed later', async () => {
      const { office } = given;
      const { applicationNumber } = await office.drafted();
      const { taskId } = await office.task(applicationNumber, 'verify-draft');
      await office.officers.claim(name('endah'), { applicationNumber, task: taskId });
      office.faults = { assign: () => Promise.reject(new Error('engine away')) };
      try {
        await record('endah', 'endah');
      } finally {
        office.faults = {};
      }
      expect((await office.store.people.absences()).map(({ person }) => person)).to.deep.equal([name('endah')]);
      expect(office.log.filter((line) => line.includes('freed later'))).to.have.length(1);
      expect((await office.task(applicationNumber, 'verify-draft')).assignee).to.equal(name('endah'));
      await record('endah', 'endah', day(2), day(2));
      expect((await office.task(applicationNumber, 'verify-draft')).assignee).to.equal(null);
    });
  });

  describe('a letter of the head', () => {
    const appoint = (who: OfficerName, to: OfficerName, validFrom = day(0), validTo = day(0)) =>
      given.office.officers.appoint(name(who), { to: name(to), validFrom, validTo });

    it('appoints an officer whom BSrE knows, for dated days, and is shown and taken back', async () => {
      const { office } = given;
      await office.store.people.put({ ...PEOPLE.endah, signerNik: '3402015804820003' });
      expect((await office.officers.duty(name('agus'))).mayAppoint.map(({ username }) => username)).to.deep.equal([
        name('endah'),
      ]);
      await appoint('agus', 'endah', day(0), day(1));
      const { letters } = await office.officers.duty(name('agus'));
      expect(
        letters.map(({ name: whom, for: head, kind, mayWithdraw }) => [whom, head, kind, mayWithdraw]),
      ).to.deep.equal([['Endah Kusumawati', 'Agus Hartanto', 'Plh', true]]);
      expect((await office.officers.signingList(name('endah'))).actingAs).to.equal('Plh');
      const other = office.officers.withdrawLetter(name('endah'), letters[0]!.id);
      expect((await refusalOf(other)).code).to.equal('WRONG_ROLE');
      await office.officers.withdrawLetter(name('agus'), letters[0]!.id);
      expect((await refusalOf(office.officers.signingList(name('endah')))).code).to.equal('WRONG_ROLE');
      const letter = { to: name('endah'), kind: 'Plh', validFrom: day(0), validTo: day(1) };
      expect(await journalled('stand-in-appointed')).to.deep.equal({ actor: name('agus'), detail: letter });
      expect(await journalled('stand-in-withdrawn')).to.deep.equal({ actor: name('agus'), detail: letter });
      const again = office.officers.withdrawLetter(name('agus'), letters[0]!.id);
      expect((await refusalOf(again)).text).to.contain('tidak berlaku');
    });

    it('is given by the head alone, and not to somebody without a certificate', async () => {
      expect((await refusalOf(appoint('endah', 'rini'))).code).to.equal('WRONG_ROLE');
      expect((await refusalOf(appoint('agus', 'rini'))).text).to.contain('terdaftar di BSrE');
      const nobody = given.office.officers.appoint(name('agus'), {
        to: 'siapa',
        validFrom: day(0),
        validTo: day(0),
      });
      expect((await refusalOf(nobody)).text).to.contain('terdaftar di BSrE');
      expect(await given.office.store.people.delegations()).to.deep.equal([]);
    });

    it('is taken back alone: an earlier one stands', async () => {
      const { office } = given;
      await office.store.people.put({ ...PEOPLE.endah, signerNik: '3402015804820003' });
      await appoint('agus', 'endah', day(0), day(0));
      await appoint('agus', 'endah', day(3), day(4));
      const [, later] = await office.store.people.delegations();
      await office.officers.withdrawLetter(name('agus'), later!.id);
      expect((await office.store.people.delegations()).map(({ validTo }) => validTo)).to.deep.equal([day(0)]);
    });
  });
});

describe('Correcting the applicant’s WhatsApp number', () => {
  const given = withOffice();
  const correct = (who: OfficerName, applicationNumber: string, number: string) =>
    given.office.officers.correctNumber(PEOPLE[who].username, applicationNumber, number);

  it('is for the entry officer of the case; the journal records who, never which number', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    expect((await refusalOf(correct('tono', applicationNumber, '081298765432'))).code).to.equal('ASSIGNED_TO_ANOTHER');
    expect((await refusalOf(correct('endah', applicationNumber, '081298765432'))).code).to.equal('WRONG_ROLE');
    for (const wrong of ['', '0274 367509', 'bukan nomor', '+65 1234'])
      expect((await refusalOf(correct('sri', applicationNumber, wrong))).text, wrong).to.contain(
        'tidak dapat menerima WhatsApp',
      );
    expect((await refusalOf(correct('sri', applicationNumber, '081234567890'))).text).to.contain('sama dengan');
    await correct('sri', applicationNumber, '0812 9876 5432');
    expect((await office.case(applicationNumber)).whatsapp).to.equal('+6281298765432');
    const rows = await office.journal(applicationNumber, 'number-corrected');
    expect(rows.map(({ actor, step, detail }) => [actor, step, detail])).to.deep.equal([
      ['sri.wahyuni', 3, { told: true }],
    ]);
    const file = await office.officers.case(PEOPLE.sri.username, applicationNumber);
    expect([file.correctedWhatsapp, file.mayCorrectNumber]).to.deep.equal(['+6281298765432', true]);
  });

  it('takes a number of another country, as the form does', async () => {
    const { applicationNumber } = await given.office.drafted();
    await correct('sri', applicationNumber, '+65 9123 4567');
    expect((await given.office.case(applicationNumber)).whatsapp).to.equal('+6591234567');
  });

  it('is for the print officer once the card is signed, and for nobody when the case is over', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.delivered();
    await correct('rini', applicationNumber, '081298765432');
    expect((await office.journal(applicationNumber, 'number-corrected'))[0]).to.include({ step: 8 });
    await office.applicants.download(applicationNumber, pin);
    await office.settle();
    expect((await refusalOf(correct('rini', applicationNumber, '081298765433'))).text).to.contain('sudah selesai');
    expect((await office.officers.case(PEOPLE.rini.username, applicationNumber)).mayCorrectNumber).to.equal(false);
  });
});
