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

    it('ends when the officer is back early, by whoever may write it down', async () => {
      const { office } = given;
      await record('sri', 'sri', day(0), day(5));
      const { id } = (await office.store.people.absences())[0]!;
      expect((await refusalOf(office.officers.endAbsence(name('tono'), id))).code).to.equal('WRONG_ROLE');
      await office.officers.endAbsence(name('agus'), id);
      expect(await office.store.people.absences()).to.deep.equal([]);
      expect(await journalled('absence-ended')).to.deep.include({ actor: name('agus') });
      expect((await refusalOf(office.officers.endAbsence(name('sri'), id))).text).to.contain('tidak berlaku');
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
      expect(await journalled('stand-in-withdrawn')).to.deep.include({ actor: name('agus') });
      const again = office.officers.withdrawLetter(name('agus'), letters[0]!.id);
      expect((await refusalOf(again)).text).to.contain('tidak berlaku');
    });

    it('is given by the head alone, and not to somebody without a certificate', async () => {
      expect((await refusalOf(appoint('endah', 'rini'))).code).to.equal('WRONG_ROLE');
      expect((await refusalOf(appoint('agus', 'rini'))).text).to.contain('terdaftar di BSrE');
      expect(await given.office.store.people.delegations()).to.deep.equal([]);
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
    for (const wrong of ['', '0274 367509', 'bukan nomor', '+1 415 555 2671'])
      expect((await refusalOf(correct('sri', applicationNumber, wrong))).text, wrong).to.contain(
        'bukan nomor seluler Indonesia',
      );
    expect((await refusalOf(correct('sri', applicationNumber, '081234567890'))).text).to.contain('sama dengan');
    await correct('sri', applicationNumber, '0812 9876 5432');
    expect((await office.case(applicationNumber)).whatsapp).to.equal('+6281298765432');
    const rows = await office.journal(applicationNumber, 'number-corrected');
    expect(rows.map(({ actor, step, detail }) => [actor, step, detail])).to.deep.equal([['sri.wahyuni', 3, {}]]);
    const file = await office.officers.case(PEOPLE.sri.username, applicationNumber);
    expect([file.correctedWhatsapp, file.mayCorrectNumber]).to.deep.equal(['+6281298765432', true]);
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
