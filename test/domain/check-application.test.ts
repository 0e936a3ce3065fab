import { expect } from 'chai';
import { checkApplication } from '../../src/domain/check-application.ts';
import { sampleApplication } from './sample-application.ts';

const fieldsOf = (value: unknown): string[] => {
  const checked = checkApplication(value);
  return checked.ok ? [] : checked.faults.map((fault) => fault.field);
};

describe('What an application must hold', () => {
  it('takes a complete application', () => {
    expect(checkApplication(sampleApplication())).to.include({ ok: true });
  });

  it('names every wrong field with its title and remedy, not only the first', () => {
    const sample = sampleApplication();
    const checked = checkApplication({
      ...sample,
      applicant: { ...sample.applicant, nik: '12', whatsapp: '' },
      kkNumber: '34',
    });
    expect(checked.ok).to.equal(false);
    if (checked.ok) return;
    expect(checked.faults.map((fault) => fault.field)).to.have.members([
      '/applicant/nik',
      '/applicant/whatsapp',
      '/kkNumber',
    ]);
    for (const fault of checked.faults)
      expect(fault.title.length * fault.remedy.length, fault.field).to.be.greaterThan(0);
  });

  it('answers one fault for a choice that is not in the list, with the name of the choice', () => {
    const checked = checkApplication({ ...sampleApplication(), reason: 'iseng' });
    expect(checked).to.deep.equal({
      ok: false,
      faults: [{ field: '/reason', title: 'Alasan permohonan', remedy: 'Pilih salah satu alasan permohonan.' }],
    });
  });

  it('refuses what the form does not ask for', () => {
    expect(fieldsOf({ ...sampleApplication(), admin: true })).to.deep.equal(['/admin']);
  });

  it('takes a NIK whose digits are no date: it is permanent, the officer is told (rule R02)', () => {
    expect(
      fieldsOf(sampleApplication({ applicant: { name: 'Wening', nik: '3402153113850002', whatsapp: '081234567890' } })),
    ).to.deep.equal([]);
  });

  it('refuses a land line: WhatsApp cannot reach it', () => {
    expect(
      fieldsOf(sampleApplication({ applicant: { ...sampleApplication().applicant, whatsapp: '0274367509' } })),
    ).to.deep.equal(['/applicant/whatsapp']);
  });

  it('takes a head of a hundred years, whose NIK fits an infant too', () => {
    const [head, ...others] = sampleApplication().members;
    const members = [{ ...head!, nik: '3402150101250001' }, ...others.filter(({ shdk }) => shdk !== 'ISTRI')];
    expect(fieldsOf(sampleApplication({ members, changes: [], reason: 'hilang' }))).to.deep.equal([]);
  });

  it('wants exactly one head of the family', () => {
    const members = sampleApplication().members.map((member) => ({ ...member, shdk: 'KEPALA KELUARGA' }));
    expect(fieldsOf(sampleApplication({ members }))).to.deep.equal(['/members']);
  });

  it('takes what people say for an entry of a code list, and nothing that is in none (rule R56)', () => {
    expect(
      fieldsOf(
        sampleApplication({ changes: [{ member: 1, element: 'pendidikan', from: 'SLTA/SEDERAJAT', to: 'KULIAH' }] }),
      ),
    ).to.deep.equal(['/changes/0/to']);
    const said = checkApplication(
      sampleApplication({ changes: [{ member: 1, element: 'pendidikan', from: 'SLTA/SEDERAJAT', to: 'S1' }] }),
    );
    expect(said.ok && said.application.changes[0]?.to).to.equal('DIPLOMA IV/STRATA I');
  });

  it('sends a new head of the family to the reason "KK baru" (F-1.02 I.A.2)', () => {
    expect(
      fieldsOf(sampleApplication({ changes: [{ member: 1, element: 'shdk', from: 'ISTRI', to: 'KEPALA KELUARGA' }] })),
    ).to.deep.equal(['/changes/0/to']);
  });

  it('takes a lost card without changes, and refuses one with changes', () => {
    expect(fieldsOf(sampleApplication({ reason: 'hilang', changes: [] }))).to.deep.equal([]);
    expect(fieldsOf(sampleApplication({ reason: 'hilang' }))).to.deep.equal(['/changes']);
  });

  it('needs the KK number for a change only: of a lost or damaged card it is found by the NIK (rule R08)', () => {
    const { kkNumber: _unknownYet, ...withoutNumber } = sampleApplication({ changes: [] });
    expect(fieldsOf({ ...withoutNumber, reason: 'baru' })).to.deep.equal([]);
    expect(fieldsOf({ ...withoutNumber, reason: 'rusak' })).to.deep.equal([]);
    expect(fieldsOf({ ...withoutNumber, reason: 'hilang' })).to.deep.equal([]);
    const { kkNumber: _forgotten, ...change } = sampleApplication();
    expect(fieldsOf(change)).to.deep.equal(['/kkNumber']);
  });

  for (const nonsense of [null, [], 'x', 7, {}, { __proto__: { admin: true } }]) {
    it(`answers faults, and does not throw, for ${JSON.stringify(nonsense)}`, () => {
      expect(fieldsOf(nonsense)).to.not.be.empty;
    });
  }
});
