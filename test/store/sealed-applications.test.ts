import { expect } from 'chai';
import { createColumnSeal } from '../../src/store/column-seal.ts';
import { createStore } from '../../src/store/create-store.ts';
import { WrongDocumentKey } from '../../src/store/seal-clear-rows.ts';
import type { Store } from '../../src/store/store.ts';
import { FAMILY } from '../cases/external-services.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { DOCUMENT_KEY, silent, withDatabase } from './database.ts';
import { errorOf, newCase, openCase, sha256 } from './given.ts';

/** What of an application nobody may read in a row of `cases`: every name, NIK and place of birth in it. */
const SECRETS = secretsOf(sampleApplication());

describe('What the database holds of an application', () => {
  const database = withDatabase();

  /** The whole row as text, bytes decoded as far as they are text. */
  async function rawRow(applicationNumber: string): Promise<string> {
    const [row] = await database.asOwner('select * from cases where application_number = $1', [applicationNumber]);
    return Object.values(row ?? {})
      .map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : JSON.stringify(value)))
      .join('\n');
  }

  /** As an edition of before wrote it: readable, and not in the index of what is searched. */
  async function makeClear({ applicationNumber, application }: { applicationNumber: string; application: unknown }) {
    await database.asOwner(
      'update cases set application = $2, application_sealed = null where application_number = $1',
      [applicationNumber, JSON.stringify(application)],
    );
  }

  it('is unreadable without the key of the office: no name, no NIK, in no column', async () => {
    const { applicationNumber, application } = await openCase(database.store);
    const raw = await rawRow(applicationNumber);
    expect(SECRETS).to.have.length.above(5);
    for (const secret of SECRETS) expect(raw).not.to.contain(secret);
    expect((await database.store.cases.get(applicationNumber)).application).to.deep.equal(application);
    expect(application).to.deep.equal(sampleApplication());
  });

  it('is what the resident declared, by every way to a case', async () => {
    const { store } = database;
    const application = sampleApplication();
    const sent = newCase({ application });
    const { record } = await store.cases.open(sent);
    const { applicationNumber } = record;
    await store.cases.change(applicationNumber, { signedSha256: 'a'.repeat(64) });
    const again = await store.cases.open(sent);
    const found = [
      record,
      again.record,
      await store.cases.find(applicationNumber),
      ...(await store.cases.findMany([applicationNumber])),
      await store.cases.byIdempotencyKey(sent.idempotencyKey),
      await store.cases.findBySigned('a'.repeat(64)),
      await store.transaction((tables) => tables.cases.lock(applicationNumber)),
      (await store.cases.ofApplicant(application.applicant.nik)).find(
        (one) => one.applicationNumber === applicationNumber,
      ),
      (await store.cases.byWhatsapp(record.whatsapp!)).find((one) => one.applicationNumber === applicationNumber),
      (await store.cases.list()).find((one) => one.applicationNumber === applicationNumber),
    ];
    for (const one of found) {
      expect(one?.application).to.deep.equal(application);
      expect(one).not.to.have.property('applicationSealed');
    }
  });

  it('is still found by the NIKs of its applicant and members', async () => {
    const { store } = database;
    const { applicationNumber, application } = await openCase(store);
    for (const nik of [application.applicant.nik, ...application.members.map((member) => member.nik)])
      if (nik !== undefined) expect(await store.inquiries.casesOfPerson(nik)).to.include(applicationNumber);
    expect(await store.inquiries.casesOfPerson('3402019999990001')).to.deep.equal([]);
  });

  it('stays found by what it names after an officer corrected the phone number', async () => {
    const { applicationNumber, application } = await openCase(database.store);
    await database.store.cases.change(applicationNumber, { whatsapp: '+628999000111' });
    const [index] = await database.asOwner(
      'select words::text, applicant_name from case_index where application_number = $1',
      [applicationNumber],
    );
    expect(index?.['applicant_name']).to.equal(application.applicant.name);
    expect(index?.['words']).to.contain(application.applicant.nik).and.contain('8999000111');
  });

  it('of before the sealing is read as it is, and sealed at the next start of the office', async () => {
    const record = await openCase(database.store);
    await makeClear(record);
    expect((await database.store.cases.get(record.applicationNumber)).application).to.deep.equal(record.application);

    const withoutKey = await createStore({ url: database.url, logger: silent });
    await withoutKey.close();
    expect(await rawRow(record.applicationNumber)).to.contain(record.application.applicant.nik);

    const starters = await Promise.all(
      [1, 2].map(() => createStore({ url: database.url, logger: silent, key: DOCUMENT_KEY })),
    );
    const raw = await rawRow(record.applicationNumber);
    for (const secret of SECRETS) expect(raw).not.to.contain(secret);
    for (const store of starters)
      expect((await store.cases.get(record.applicationNumber)).application).to.deep.equal(record.application);
    await Promise.all(starters.map((store) => store.close()));
  });

  it('keeps an office with another key from opening, before it seals anything with it', async () => {
    const record = await openCase(database.store);
    await makeClear(await openCase(database.store));
    const refused = await errorOf(
      createStore({ url: database.url, logger: silent, key: Buffer.alloc(32, 8), dataDir: '/tempat/data' }),
    );
    expect(refused)
      .to.be.instanceOf(WrongDocumentKey)
      .with.property('message')
      .that.contains('DOCUMENT_KEY')
      .and.contains('hapus juga basis datanya di /tempat/data');
    const [clear] = await database.asOwner('select count(*)::int as n from cases where application is not null');
    expect(clear).to.deep.equal({ n: 1 });
    expect((await database.store.cases.get(record.applicationNumber)).application).to.deep.equal(record.application);
  });

  it('shares its seal with the family on a draft, which is found by the NIKs of its members', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const family = FAMILY;
    const draft = { sha256: sha256(applicationNumber), applicationNumber, family, previewSha256: 'b'.repeat(64) };
    await store.drafts.save({ ...draft, issuedOn: null, signatory: null, signatureLines: null });
    const [row] = await database.asOwner('select family, family_sealed from drafts where sha256 = $1', [draft.sha256]);
    const raw = `${JSON.stringify(row?.['family'])} ${String(row?.['family_sealed'])}`;
    expect(secretsOf(family)).to.have.length.above(5);
    for (const secret of secretsOf(family)) expect(raw).not.to.contain(secret);

    await database.asOwner('update drafts set family = $2, family_sealed = null where sha256 = $1', [
      draft.sha256,
      JSON.stringify(family),
    ]);
    expect((await store.drafts.find(draft.sha256))?.family).to.deep.equal(family);
    await (await createStore({ url: database.url, logger: silent, key: DOCUMENT_KEY })).close();
    const [left] = await database.asOwner('select count(*)::int as n from drafts where family is not null');
    expect(left).to.deep.equal({ n: 0 });
    expect((await store.drafts.latest(applicationNumber))?.family).to.deep.equal(family);
    for (const { nik } of family.members)
      expect(await store.inquiries.casesOfPerson(nik)).to.include(applicationNumber);
  });

  it('does not open in the row of another case, or altered', async () => {
    const [one, other] = [await openCase(database.store), await openCase(database.store)];
    await database.asOwner(
      `update cases set application_sealed = (select application_sealed from cases where application_number = $1)
       where application_number = $2`,
      [one.applicationNumber, other.applicationNumber],
    );
    expect(await readIn(database.store, other.applicationNumber)).to.include({ code: 'DOCUMENT_DAMAGED' });
    await database.asOwner(
      `update cases set application_sealed = set_byte(application_sealed, 40, get_byte(application_sealed, 40) # 1)
       where application_number = $1`,
      [one.applicationNumber],
    );
    expect(await readIn(database.store, one.applicationNumber)).to.include({ code: 'DOCUMENT_DAMAGED' });
  });

  it('is sealed anew each time: equal applications are unequal bytes', () => {
    const seal = createColumnSeal(DOCUMENT_KEY);
    expect(seal.seal('Siti', 'a').equals(seal.seal('Siti', 'a'))).to.equal(false);
    expect(() => createColumnSeal(Buffer.alloc(16))).to.throw(RangeError, '32 bytes');
  });
});

const readIn = (store: Store, applicationNumber: string) => errorOf(store.cases.get(applicationNumber));

function secretsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(secretsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    ['name', 'nik', 'birthPlace', 'street'].includes(name) && typeof inner === 'string' && inner !== ''
      ? [inner]
      : secretsOf(inner),
  );
}
