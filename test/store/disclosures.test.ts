import { expect } from 'chai';
import { openDisclosures, type Disclosures } from '../../src/store/disclosures.ts';
import { silent, withDatabase } from './database.ts';
import { errorOf, openCase, putOfficer, sha256 } from './given.ts';

describe('What the office remembers of who looked at whose data', () => {
  const database = withDatabase();
  let disclosures: Disclosures;
  before(async () => {
    await putOfficer(database.store);
    disclosures = await openDisclosures({ url: database.url, logger: silent });
  });

  it('is read beside the office: cases of a person, their papers, the looks at them, and who that was', async () => {
    const { applicationNumber, application } = await openCase(database.store);
    const other = await openCase(database.store);
    const paper = await database.store.papers.add({
      applicationNumber,
      kind: 'ijazah',
      sha256: sha256('a'),
      mediaType: 'image/jpeg',
      bytes: 4,
      source: 'portal',
    });
    const look = { applicationNumber, actor: 'sri.wahyuni', event: 'case-viewed', step: null, detail: {} };
    await database.store.journal.write(look);
    const page = { numbers: [applicationNumber] };
    await database.store.journal.write({ ...look, applicationNumber: null, event: 'work-list-viewed', detail: page });

    expect(await disclosures.casesOfPerson(application.applicant.nik)).to.include(applicationNumber);
    expect(await disclosures.casesOfPerson('3402019999990001')).to.deep.equal([]);
    expect(await disclosures.caseExists(applicationNumber)).to.equal(true);
    expect(await disclosures.caseExists('KK-261122-ZZZZZZ')).to.equal(false);
    expect(await disclosures.journalOf(applicationNumber)).to.deep.equal(
      await database.store.journal.of(applicationNumber),
    );
    expect((await disclosures.journalOf(applicationNumber)).map(({ event }) => event)).to.deep.equal(['case-viewed']);
    expect(await disclosures.journalOf(other.applicationNumber)).to.deep.equal([]);
    const views = await disclosures.listViews([applicationNumber, other.applicationNumber]);
    expect(views.map(({ actor, applicationNumbers }) => [actor, applicationNumbers])).to.deep.equal([
      ['sri.wahyuni', [applicationNumber]],
    ]);
    expect(await disclosures.papersOf(applicationNumber)).to.deep.equal([paper]);
    expect(await disclosures.papersOf(other.applicationNumber)).to.deep.equal([]);
    expect((await disclosures.people()).map(({ username }) => username)).to.deep.equal(['sri.wahyuni']);
  });

  it('says of a refusal no value, and gives its connections back', async () => {
    expect(await errorOf(disclosures.caseExists('\u0000'))).to.include({ name: 'StoreError', code: '22021' });
    await disclosures.close();
    expect(await errorOf(disclosures.people())).to.be.instanceOf(Error);
  });
});
