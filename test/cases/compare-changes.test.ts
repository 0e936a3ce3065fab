import { expect } from 'chai';
import { compareChanges, warningsOf, wasReadInSiak } from '../../src/cases/compare-changes.ts';
import type { Application } from '../../src/domain/application.ts';
import type { FamilyCard, FamilyMember } from '../../src/domain/family-card.ts';
import type { CaseRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';

const DAMAR = { name: 'Damar Pamungkas', nik: '3402151708820001', shdk: 'KEPALA KELUARGA' };
const WENING = { name: 'Wening Prameswari', nik: '3402155203850002', shdk: 'ISTRI' };
const printed = (person: typeof DAMAR, change: Partial<FamilyMember> = {}): FamilyMember =>
  ({
    name: person.name.toUpperCase(),
    nik: person.nik,
    shdk: person.shdk,
    sex: person === DAMAR ? 'LAKI-LAKI' : 'PEREMPUAN',
    birthDate: person === DAMAR ? '1982-08-17' : '1985-03-12',
    education: 'DIPLOMA IV/STRATA I',
    ...change,
  }) as FamilyMember;
const draft = (...members: FamilyMember[]) => ({ kkNumber: '3402150101150007', members }) as unknown as FamilyCard;
const BOTH = () => draft(printed(DAMAR), printed(WENING));

const warnings = (
  family: FamilyCard | undefined,
  application: Partial<Application> = {},
  record: Partial<CaseRecord> = {},
) =>
  warningsOf(
    { application: sampleApplication(application), findings: [], kkNumber: null, ...record } as unknown as CaseRecord,
    family,
  );
/** "about: text" of every hint. */
const hints = (...of: Parameters<typeof warnings>) =>
  warnings(...of).map(({ about, text }) => `${about ?? 'the case'}: ${text}`);
const change = (element: string, to: string, member = 1) =>
  ({ member, element, from: 'LAMA', to, basis: 'Surat' }) as Application['changes'][number];

describe('What an officer compares, change by change', () => {
  it('is old and new as the applicant says, with its basis and no draft yet', () => {
    expect(compareChanges(sampleApplication(), undefined, true)).to.deep.equal([
      {
        member: WENING.name,
        element: 'pendidikan',
        label: 'Pendidikan',
        from: 'SLTA/SEDERAJAT',
        unread: null,
        to: 'DIPLOMA IV/STRATA I',
        basis: 'Ijazah',
        drafted: null,
      },
    ]);
    const { basis: _none, ...without } = change('pendidikan', 'SLTA/SEDERAJAT');
    expect(compareChanges(sampleApplication({ changes: [without] }), undefined, true)[0]!.basis).to.equal(null);
  });

  it('names the old value as said and not read, where SIAK was not read', () => {
    const [one] = compareChanges(sampleApplication(), undefined, false);
    expect(one!.unread).to.not.equal(null);
    expect(one!.to).to.equal('DIPLOMA IV/STRATA I');
    expect(wasReadInSiak({ cardsBeforeSha256: null })).to.equal(false);
    expect(wasReadInSiak({ cardsBeforeSha256: 'a'.repeat(64) })).to.equal(true);
  });

  it('says what the draft prints there, and whether that is it: case and spacing are no difference', () => {
    const drafted = (family: FamilyCard, to?: string) =>
      compareChanges(
        sampleApplication(to === undefined ? {} : { changes: [change('pendidikan', to)] }),
        family,
        true,
      )[0]!.drafted;
    expect(drafted(BOTH())).to.deep.equal({ value: 'DIPLOMA IV/STRATA I', matches: true });
    expect(drafted(BOTH(), ' diploma  IV/strata i ')).to.deep.include({ matches: true });
    expect(drafted(BOTH(), 'STRATA II')).to.deep.equal({ value: 'DIPLOMA IV/STRATA I', matches: false });
    expect(drafted(draft(printed(DAMAR)))).to.deep.equal({ value: '', matches: false });
    const { education: _none, ...empty } = printed(WENING);
    expect(drafted(draft(empty as FamilyMember))).to.deep.equal({ value: '', matches: false });
  });

  it('is of nobody where the application names no such member', () => {
    const [one] = compareChanges(sampleApplication({ changes: [change('pendidikan', 'STRATA II', 7)] }), BOTH(), true);
    expect(one).to.deep.include({ member: '', drafted: { value: '', matches: false } });
  });
});

describe('What an officer should look at twice', () => {
  it('is nothing in a draft that prints what was applied for', () => {
    expect(warnings(BOTH())).to.deep.equal([]);
    expect(warnings(undefined)).to.deep.equal([]);
  });

  it('is a change that the draft does not print', () => {
    expect(hints(draft(printed(DAMAR), printed(WENING, { education: 'SLTA/SEDERAJAT' })))).to.deep.equal([
      'Wening Prameswari: Pendidikan di draf belum sesuai permohonan',
    ]);
  });

  it('is who stands on one of the two only', () => {
    const putri = { name: 'Putri Baru', nik: '3402155507100003', shdk: 'ANAK' };
    expect(hints(draft(printed(DAMAR), printed(WENING), printed(putri, { sex: 'PEREMPUAN' })))).to.deep.equal([
      'PUTRI BARU: Ada di draf KK, tetapi tidak ditulis di permohonan',
    ]);
    expect(hints(draft(printed(WENING)))).to.deep.equal([
      'Damar Pamungkas: Ada di permohonan, tetapi tidak ada di draf KK',
    ]);
  });

  it('is a name or a place in the family that differs, unless that is what changes', () => {
    const other = draft(printed(DAMAR, { name: 'DAMAR PAMUNGKASA', shdk: 'SUAMI' }), printed(WENING));
    expect(hints(other)).to.deep.equal([
      'Damar Pamungkas: Nama di draf berbeda: DAMAR PAMUNGKASA',
      'Damar Pamungkas: SHDK di draf berbeda: SUAMI',
    ]);
    const asked = [change('nama', 'Damar Pamungkasa', 0), change('shdk', 'SUAMI', 0)];
    expect(hints(other, { changes: asked })).to.deep.equal([]);
    const ofWening = [change('nama', WENING.name), change('shdk', WENING.shdk)];
    expect(hints(other, { changes: ofWening }), 'of another member').to.have.length(2);
    const swapped = [change('shdk', 'SUAMI', 0)];
    expect(hints(other, { changes: swapped })).to.deep.equal([
      'Damar Pamungkas: Nama di draf berbeda: DAMAR PAMUNGKASA',
    ]);
  });

  it('is a NIK that does not fit the birth date or the sex, printed or asked for', () => {
    const wrongDay = hints(draft(printed(DAMAR), printed(WENING, { birthDate: '1985-03-13' })));
    expect(wrongDay).to.have.length(1);
    expect(wrongDay[0]).to.match(/^Wening Prameswari: /);
    const wrongSex = hints(draft(printed(DAMAR, { sex: 'PEREMPUAN' }), printed(WENING)));
    expect(wrongSex).to.have.length(1);
    const asked = (element: string, to: string) => hints(undefined, { changes: [change(element, to)] });
    expect(asked('tanggal-lahir', '1985-03-13')).to.have.length(1);
    expect(asked('tanggal-lahir', '1985-03-12')).to.deep.equal([]);
    expect(asked('jenis-kelamin', 'LAKI-LAKI')).to.have.length(1);
    expect(asked('jenis-kelamin', 'PEREMPUAN')).to.deep.equal([]);
    expect(hints(undefined, { changes: [change('tanggal-lahir', '1985-03-12', 0)] }), 'of the other').to.have.length(1);
  });

  it('is a number of the card that is none, the case’s own before the applicant’s', () => {
    expect(hints(undefined, { kkNumber: '0000000000000000' })).to.have.length.greaterThan(0);
    expect(hints(undefined, { kkNumber: '0000000000000000' })[0]).to.match(/^the case: /);
    expect(hints(undefined, { kkNumber: '0000000000000000' }, { kkNumber: '3402150101150007' })).to.deep.equal([]);
    const { kkNumber: _none, ...without } = sampleApplication();
    expect(hints(undefined, { ...without, kkNumber: undefined } as unknown as Partial<Application>)).to.deep.equal([]);
  });

  it('is what the automatic check found, once, and of the member whom it names by number', () => {
    const found = (findings: readonly string[]) => hints(undefined, {}, { findings: [...findings] });
    expect(found(['Foto ijazah buram.', 'Foto ijazah buram'])).to.deep.equal(['the case: Foto ijazah buram']);
    expect(found(['Anggota 2: tanggal lahir belum diisi.', 'Anggota 1: nama terlalu pendek.'])).to.deep.equal([
      'Wening Prameswari: Tanggal lahir belum diisi',
      'Damar Pamungkas: Nama terlalu pendek',
    ]);
    expect(found(['Anggota 9: tidak ada.', 'Kata Anggota 2: tetap.'])).to.deep.equal([
      'the case: Anggota 9: tidak ada',
      'the case: Kata Anggota 2: tetap',
    ]);
    expect(found(['Anggota 1: sama.', 'Anggota 2: sama.'])).to.have.length(2);
  });
});
