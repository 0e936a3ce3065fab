import { expect } from 'chai';
import { Failure } from '../../src/domain/failures.ts';
import { CASE_STATES, IdempotencyConflict } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { withDatabase } from './database.ts';
import { errorOf, newCase, openCase, sha256 } from './given.ts';

describe('The store keeps cases', () => {
  const database = withDatabase();

  it('gives back what was sent, and where the case stands', async () => {
    const sent = newCase();
    const { record, created } = await database.store.cases.open(sent);
    expect(created).to.equal(true);
    expect(record).to.deep.include({
      applicationNumber: sent.applicationNumber,
      application: sent.application,
      reason: 'perubahan-data',
      elements: ['pendidikan'],
      state: 'submitted',
      kkNumber: '3402150101150007',
      takenUpAt: null,
      missingDocuments: [],
    });
    expect(record.submittedAt).to.be.instanceOf(Date);
    expect(await database.store.cases.get(sent.applicationNumber)).to.deep.equal(record);
  });

  it('makes one case of twenty requests that carry the same key at the same time', async () => {
    const request = newCase();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        database.store.cases.open({ ...newCase(), idempotencyKey: request.idempotencyKey }),
      ),
    );
    expect(answers.filter(({ created }) => created)).to.have.length(1);
    expect(new Set(answers.map(({ record }) => record.applicationNumber))).to.have.property('size', 1);
  });

  it('makes one case also when each of the twenty is a transaction with papers and a journal entry', async () => {
    const { store } = database;
    const { idempotencyKey } = newCase();
    const submit = () =>
      store.transaction(async (tables) => {
        const { record, created } = await tables.cases.open({ ...newCase(), idempotencyKey });
        const { applicationNumber } = record;
        if (created) {
          await tables.papers.add({
            applicationNumber,
            kind: 'ijazah',
            sha256: sha256('ijazah'),
            mediaType: 'image/jpeg',
            bytes: 10,
            source: 'portal',
          });
          await tables.journal.write({
            applicationNumber,
            actor: 'pemohon',
            event: 'application-submitted',
            step: 1,
            detail: {},
          });
        }
        return applicationNumber;
      });
    const numbers = new Set(await Promise.all(Array.from({ length: 20 }, submit)));
    expect(numbers).to.have.property('size', 1);
    const [number = ''] = numbers;
    expect(await store.papers.of(number)).to.have.length(1);
    expect(await store.journal.of(number)).to.have.length(1);
  });

  it('refuses the same key with other content', async () => {
    const first = newCase();
    await database.store.cases.open(first);
    const other = {
      ...newCase({ application: sampleApplication({ reason: 'hilang' }) }),
      idempotencyKey: first.idempotencyKey,
    };
    expect(await errorOf(database.store.cases.open(other))).to.be.instanceOf(IdempotencyConflict);
  });

  it('refuses an application number that is taken, and names the rule', async () => {
    const first = newCase();
    await database.store.cases.open(first);
    expect(
      await errorOf(database.store.cases.open({ ...newCase(), applicationNumber: first.applicationNumber })),
    ).to.include({ name: 'StoreError', code: '23505', table: 'cases' });
  });

  it('changes only what is named, and knows every state of the tracking page', async () => {
    const { applicationNumber, updatedAt } = await openCase(database.store);
    for (const state of CASE_STATES) await database.store.cases.change(applicationNumber, { state });
    await database.store.cases.change(applicationNumber, {
      siakReference: 'SIAK-1',
      missingDocuments: ['ijazah', 'kk-lama'],
    });
    const after = await database.store.cases.get(applicationNumber);
    expect(after).to.deep.include({
      state: CASE_STATES.at(-1),
      siakReference: 'SIAK-1',
      missingDocuments: ['ijazah', 'kk-lama'],
      entryOfficer: null,
    });
    expect(after.updatedAt.getTime()).to.be.greaterThan(updatedAt.getTime() - 1);
  });

  it('says CASE_UNKNOWN for a number that nobody has', async () => {
    for (const work of [
      database.store.cases.get('KK-261122-000000'),
      database.store.cases.change('KK-261122-000000', { state: 'closed' }),
    ]) {
      const error = await errorOf(work);
      expect(error).to.be.instanceOf(Failure).and.include({ code: 'CASE_UNKNOWN' });
    }
    expect(await database.store.cases.find('KK-261122-000000')).to.equal(undefined);
  });

  it('remembers when the engine took a case up first', async () => {
    const { store } = database;
    const { applicationNumber, takenUpAt } = await openCase(store);
    expect(takenUpAt).to.equal(null);
    await store.cases.takenUp(applicationNumber);
    const first = (await store.cases.get(applicationNumber)).takenUpAt;
    await store.cases.takenUp(applicationNumber);
    expect(first).to.be.instanceOf(Date);
    expect((await store.cases.get(applicationNumber)).takenUpAt).to.deep.equal(first);
    const other = await openCase(store);
    await store.cases.takenUp(applicationNumber);
    expect((await store.cases.get(other.applicationNumber)).takenUpAt, 'of no other case').to.equal(null);
  });

  it('lists the cases that have not ended, and finds several by their numbers', async () => {
    const { store } = database;
    const [open, closed, withdrawn, archived] = [
      await openCase(store),
      await openCase(store),
      await openCase(store),
      await openCase(store),
    ];
    await store.cases.change(closed.applicationNumber, { state: 'closed' });
    await store.cases.change(withdrawn.applicationNumber, { state: 'withdrawn' });
    await store.cases.change(archived.applicationNumber, { state: 'archived' });
    const numbers = (await store.cases.unfinished()).map(({ applicationNumber }) => applicationNumber);
    expect(numbers).to.include(open.applicationNumber);
    expect(numbers).to.not.include.members([closed.applicationNumber]);
    expect(numbers).to.not.include.members([withdrawn.applicationNumber]);
    expect(numbers).to.not.include.members([archived.applicationNumber]);
    const found = await store.cases.findMany([open.applicationNumber, closed.applicationNumber, 'KK-261122-000000']);
    expect(found.map(({ applicationNumber }) => applicationNumber)).to.have.members([
      open.applicationNumber,
      closed.applicationNumber,
    ]);
  });

  it('finds the cases of a number, newest first, however the number was written', async () => {
    const { store } = database;
    const application = sampleApplication({
      applicant: { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp: '0857 1111 2222' },
    });
    const [older, newer] = [await openCase(store, { application }), await openCase(store, { application })];
    const found = await store.cases.byWhatsapp('+6285711112222');
    expect(found.map(({ applicationNumber }) => applicationNumber)).to.deep.equal([
      newer.applicationNumber,
      older.applicationNumber,
    ]);
    expect(await store.cases.byWhatsapp('+6285711112223')).to.deep.equal([]);
  });

  it('finds the cases of an applicant, newest first, and the one of a request', async () => {
    const { store } = database;
    const applicant = { name: 'Wening Prameswari', nik: '3402155203850099', whatsapp: '0857 1111 3333' };
    const sent = newCase({ application: sampleApplication({ applicant }) });
    const older = (await store.cases.open(sent)).record;
    const newer = await openCase(store, { application: sampleApplication({ applicant }) });
    expect((await store.cases.ofApplicant(applicant.nik)).map((one) => one.applicationNumber)).to.deep.equal([
      newer.applicationNumber,
      older.applicationNumber,
    ]);
    expect(await store.cases.ofApplicant('3402155203850098')).to.deep.equal([]);
    expect(await store.cases.byIdempotencyKey(sent.idempotencyKey)).to.include({
      applicationNumber: older.applicationNumber,
    });
    expect(await store.cases.byIdempotencyKey('of nobody')).to.equal(undefined);
  });

  it('locks a case for as long as a transaction lasts; one that is not there cannot be locked', async () => {
    const { store } = database;
    const record = await openCase(store);
    expect(await store.transaction((tables) => tables.cases.lock(record.applicationNumber))).to.deep.equal(record);
    const unknown = store.transaction((tables) => tables.cases.lock('KK-261122-000000'));
    expect(await errorOf(unknown))
      .to.be.instanceOf(Failure)
      .and.include({ code: 'CASE_UNKNOWN' });
  });

  it('keeps by which way SIAK is reached, and in which language its pages are from now on', async () => {
    const { store } = database;
    expect((await openCase(store)).siakWay).to.equal('simulator');
    const { applicationNumber, application, siakWay } = await openCase(store, { siakWay: 'typed' });
    expect(siakWay).to.equal('typed');
    await store.cases.change(applicationNumber, { language: 'jv' });
    expect((await store.cases.get(applicationNumber)).application).to.deep.equal({ ...application, language: 'jv' });
  });

  it('does not open an application that somebody laid in the row of another case', async () => {
    const [mine, other] = [await openCase(database.store), await openCase(database.store)];
    const sealedOf = async (applicationNumber: string) =>
      (
        await database.asOwner('select application_sealed as sealed from cases where application_number = $1', [
          applicationNumber,
        ])
      )[0]!['sealed'];
    const lay = (sealed: unknown) =>
      database.asOwner('update cases set application_sealed = $1 where application_number = $2', [
        sealed,
        mine.applicationNumber,
      ]);
    const own = await sealedOf(mine.applicationNumber);
    await lay(await sealedOf(other.applicationNumber));
    expect(await errorOf(database.store.cases.get(mine.applicationNumber))).to.be.instanceOf(Error);
    await lay(own);
    expect((await database.store.cases.get(mine.applicationNumber)).application).to.deep.equal(mine.application);
  });

  it('finds a case by its signed card, and lists by state', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    await store.cases.change(applicationNumber, { signedSha256: sha256('signed'), state: 'archived' });
    expect(await store.cases.findBySigned(sha256('signed'))).to.include({ applicationNumber });
    expect(await store.cases.findBySigned(sha256('other'))).to.equal(undefined);
    expect((await store.cases.list({ states: ['archived'] }))[0]).to.include({ state: 'archived' });
    expect(await store.cases.list({ limit: 2 })).to.have.length(2);
  });
});
