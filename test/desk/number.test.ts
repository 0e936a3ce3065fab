import { expect } from 'chai';
import { Failure } from '../../src/domain/failures.ts';
import { startDesk, type DeskServer } from './desk-server.ts';
import { PEOPLE, createSampleOffice, type SampleOffice } from './sample-office.ts';

let office: SampleOffice;
let server: DeskServer;
beforeEach(async () => {
  office = createSampleOffice();
  server = await startDesk(office);
});
afterEach(() => server.stop());
const as = (person: { username: string }) => server.browser(person.username);
const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );
const events = (number: string) =>
  office.store.rows.journal
    .filter((row) => row.applicationNumber === number)
    .map(({ actor, event, step }) => `${actor} ${event} ${step}`);

describe("The applicant's WhatsApp number", () => {
  it('takes a corrected number from the keeper, shows it in part, and journals who, never what', async () => {
    const { sri, tono, endah } = PEOPLE;
    const made = await office.given.drafted();
    const path = `/meja/berkas/${made.applicationNumber}`;
    const number = '0812 9876 5432';
    for (const { username } of [tono, endah])
      expect(
        await refusalOf(office.desk.correctNumber(username, made.applicationNumber, number)),
        username,
      ).to.be.oneOf(['NOT_KEEPER', 'WRONG_ROLE']);
    for (const wrong of ['', '0274 367509', 'bukan nomor', '+1 415 555 2671'])
      expect((await as(sri).post(`${path}/nomor`, [['nomor', wrong]], { from: path })).status, wrong).to.equal(409);
    expect((await as(sri).post(`${path}/nomor`, [['nomor', number]], { from: path })).status).to.equal(303);
    expect((await office.store.cases.get(made.applicationNumber)).whatsapp).to.equal('+6281298765432');
    const page = await as(sri).get(path);
    expect(page.text).to.contain('+62812•••5432').and.not.contain('81298765432');
    expect((await as(endah).get(path)).text).to.not.contain('Betulkan nomor WhatsApp');
    const rows = office.store.rows.journal.filter((row) => row.applicationNumber === made.applicationNumber);
    expect(
      rows
        .filter(({ event }) => event === 'number-corrected')
        .map(({ actor, step, detail }) => ({ actor, step, detail })),
    ).to.deep.equal([{ actor: 'sri.wahyuni', step: 3, detail: {} }]);
    expect(events(made.applicationNumber))
      .to.include('tono.prasetyo view-refused null')
      .and.include('endah.kusuma act-refused null');
  });

  it('takes a corrected number from the print officer once the card is signed, and from nobody when the case is over', async () => {
    const { rini } = PEOPLE;
    const { applicationNumber, draftSha256 } = await office.given.drafted();
    const path = `/meja/berkas/${applicationNumber}`;
    await office.store.cases.change(applicationNumber, { signedSha256: draftSha256, state: 'delivery' });
    expect((await as(rini).post(`${path}/nomor`, [['nomor', '081298765432']], { from: path })).status).to.equal(303);
    expect(events(applicationNumber)).to.include('rini.astuti number-corrected 8');
    await office.store.cases.change(applicationNumber, { state: 'archived' });
    expect((await as(rini).get(path)).text).to.not.contain('Betulkan nomor WhatsApp');
    expect(await refusalOf(office.desk.correctNumber(rini.username, applicationNumber, '081298765433'))).to.contain(
      'sudah selesai',
    );
  });
});
