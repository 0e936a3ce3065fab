import { expect } from 'chai';
import { PEOPLE, refusalOf, withOffice } from './office.ts';

describe('What an officer has filled in and not decided', () => {
  const given = withOffice();
  const sri = PEOPLE.sri.username;
  const kept = async (applicationNumber: string, who = sri) =>
    (await given.office.officers.case(who, applicationNumber)).answerDraft?.answer;

  async function examining() {
    const { applicationNumber } = await given.office.opened();
    const { taskId } = await given.office.task(applicationNumber, 'examine-application');
    return { applicationNumber, task: taskId };
  }

  it('is there again for this officer and task, the newest of it', async () => {
    const of = await examining();
    const { officers } = given.office;
    expect(await kept(of.applicationNumber)).to.equal(undefined);
    await officers.draftAnswer(sri, of, { examination: 'incomplete' });
    await officers.draftAnswer(sri, of, {
      examination: 'incomplete',
      missingDocuments: ['ijazah'],
      note: 'Foto buram, NIK 3402155203850002',
    });
    expect(await kept(of.applicationNumber)).to.deep.equal({
      examination: 'incomplete',
      missingDocuments: ['ijazah'],
      note: 'Foto buram, NIK 3402155203850002',
    });
    await officers.dropAnswerDraft(sri, of.task);
    expect(await kept(of.applicationNumber)).to.equal(undefined);
  });

  it('is gone with the decision, whoever makes it, and a save that comes late leaves nothing behind', async () => {
    const { office } = given;
    const of = await examining();
    await office.officers.draftAnswer(sri, of, { examination: 'complete' });
    await office.decides('sri', of.applicationNumber, 'examine-application', { examination: 'complete' });
    const rows = () => office.database.asOwner('select 1 from answer_drafts where task_id = $1', [of.task]);
    expect(await rows()).to.deep.equal([]);
    expect((await refusalOf(office.officers.draftAnswer(sri, of, { examination: 'complete' }))).code).to.equal(
      'TASK_GONE',
    );
    // Around the use case, as in a race with the decision.
    await office.store.answerDrafts.put({ officer: sri, task: of.task, answer: { examination: 'complete' } });
    expect(await rows()).to.deep.equal([]);
  });

  it('is gone when the applicant withdraws', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened();
    const { taskId } = await office.task(applicationNumber, 'examine-application');
    await office.officers.draftAnswer(sri, { applicationNumber, task: taskId }, { examination: 'complete' });
    await office.applicants.withdraw(applicationNumber, pin);
    await office.settle();
    expect(await office.database.asOwner('select 1 from answer_drafts where task_id = $1', [taskId])).to.deep.equal([]);
  });

  it('is kept only for a task that is theirs to decide; another task, case or officer is refused and journalled', async () => {
    const { office } = given;
    const of = await examining();
    const other = await office.submit();
    for (const [who, where, code] of [
      [PEOPLE.tono.username, of, 'ASSIGNED_TO_ANOTHER'],
      [PEOPLE.endah.username, of, 'WRONG_ROLE'],
      [PEOPLE.audi.username, of, 'WRONG_ROLE'],
      [sri, { ...of, applicationNumber: other.applicationNumber }, 'TASK_GONE'],
      [sri, { ...of, task: 'made-up' }, 'TASK_GONE'],
    ] as const)
      expect((await refusalOf(office.officers.draftAnswer(who, where, { note: 'x' }))).code, who).to.equal(code);
    expect(
      (await office.journal(of.applicationNumber, 'act-refused')).map(({ actor, detail }) => [
        actor,
        detail['because'],
      ]),
    ).to.deep.equal([
      ['tono.prasetyo', 'ASSIGNED_TO_ANOTHER'],
      ['endah.kusuma', 'WRONG_ROLE'],
      ['audi.pranata', 'WRONG_ROLE'],
    ]);
    expect(await office.database.asOwner('select 1 from answer_drafts where task_id = $1', [of.task])).to.deep.equal(
      [],
    );
  });

  it('decides nothing: the case and its journal stay as they are', async () => {
    const { office } = given;
    const of = await examining();
    const before = [await office.case(of.applicationNumber), await office.journal(of.applicationNumber)];
    await office.officers.draftAnswer(sri, of, { examination: 'complete' });
    expect([await office.case(of.applicationNumber), await office.journal(of.applicationNumber)]).to.deep.equal(before);
  });
});

describe('Internal notes', () => {
  const given = withOffice();

  it('are read by every officer who may open the case, newest first, by name and time; the journal holds no word', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    await office.officers.addNote(
      PEOPLE.sri.username,
      applicationNumber,
      '  Sudah ditelepon,\r\npemohon datang Senin. ',
    );
    await office.officers.addNote(PEOPLE.endah.username, applicationNumber, 'Cek lagi tanggal lahir.');
    const { notes } = await office.officers.case(PEOPLE.endah.username, applicationNumber);
    expect(notes.map(({ author, text }) => [author, text])).to.deep.equal([
      ['Endah Kusumawati', 'Cek lagi tanggal lahir.'],
      ['Sri Wahyuni', 'Sudah ditelepon,\npemohon datang Senin.'],
    ]);
    const rows = await office.journal(applicationNumber, 'note-added');
    expect(rows.map(({ actor, step }) => [actor, step])).to.deep.equal([
      ['sri.wahyuni', 3],
      ['endah.kusuma', 5],
    ]);
    expect(JSON.stringify(await office.journal(applicationNumber))).to.not.contain('Senin');
  });

  it('never reach the applicant: neither tracking nor messages', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.drafted();
    await office.officers.addNote(PEOPLE.sri.username, applicationNumber, 'Rahasia kantor zirkon');
    const shown = await office.applicants.track(applicationNumber, pin);
    expect(JSON.stringify(shown)).to.not.contain('zirkon');
    await office.decides('endah', applicationNumber, 'verify-draft', {
      verification: 'invalid',
      note: 'Perlu diperbaiki',
    });
    expect(JSON.stringify(office.messenger.sent)).to.not.contain('zirkon');
  });

  it('are not for whoever may not open the case, not empty, not long, and never changed', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const add = (who: string, text: string) => refusalOf(office.officers.addNote(who, applicationNumber, text));
    expect((await add(PEOPLE.tono.username, 'x')).code).to.equal('ASSIGNED_TO_ANOTHER');
    expect((await add(PEOPLE.audi.username, 'x')).code).to.equal('WRONG_ROLE');
    expect((await add(PEOPLE.sri.username, ' \n ')).text).to.contain('Tulis catatannya');
    expect((await add(PEOPLE.sri.username, 'x'.repeat(1_001))).text).to.contain('terlalu panjang');
    expect((await office.officers.case(PEOPLE.sri.username, applicationNumber)).notes).to.deep.equal([]);
    await office.officers.addNote(PEOPLE.sri.username, applicationNumber, 'Tetap');
    for (const sql of ["update case_notes set text = 'lain'", 'delete from case_notes'])
      expect(await office.database.asApplication(sql).catch((error: { code?: string }) => error.code)).to.equal(
        '42501',
      );
  });
});
