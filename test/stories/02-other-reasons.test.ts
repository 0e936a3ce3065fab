import { expect } from 'chai';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import type { Application } from '../../src/domain/application.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('Lost, damaged, new', () => {
  let office: TestOffice;
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
  });

  it('a lost card needs the police letter and no entry in SIAK', async () => {
    const berkas = await office.applies({ application: { reason: 'hilang' } });
    expect((await berkas.record).requiredDocuments).to.include('surat-hilang');
    await berkas.reachesTheHead();
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.isFinished();
    expect(await berkas.path()).to.include('card-issued').and.not.include('enter-siak');
  });

  it('a damaged card needs the old card and no entry in SIAK', async () => {
    const berkas = await office.applies({ application: { reason: 'rusak' } });
    expect((await berkas.record).requiredDocuments).to.include('kk-rusak');
    await berkas.reachesVerification();
    expect(await berkas.path()).to.not.include('enter-siak');
  });

  it('a new card gets its number from SIAK', async () => {
    const application: Partial<Application> = { reason: 'baru' };
    const berkas = await office.applies({ application });
    await berkas.reachesVerification();
    const { kkNumber } = await berkas.record;
    expect(kkNumber).to.match(/^3402\d{12}$/);
  });

  it('a change that stands on the KTP-el too adds the third notice, another does not', async () => {
    const religion = await office.applies({ application: { changes: [{ member: 0, element: 'agama', from: 'KRISTEN', to: 'ISLAM' }] } });
    const education = await office.applies();
    expect([(await religion.record).ktpAffected, (await education.record).ktpAffected]).to.deep.equal([true, false]);
  });
});
