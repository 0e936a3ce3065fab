import { expect } from 'chai';
import { Failure } from '../../src/domain/failures.ts';
import { returnText } from '../../src/desk/labels.ts';
import { SiakRefusal } from '../../src/siak/siak-refusal.ts';
import { errorOf } from '../store/given.ts';
import { withOffice } from './office.ts';

describe('The entry in SIAK (SOP step 3)', () => {
  const given = withOffice();
  afterEach(() => {
    given.office.register.mode = 'api';
    given.office.register.next.length = 0;
  });
  const examine = (applicationNumber: string) =>
    given.office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
  const failureOf = async (work: Promise<unknown>) => ((await errorOf(work)) as Failure).code;

  it('hands over what the applicant declared, under our own reference, and keeps SIAK’s', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const entry = office.register.entered.at(-1)!;
    expect(entry).to.deep.equal({
      ownReference: applicationNumber,
      reason: 'perubahan-data',
      kkNumber: '3402150101150007',
      changes: [
        {
          nik: '3402155203850002',
          element: 'pendidikan',
          from: 'SLTA/SEDERAJAT',
          to: 'DIPLOMA IV/STRATA I',
          basis: 'Ijazah',
        },
      ],
      members: [
        { nik: '3402151708820001', name: 'Damar Pamungkas', shdk: 'KEPALA KELUARGA', kkNumber: '3402150101150007' },
        { nik: '3402155203850002', name: 'Wening Prameswari', shdk: 'ISTRI', kkNumber: '3402150101150007' },
      ],
      address: { street: 'Padukuhan Cepit', rt: '3', rw: '12', kalurahan: '34.02.15.2001' },
      enteredOn: office.today,
    });
    const { siakReference } = await office.case(applicationNumber);
    expect((await office.journal(applicationNumber, 'siak-entered'))[0]).to.deep.include({
      actor: 'sistem',
      step: 3,
      detail: { way: 'api', siakReference },
    });
  });

  it('is made once: a job that comes again finds it, also when SIAK’s answer was lost', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const made = office.register.entered.length;
    const first = await office.process.enterSiak({ applicationNumber });
    expect(first.siakReference).to.equal((await office.case(applicationNumber)).siakReference);

    const { applicationNumber: other } = await office.opened();
    const { enter } = office.register;
    office.register.enter = async (entry) => {
      await enter(entry);
      throw new Failure('SIAK_UNREACHABLE');
    };
    await examine(other);
    office.register.enter = enter;
    expect((await office.case(other)).siakReference).to.equal(null);
    await office.engine.advance(10_000);
    expect((await office.case(other)).siakReference).to.equal(office.register.entries.get(other)?.reference);
    expect(office.register.entered.filter(({ ownReference }) => ownReference === other)).to.have.length(1);
    expect(office.register.entered).to.have.length(made + 1);
  });

  it('is made anew by the next examination after it was cancelled', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.drafted();
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'invalid', note: 'Nama keliru' });
    expect(office.register.cancelled).to.have.length.greaterThan(0);
    expect((await office.case(applicationNumber)).siakReference).to.equal(null);
    await office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
    await office.settle();
    await examine(applicationNumber);
    expect(office.register.entered.filter(({ ownReference }) => ownReference === applicationNumber)).to.have.length(2);
    expect((await office.case(applicationNumber)).siakReference).to.not.equal(null);
  });

  it('that SIAK refuses brings the case back to the officer with the reason', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    office.register.next.push('SIAK_REFUSED');
    await examine(applicationNumber);
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
    const { tasks } = await office.officers.work('sri.wahyuni');
    const task = tasks.find((one) => one.applicationNumber === applicationNumber);
    expect(task?.returned).to.deep.equal({ code: 'SIAK_REFUSED', by: null, note: null });
  });

  it('says to the officer why SIAK refused, and what to do; a code without a sentence is shown', async () => {
    const { office } = given;
    const reasons: [string, RegExp][] = [
      ['NIK_BUKAN_ANGGOTA', /^SIAK menolak entri\. NIK belum terdaftar pada KK ini di SIAK\. Cocokkan/],
      ['KK_TIDAK_DIKENAL', /Nomor KK tidak ada di SIAK/],
      ['KUNCI_LAIN', /Kode dari SIAK: KUNCI_LAIN/],
      ['-', /tanpa menyebut sebabnya/],
    ];
    for (const [siakCode, sentence] of reasons) {
      const { applicationNumber } = await office.opened();
      const { enter } = office.register;
      office.register.enter = () => Promise.reject(new SiakRefusal(409, siakCode));
      await examine(applicationNumber);
      office.register.enter = enter;
      const { tasks } = await office.officers.work('sri.wahyuni');
      const returned = tasks.find((one) => one.applicationNumber === applicationNumber)?.returned;
      expect(returned).to.deep.equal({ code: 'SIAK_REFUSED', by: null, note: null, siakCode });
      expect(returnText(returned!)).to.match(sentence);
    }
  });

  it('is not needed for a lost card', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted({ reason: 'hilang', changes: [] });
    expect(office.register.entries.get(applicationNumber)).to.equal(undefined);
    expect(await office.openElements(applicationNumber)).to.deep.equal(['verify-draft']);
  });

  it('typed by hand counts only with the reference that SIAK itself knows for this application', async () => {
    const { office } = given;
    office.register.mode = 'manual';
    const { applicationNumber } = await office.opened();
    await examine(applicationNumber);
    await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: 'SIAK-2026-999999' });
    expect(await office.openElements(applicationNumber)).to.deep.equal(['enter-siak-manually']);
    const { tasks } = await office.officers.work('sri.wahyuni');
    const returned = tasks.find((one) => one.applicationNumber === applicationNumber)?.returned;
    expect(returned?.code).to.equal('SIAK_ENTRY_UNCONFIRMED');
    const { reference } = office.register.enteredByHand(applicationNumber);
    await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: reference });
    expect(await office.case(applicationNumber)).to.include({ siakReference: reference });
    expect((await office.journal(applicationNumber, 'siak-entered'))[0]?.detail).to.deep.include({ way: 'manual' });
  });

  it('that nobody can undo but a person in SIAK is owed, and the journal says so', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    office.register.mode = 'manual';
    await office.process.cancelSiakEntry({ applicationNumber });
    expect(await office.journal(applicationNumber, 'siak-cancellation-owed')).to.have.length(1);
    expect((await office.case(applicationNumber)).siakReference).to.equal(null);
  });

  it('that only SIAK knows of yet is cancelled as well, and none at all is nothing to do', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    await office.process.cancelSiakEntry({ applicationNumber });
    expect(await office.journal(applicationNumber, 'siak-entry-cancelled')).to.deep.equal([]);
    const { reference } = office.register.enteredByHand(applicationNumber);
    await office.process.cancelSiakEntry({ applicationNumber });
    expect(office.register.cancelled).to.include(reference);
    expect(await office.journal(applicationNumber, 'siak-entry-cancelled')).to.have.length(1);
  });

  it('waits while SIAK is away, without an end', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    office.register.next.push(...Array<'SIAK_UNREACHABLE'>(5).fill('SIAK_UNREACHABLE'));
    await examine(applicationNumber);
    await office.engine.advance(3_600_000);
    expect(await office.openElements(applicationNumber)).to.deep.equal(['request-print']);
    expect(await office.engine.incidents()).to.deep.equal([]);
  });

  it('of an unknown case is an incident, not another case’s entry', async () => {
    const { office } = given;
    for (const work of [
      office.process.enterSiak({ applicationNumber: 'KK-261122-ZZZZZZ' }),
      office.process.confirmSiakEntry({ applicationNumber: 'KK-261122-ZZZZZZ', siakReference: 'SIAK-1' }),
      office.process.cancelSiakEntry({ applicationNumber: 'KK-261122-ZZZZZZ' }),
    ])
      expect(await failureOf(work)).to.equal('CASE_UNKNOWN');
  });
});
