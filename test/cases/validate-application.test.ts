import { expect } from 'chai';
import { withOffice } from './office.ts';

describe('The automatic check before step 2', () => {
  const given = withOffice();

  it('writes down what the table requires, and that the engine has the case', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    const { requiredDocuments, ktpAffected, siakEntryNeeded } = await office.applicants.requirements('perubahan-data', [
      'pendidikan',
    ]);
    expect(siakEntryNeeded).to.equal(true);
    expect(requiredDocuments).to.include('ijazah');
    const record = await office.case(applicationNumber);
    expect(record).to.deep.include({ requiredDocuments, ktpAffected, kkNumber: '3402150101150007', findings: [] });
    expect(record.takenUpAt).to.be.instanceOf(Date);
  });

  it('gives the officer hints and refuses nothing: persons SIAK does not know or knows otherwise, somebody outside the family', async () => {
    const { office } = given;
    const { check } = office.register;
    office.register.check = () =>
      Promise.resolve([
        { known: false, nameMatches: false, kkMatches: false },
        { known: true, nameMatches: false, kkMatches: false },
      ]);
    const { applicationNumber } = await office.submit({
      applicant: { name: 'Orang Lain', nik: '3402155203850009', whatsapp: '081234567890' },
    });
    office.register.check = check;
    expect((await office.case(applicationNumber)).findings).to.deep.equal([
      'Pemohon tidak tercantum di daftar anggota keluarga: periksa surat kuasa (F-1.07).',
      'Anggota 1: NIK tidak ditemukan di SIAK.',
      'Anggota 2: nama berbeda dengan SIAK.',
      'Anggota 2: Nomor KK berbeda dengan SIAK.',
    ]);
    expect(await office.openElements(applicationNumber)).to.deep.equal(['open-application']);
    expect((await office.journal(applicationNumber, 'application-validated'))[0]?.detail).to.deep.equal({
      findings: 4,
    });
  });

  it('goes on without SIAK, and asks the officer to look there', async () => {
    const { office } = given;
    const { check } = office.register;
    office.register.next.push('SIAK_UNREACHABLE');
    office.register.check = (...args) => Promise.resolve().then(() => check(...args));
    const { applicationNumber } = await office.submit();
    office.register.check = check;
    expect((await office.case(applicationNumber)).findings).to.deep.equal([
      'SIAK tidak menjawab saat pemeriksaan otomatis: cocokkan NIK dan nama langsung di SIAK.',
    ]);
  });
});
