import { expect } from 'chai';
import type { Application } from '../../src/domain/application.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import { cardOfFamily, fourPeople, person } from '../domain/families.ts';
import { PEOPLE, withOffice } from './office.ts';

/** What the officer reads beside an application that names elements, not events, where SIAK has it otherwise. */
describe('An element-based application against SIAK', () => {
  const given = withOffice();
  const { father, mother, son, daughter, card: family } = fourPeople();
  const card = { ...family, kkNumber: '3402150101150071' };
  const cousin = person('SUTEJO', 'KEPALA KELUARGA', '1980-04-04');
  const elsewhere = cardOfFamily([cousin], { kkNumber: '3402150101150072' });

  beforeEach(() => serves([card, elsewhere]));

  function serves(cards: readonly FamilyCard[]): void {
    Object.assign(given.office.register, {
      cardOf: (nik: string) => Promise.resolve(cards.find(({ members }) => members.some((row) => row.nik === nik))),
      family: (number: string) => {
        const found = cards.find(({ kkNumber }) => kkNumber === number);
        return found === undefined ? Promise.reject(new Failure('FAMILY_UNKNOWN')) : Promise.resolve(found);
      },
    });
  }

  const written = ({ name, nik, shdk }: { name: string; nik: string; shdk: string }) => ({ name, nik, shdk });
  const told = (change: Partial<Application> = {}): Partial<Application> => ({
    applicant: { name: father.name, nik: father.nik, whatsapp: '0812 3456 7890' },
    kkNumber: card.kkNumber,
    address: { street: card.address, rt: card.rt, rw: card.rw, kalurahan: card.kalurahanCode ?? '34.02.15.2001' },
    members: [father, mother, son, daughter].map(written),
    changes: [{ member: 1, element: 'pekerjaan', from: mother.occupation, to: 'PEDAGANG', basis: 'Surat' }],
    ...change,
  });
  async function reads(change: Partial<Application> = {}, kinds?: readonly DocumentKind[]) {
    const { applicationNumber, pin } = await given.office.submit(told(change), kinds);
    const { warnings } = await given.office.officers.case(PEOPLE.sri.username, applicationNumber);
    // The next one is not to be told that this one is open.
    await given.office.applicants.withdraw(applicationNumber, pin);
    await given.office.settle();
    return warnings.map(({ text }) => text);
  }

  it('says nothing where everything is as SIAK has it', async () => {
    expect(await reads()).to.deep.equal([]);
  });

  it('R44: names what SIAK has where "semula" differs, and not where only capitals do', async () => {
    const occupation = (from: string) =>
      reads({ changes: [{ member: 1, element: 'pekerjaan', from, to: 'PEDAGANG', basis: 'Surat' }] });
    expect(await occupation('KARYAWAN SWASTA')).to.deep.equal([
      `Pekerjaan ${mother.name} menurut SIAK adalah "${mother.occupation}", bukan "KARYAWAN SWASTA". Periksa KK lama; yang dipakai data SIAK`,
    ]);
    expect(await occupation(mother.occupation.toLowerCase())).to.deep.equal([]);
  });

  it('R35, R59: an education that becomes lower, a blood group of another letter', async () => {
    expect(
      await reads({
        changes: [
          { member: 1, element: 'pendidikan', from: mother.education, to: 'SLTP/SEDERAJAT', basis: 'Ijazah' },
          { member: 0, element: 'golongan-darah', from: father.bloodType, to: 'A', basis: 'Surat dokter' },
        ],
      }),
    ).to.deep.equal([
      `Pendidikan ${mother.name} menjadi lebih rendah dari data SIAK. Periksa ijazah yang dipakai sebagai dasar`,
      `Golongan darah ${father.name} berubah jenis. Periksa hasil pemeriksaan golongan darah yang baru`,
    ]);
  });

  it('R48, R49: another RT than the card has, somebody of the card who was not written down', async () => {
    const warnings = await reads({
      address: { street: card.address, rt: '009', rw: card.rw, kalurahan: card.kalurahanCode ?? '34.02.15.2001' },
      members: [father, mother, son].map(written),
    });
    expect(warnings).to.have.length(2);
    expect(warnings[0]).to.contain('Alamat yang Anda tulis berbeda dengan KK');
    expect(warnings[1]).to.contain(`${daughter.name} masih tercatat pada KK ini`);
  });

  it('R50: somebody who stands on another card', async () => {
    const guest = { ...written(cousin), shdk: 'FAMILI LAIN' };
    expect(await reads({ members: [father, mother, son, daughter].map(written).concat(guest) })).to.deep.equal([
      'SUTEJO tercatat pada KK lain. Pilih "Numpang KK" atau "Pindah" dan sertakan pernyataan kepala keluarga penerima',
    ]);
  });

  it('R18: somebody of another family applies, until the power of attorney is there', async () => {
    const applicant = { name: cousin.name, nik: cousin.nik, whatsapp: '0812 3456 7890' };
    const sentence = /Anda tidak tercatat pada KK ini. Unggah surat kuasa F-1.07/;
    expect((await reads({ applicant })).some((text) => sentence.test(text))).to.equal(true);
    expect((await reads({ applicant }, ['kk-lama', 'f-1-07'])).some((text) => sentence.test(text))).to.equal(false);
  });

  it('compares nothing where SIAK does not answer, and the case goes on', async () => {
    given.office.register.cardOf = () => Promise.reject(new Failure('SIAK_UNREACHABLE'));
    const { applicationNumber } = await given.office.submit(
      told({ changes: [{ member: 1, element: 'pekerjaan', from: 'KARYAWAN SWASTA', to: 'PEDAGANG', basis: 'Surat' }] }),
    );
    expect((await given.office.case(applicationNumber)).cardsBeforeSha256).to.equal(null);
    expect(await given.office.openElements(applicationNumber)).to.deep.equal(['open-application']);
  });

  it('keeps what SIAK had when the application came, also when SIAK changes later', async () => {
    const { applicationNumber } = await given.office.submit(
      told({ changes: [{ member: 1, element: 'pekerjaan', from: 'KARYAWAN SWASTA', to: 'PEDAGANG', basis: 'Surat' }] }),
    );
    serves([]);
    const { warnings } = await given.office.officers.case(PEOPLE.sri.username, applicationNumber);
    expect(warnings.map(({ text }) => text).join()).to.contain('menurut SIAK adalah');
  });

  describe('a lost card whose number nobody remembers', () => {
    const { kkNumber: _forgotten, ...lost } = told({ reason: 'hilang', changes: [] });
    const submits = async (reason: Application['reason'], change: Partial<Application> = {}) => {
      const { applicationNumber } = await given.office.submit({
        ...lost,
        kkNumber: undefined as never,
        reason,
        ...change,
      });
      return (await given.office.case(applicationNumber)).kkNumber;
    };

    it('is found by the NIK of whoever stands on it', async () => {
      expect(await submits('hilang')).to.equal(card.kkNumber);
      const stranger = { name: 'ORANG LAMA', nik: '3402151708829999', shdk: 'FAMILI LAIN' };
      expect(await submits('hilang', { members: [stranger, written(father)] })).to.equal(card.kkNumber);
    });

    it('stays unknown where SIAK knows nobody of it, does not answer, or is not read', async () => {
      serves([]);
      expect(await submits('hilang')).to.equal(null);
      given.office.register.cardOf = () => Promise.reject(new Failure('SIAK_UNREACHABLE'));
      expect(await submits('hilang')).to.equal(null);
      serves([card]);
      given.office.register.reads = false;
      try {
        expect(await submits('hilang')).to.equal(null);
      } finally {
        given.office.register.reads = true;
      }
    });
  });
});
