import { expect } from 'chai';
import { checkApplication } from '../../src/domain/check-application.ts';
import { changedElements } from '../../src/domain/changed-elements.ts';
import { toEventApplication } from '../../src/domain/events/from-application.ts';
import { goldenCases } from './events/golden-case.ts';
import { ENTRIES, applicationOf } from './events/golden-applications.ts';

const TODAY = '2026-11-26';
const applicant = { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp: '0812 3456 7890' };
const listed = [
  { name: 'Damar Pamungkas', nik: '3402151708820001', shdk: 'KEPALA KELUARGA' },
  { name: 'Wening Prameswari', nik: '3402155203850002', shdk: 'ISTRI' },
];
const applicationWith = (change: Record<string, unknown> = {}) => ({
  applicant,
  kkNumber: '3402150101150007',
  listed,
  events: [{ event: 'pendidikan', data: { changes: [{ person: applicant.nik, from: 'SMA', to: 'S1' }] } }],
  statement: true,
  ...change,
});
const faults = (value: unknown) => {
  const checked = checkApplication(value, TODAY);
  return checked.ok ? [] : checked.faults;
};
const reason = (...events: unknown[]) => {
  const checked = checkApplication(applicationWith({ events }), TODAY);
  return checked.ok ? checked.application.reason : checked.faults;
};

describe('An event-based application', () => {
  for (const golden of goldenCases())
    it(`takes what the resident of golden case ${golden.case} enters`, () => {
      const { first, completed } = ENTRIES[golden.case]!;
      for (const entered of [first, ...(completed === undefined ? [] : [completed])])
        expect(faults(applicationOf(golden, entered))).to.deep.equal([]);
    });

  for (const [what, data] of [
    ['an RT with a house number', { rt: '05/2', by: 'penataan-wilayah' }],
    ['an RT in words', { rt: 'lima', by: 'penataan-wilayah' }],
    ['an RW of four digits', { rw: '1000', by: 'penataan-wilayah' }],
  ] as const)
    it(`refuses ${what}, with the field`, () => {
      const [fault, ...others] = faults(applicationWith({ events: [{ event: 'alamat-wilayah', data }] }));
      expect([fault?.field, others]).to.deep.equal([`/events/0/data/${'rt' in data ? 'rt' : 'rw'}`, []]);
    });

  it('takes as a kalurahan its code, or what can be its name: a name has letters', () => {
    const moved = (kalurahan: string) => ({
      event: 'pindah-dalam-bantul',
      data: { date: '2026-11-01', address: { street: 'JALAN', rt: '1', kalurahan } },
    });
    const fieldsOf = (kalurahan: string) => [
      ...faults(applicationWith({ events: [moved(kalurahan)] })),
      ...faults(applicationWith({ address: { kalurahan } })),
    ];
    const remedy = { title: 'Kalurahan', remedy: 'Pilih kalurahan dari daftar.' };
    for (const wrong of ['99', '34.02', '-', '34.02.01.20011'])
      expect(fieldsOf(wrong), wrong).to.deep.equal([
        { field: '/events/0/data/address/kalurahan', ...remedy },
        { field: '/address/kalurahan', ...remedy },
      ]);
    for (const right of ['34.02.15.2003', '34.04.01.2001', 'Caturtunggal'])
      expect(fieldsOf(right), right).to.deep.equal([]);
  });

  it('refuses a change of address or of a passport that changes nothing', () => {
    const nothing = [
      { event: 'alamat-wilayah', data: { by: 'penataan-wilayah' } },
      { event: 'dokumen-imigrasi', data: { person: applicant.nik } },
    ];
    for (const one of nothing)
      expect(faults(applicationWith({ events: [one] }))).to.deep.equal([
        { field: '/events/0/data', title: 'Perubahan', remedy: 'Isi paling sedikit satu perubahan.' },
      ]);
  });

  it('derives the reason of the SOP from the events and the family as it is listed', () => {
    const date = '2026-10-02';
    expect(reason({ event: 'kk-hilang', data: {} })).to.equal('hilang');
    expect(reason({ event: 'kk-rusak', data: {} })).to.equal('rusak');
    expect(reason({ event: 'pisah-kk', data: { leavers: [applicant.nik], head: applicant.nik } })).to.equal('baru');
    expect(reason({ event: 'anggota-meninggal', data: { person: applicant.nik, date } })).to.equal('perubahan-data');
    expect(reason({ event: 'anggota-meninggal', data: { person: listed[0]!.nik, date } })).to.equal('baru');
  });

  it('lets the reason of before stand beside the events, and does not follow it', () => {
    expect(faults(applicationWith({ reason: 'hilang' }))).to.deep.equal([]);
    const checked = checkApplication(applicationWith({ reason: 'hilang' }), TODAY);
    expect(checked.ok && checked.application.reason).to.equal('perubahan-data');
  });

  it('carries changes of elements beside the events, as events of their own', () => {
    const checked = checkApplication(
      applicationWith({
        members: listed,
        changes: [{ member: 0, element: 'pekerjaan', from: 'PEDAGANG', to: 'WIRASWASTA' }],
      }),
      TODAY,
    );
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    expect(changedElements(checked.application)).to.deep.equal(['pendidikan', 'pekerjaan']);
    expect(toEventApplication(checked.application).events.map(({ event }) => event)).to.deep.equal([
      'pendidikan',
      'pekerjaan',
    ]);
  });

  it('takes the old words of old cards as "semula", and refuses "menjadi" outside the list', () => {
    const wed = (from: string, to: string) =>
      faults(applicationWith({ members: listed, changes: [{ member: 0, element: 'status-perkawinan', from, to }] }));
    expect(wed('KAWIN', 'KAWIN TERCATAT')).to.deep.equal([]);
    expect(wed('CERAI HIDUP', 'CERAI HIDUP TERCATAT')).to.deep.equal([]);
    expect(wed('BELUM KAWIN', 'KAWIN').map(({ field }) => field)).to.deep.equal(['/changes/0/to']);
  });

  it('names the wrong field, what it is called and what to do', () => {
    const wrong: readonly (readonly [string, unknown])[] = [
      ['/events', applicationWith({ events: [] })],
      ['/events/0/event', applicationWith({ events: [{ event: 'naik-haji', data: {} }] })],
      ['/events/0/data/head', applicationWith({ events: [{ event: 'pisah-kk', data: { leavers: [applicant.nik] } }] })],
      ['/applicant/nik', applicationWith({ applicant: { ...applicant, nik: '34021552' } })],
      ['/applicant/whatsapp', applicationWith({ applicant: { ...applicant, whatsapp: '0274 123456' } })],
      ['/kkNumber', applicationWith({ kkNumber: '123' })],
      ['/listed/1/nik', applicationWith({ listed: [listed[0], { ...listed[1], nik: listed[0]!.nik }] })],
      ['/listed', applicationWith({ listed: listed.map((one) => ({ ...one, shdk: 'ANAK' })) })],
      ['/listed/1/shdk', applicationWith({ listed: [listed[0], { ...listed[1], shdk: '' }] })],
      ['/listed/0/name', applicationWith({ listed: [{ ...listed[0], name: ' ' }, listed[1]] })],
      ['/statement', applicationWith({ statement: false })],
      ['/events', applicationWith({ events: [...applicationWith().events, { event: 'kk-hilang', data: {} }] })],
      [
        '/changes/0/member',
        applicationWith({ changes: [{ member: 4, element: 'agama', from: 'ISLAM', to: 'HINDU' }] }),
      ],
    ];
    for (const [field, application] of wrong) {
      const found = faults(application);
      expect(found.map((fault) => fault.field)).to.include(field);
      for (const { title, remedy } of found) expect(title.length > 0 && /[.!]$/.test(remedy), field).to.equal(true);
    }
  });

  it('refuses a child as applicant, and does not take a very old head for a child', () => {
    const child = { ...applicant, nik: '3402155203150002' };
    expect(faults(applicationWith({ applicant: child, listed: [listed[0]] })).map(({ field }) => field)).to.deep.equal([
      '/applicant/nik',
    ]);
    const grandmother = { name: 'Ngatinem', nik: '3402155203200002', shdk: 'KEPALA KELUARGA' };
    const old = applicationWith({ applicant: { ...applicant, nik: grandmother.nik }, listed: [grandmother] });
    expect(faults(old)).to.deep.equal([]);
  });

  it('takes a mobile number abroad, an odd old NIK and a lost card without its number', () => {
    const abroad = { ...applicant, whatsapp: '+65 9123 4567' };
    expect(faults(applicationWith({ applicant: abroad }))).to.deep.equal([]);
    const odd = { ...applicant, nik: '3402153202850002' };
    expect(
      faults(applicationWith({ applicant: odd, kkNumber: undefined, events: [{ event: 'kk-hilang', data: {} }] })),
    ).to.deep.equal([]);
  });
});
