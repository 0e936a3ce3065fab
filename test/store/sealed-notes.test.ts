import { expect } from 'chai';
import { createStore } from '../../src/store/create-store.ts';
import { openToRead } from '../../src/store/open-to-read.ts';
import { DOCUMENT_KEY, silent, withDatabase } from './database.ts';
import { errorOf, judgementOf, openCase, putOfficer } from './given.ts';

const NOTE = 'Ibu Wening belum menunjukkan KTP-el, tetangga menjadi saksi.';

describe('What the database holds of what officers write', () => {
  const database = withDatabase();
  before(() => putOfficer(database.store));

  const rowsOf = async (table: string) =>
    (await database.asOwner(`select * from ${table}`, []))
      .flatMap((row) => Object.values(row))
      .map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : JSON.stringify(value)))
      .join('\n');
  /** As the next start of the office does it. */
  const seals = async () => (await createStore({ url: database.url, logger: silent, key: DOCUMENT_KEY })).close();

  describe('a note on a case', () => {
    const noted = async () => {
      const { applicationNumber } = await openCase(database.store);
      await database.store.caseNotes.add({ applicationNumber, author: 'sri.wahyuni', text: NOTE });
      return applicationNumber;
    };

    it('is unreadable without the key of the office, and read with it', async () => {
      const applicationNumber = await noted();
      expect(await rowsOf('case_notes')).to.not.contain('Wening');
      const [note] = await database.store.caseNotes.of(applicationNumber);
      expect(note).to.include({ author: 'sri.wahyuni', text: NOTE }).and.not.have.property('textSealed');
    });

    it('of before the sealing is read as it is, and sealed at the next start', async () => {
      const { applicationNumber } = await openCase(database.store);
      await database.asOwner('insert into case_notes (application_number, author, text) values ($1, $2, $3)', [
        applicationNumber,
        'sri.wahyuni',
        NOTE,
      ]);
      const before = await database.store.caseNotes.of(applicationNumber);
      expect(before[0]?.text).to.equal(NOTE);
      await seals();
      expect(await rowsOf('case_notes')).to.not.contain('Wening');
      expect(await database.store.caseNotes.of(applicationNumber)).to.deep.equal(before);
    });

    it('stays as it was written, also for the owner of the database', async () => {
      const applicationNumber = await noted();
      for (const change of [
        "update case_notes set text_sealed = 'x'",
        "update case_notes set text = 'lain', text_sealed = null",
        "update case_notes set author = 'tono'",
        'delete from case_notes',
        'truncate case_notes',
      ])
        expect(String(await errorOf(database.asOwner(change, []))), change).to.contain('append-only');
      expect((await database.store.caseNotes.of(applicationNumber))[0]?.text).to.equal(NOTE);
    });

    it('does not open at another case', async () => {
      const [one, other] = [await noted(), (await openCase(database.store)).applicationNumber];
      await database.asOwner(
        `insert into case_notes (application_number, author, text_sealed)
         select $2, author, text_sealed from case_notes where application_number = $1`,
        [one, other],
      );
      expect(await errorOf(database.store.caseNotes.of(other))).to.include({ code: 'DOCUMENT_DAMAGED' });
    });
  });

  describe('a decision', () => {
    const answer = { examination: 'incomplete', missingDocuments: ['ijazah'], note: NOTE };
    /** Judged, and taken by the engine. */
    async function decided() {
      const { store } = database;
      const { applicationNumber } = await openCase(store);
      const judgement = judgementOf(applicationNumber, { answer });
      const { taskId, element } = judgement;
      await database.asOwner('select task_created($1, $2, $3, $4, null, clock_timestamp())', [
        ...[taskId, applicationNumber, element, 'petugas-entri'],
      ]);
      await store.judgements.put(judgement);
      const [taken] = await database.asOwner('select decision_takes_effect($1) as variables', [taskId]);
      return { applicationNumber, taskId, variables: taken!['variables'] };
    }
    const everywhere = async (applicationNumber: string, taskId: string) => {
      const { store } = database;
      await database.asOwner('select task_created($1, $2, $3, $4, null, clock_timestamp())', [
        ...[`next-${taskId}`, applicationNumber, 'reach-applicant', 'petugas-entri'],
      ]);
      const span = { from: new Date(0), to: new Date('9999-01-01') };
      return [
        (await store.decisions.of(applicationNumber)).at(-1)?.answer,
        (await store.decisions.byTask(taskId))?.answer,
        (await store.workList.listed({ lanes: ['petugas-entri'], applicationNumber }))[0]?.decisions.at(-1)?.answer,
        (await store.inquiries.returns(span, 50)).find((one) => one.applicationNumber === applicationNumber)?.answer,
      ];
    };

    it('keeps its note unreadable without the key, gives it back with the answer, and the engine the variables alone', async () => {
      const { applicationNumber, taskId, variables } = await decided();
      const { note: _words, ...others } = answer;
      expect(variables).to.deep.equal(others);
      expect(await rowsOf('decisions')).to.not.contain('Wening');
      expect(await rowsOf('decisions'), 'what was decided stays readable').to.contain('incomplete');
      for (const one of await everywhere(applicationNumber, taskId)) expect(one).to.deep.equal(answer);
      const [listed] = await database.store.workList.listed({ lanes: ['petugas-entri'], applicationNumber });
      expect(listed!.decisions[0]).to.not.have.any.keys('taskId', 'noteSealed');
    });

    it('of before the sealing is read as it is, and sealed at the next start', async () => {
      const { applicationNumber } = await openCase(database.store);
      const taskId = `task-of-before-${applicationNumber}`;
      await database.asOwner(
        `insert into decisions (application_number, step, element, decided_by, decided_at, task_id, answer)
         values ($1, 3, 'examine-application', 'sri.wahyuni', now(), $2, $3)`,
        [applicationNumber, taskId, JSON.stringify(answer)],
      );
      for (const one of await everywhere(applicationNumber, taskId)) expect(one).to.deep.equal(answer);
      await seals();
      expect(await rowsOf('decisions')).to.not.contain('Wening');
      for (const one of (await everywhere(applicationNumber, `again-${taskId}`)).filter((one) => one !== undefined))
        expect(one).to.deep.equal(answer);
    });

    it('stays as it was decided, also for the owner of the database', async () => {
      const { applicationNumber } = await decided();
      for (const change of [
        "update decisions set answer = '{}'",
        "update decisions set note_sealed = 'x'",
        'update decisions set note_sealed = null, answer = answer || \'{"note": "lain"}\'',
        'delete from decisions',
      ])
        expect(String(await errorOf(database.asOwner(change, []))), change).to.contain('append-only');
      expect((await database.store.decisions.of(applicationNumber))[0]?.answer).to.deep.equal(answer);
    });

    it('is counted by a command without the key, which reads no note', async () => {
      const { applicationNumber } = await decided();
      const reading = await openToRead({ url: database.url, logger: silent });
      const span = { from: new Date(0), to: new Date('9999-01-01') };
      const found = (await reading.inquiries.returns(span, 50)).find(
        (one) => one.applicationNumber === applicationNumber,
      );
      await reading.close();
      const { note: _note, ...rest } = answer;
      expect(found?.answer).to.deep.equal(rest);
    });
  });

  it('is sealed while it is being filled in, and nobody sees it but its officer', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const task = `task-${applicationNumber}`;
    await database.asOwner('select task_created($1, $2, $3, $4, null, clock_timestamp())', [
      ...[task, applicationNumber, 'examine-application', 'petugas-entri'],
    ]);
    await store.answerDrafts.put({ officer: 'sri.wahyuni', task, answer: { examination: 'incomplete', note: NOTE } });
    expect(await rowsOf('answer_drafts'))
      .to.not.contain('Wening')
      .and.not.contain('incomplete');
    expect((await store.answerDrafts.find('sri.wahyuni', task))?.answer).to.include({ note: NOTE });

    await database.asOwner('update answer_drafts set answer = $1, answer_sealed = null where task_id = $2', [
      JSON.stringify({ note: NOTE }),
      task,
    ]);
    expect((await store.answerDrafts.find('sri.wahyuni', task))?.answer).to.deep.equal({ note: NOTE });
    await seals();
    expect(await rowsOf('answer_drafts')).to.not.contain('Wening');
    expect((await store.answerDrafts.find('sri.wahyuni', task))?.answer).to.deep.equal({ note: NOTE });
  });

  describe('why a card is taken back', () => {
    const signedSha256 = 'c'.repeat(64);
    const asked = { requestedBy: 'sri.wahyuni', requestedAs: 'kasi' as const, requestedAt: new Date() };

    it('is unreadable without the key, and read with it wherever it is asked for', async () => {
      const { store } = database;
      const { applicationNumber } = await openCase(store);
      expect(await store.revocations.request({ ...asked, applicationNumber, signedSha256, reason: NOTE })).to.equal(
        true,
      );
      expect(await rowsOf('revocations')).to.not.contain('Wening');
      const found = [
        await store.revocations.newest(applicationNumber),
        (await store.revocations.open()).find((one) => one.applicationNumber === applicationNumber),
        (await store.inquiries.cardRevocations({ applicationNumber }, 5))[0],
      ];
      for (const one of found) expect(one).to.include({ reason: NOTE }).and.not.have.property('reasonSealed');
    });

    it('of before the sealing is sealed at the next start, also where it is settled; else a settled one stays', async () => {
      const { store } = database;
      const { applicationNumber } = await openCase(store);
      await database.asOwner(
        `insert into revocations (application_number, signed_sha256, reason, requested_by, requested_as, requested_at, outcome,
           settled_by, settled_at) values ($1, $2, $3, 'sri.wahyuni', 'kasi', now(), 'declined', 'sri.wahyuni', now())`,
        [applicationNumber, signedSha256, NOTE],
      );
      expect((await store.revocations.newest(applicationNumber))?.reason).to.equal(NOTE);
      await seals();
      expect(await rowsOf('revocations')).to.not.contain('Wening');
      expect((await store.revocations.newest(applicationNumber))?.reason).to.equal(NOTE);
      const changed = database.asOwner("update revocations set reason_sealed = 'x' where outcome is not null", []);
      expect(String(await errorOf(changed))).to.contain('a settled revocation stays as it is');
    });
  });
});
