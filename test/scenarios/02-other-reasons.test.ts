import { expect } from 'chai';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Berkas } from './berkas.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('Lost, damaged, new', () => {
  let office: TestOffice;
  let lost: Berkas;
  let damaged: Berkas;
  let fresh: Berkas;
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    const verified = async (application: Partial<Application>) => {
      const berkas = await office.applies({ application });
      await berkas.reachesVerification();
      return berkas;
    };
    [lost, damaged, fresh] = await Promise.all([
      verified({ reason: 'hilang' }),
      verified({ reason: 'rusak' }),
      verified({ reason: 'baru' }),
    ]);
  });

  it('a lost card needs the police letter and no entry in SIAK, and is issued', async () => {
    expect((await lost.record).requiredDocuments).to.include('surat-hilang');
    await lost.isVerified();
    await lost.task('approve-signing');
    await office.agus.signs([lost.number], DEMO_PASSPHRASE);
    await lost.isFinished();
    expect(await lost.path())
      .to.include('card-issued')
      .and.not.include('enter-siak');
  });

  it('a damaged card needs the old card and no entry in SIAK', async () => {
    expect((await damaged.record).requiredDocuments).to.include('kk-rusak');
    expect(await damaged.path()).to.not.include('enter-siak');
  });

  it('a new card gets its number from SIAK', async () => {
    expect((await fresh.record).kkNumber).to.match(/^3402\d{12}$/);
  });

  it('a change that stands on the KTP-el too adds the third notice, another does not', async () => {
    const religion = await office.applies({
      application: { changes: [{ member: 0, element: 'agama', from: 'KRISTEN', to: 'ISLAM' }] },
    });
    const education = await office.applies();
    expect([(await religion.record).ktpAffected, (await education.record).ktpAffected]).to.deep.equal([true, false]);
  });
});
