import { expect } from 'chai';
import { textOf } from '../card/read-pdf.ts';
import { withOffice } from '../cases/office.ts';
import { answerOf } from './client.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

const wife = { name: 'Wening Prameswari', nik: '3402155203850002' };
const husband = { name: 'Damar Pamungkas', nik: '3402151708820001' };
const applicationWith = (...events: unknown[]) => ({
  applicant: { ...wife, whatsapp: '0812 3456 7890' },
  kkNumber: '3402150101150007',
  listed: [
    { ...husband, shdk: 'KEPALA KELUARGA' },
    { ...wife, shdk: 'ISTRI' },
  ],
  events,
});
const eventOf = (one: unknown) => (one as { event: string }).event;
const education = { event: 'pendidikan', data: { changes: [{ person: wife.nik, from: 'SMA', to: 'S1' }] } };
const unregistered = {
  event: 'kawin-belum-tercatat',
  data: {
    weddingDate: '2024-02-14',
    partners: [{ nik: husband.nik }, { nik: wife.nik }],
    head: husband.nik,
    witnesses: ['Parno Sudiro', 'Kasto Wiyono'],
  },
};
const divorced = (registered: boolean) => ({
  event: 'cerai-hidup',
  data: {
    ...{ partners: [{ nik: husband.nik }, { nik: wife.nik }], date: '2024-03-15', registered },
    ...{ leaver: wife.nik, to: { newCard: {} } },
  },
});
const secondWife = (registered: boolean) => ({
  event: 'poligami',
  data: {
    ...{ husband: { nik: husband.nik }, wife: { nik: '3402156203900003', name: 'Sari Rahayu' } },
    ...{ weddingDate: '2024-02-14', registered, together: true },
  },
});
/** Of one person; the other side is found on the card. */
const reworded = (to: string) => ({
  event: 'penulisan-lama',
  data: { persons: [wife.nik], from: 'KAWIN', to, date: '2004-06-20' },
});
const corrected = {
  event: 'pembetulan',
  data: {
    changes: [
      { person: husband.nik, element: 'status-perkawinan', from: 'KAWIN', to: 'CERAI HIDUP BELUM TERCATAT' },
      { person: husband.nik, element: 'tanggal-perkawinan', from: '20-06-2004', to: '15-03-2024' },
    ],
  },
};
const moved = {
  event: 'pindah-dalam-bantul',
  data: { date: '2026-11-01', address: { street: 'Jalan Baru 7', rt: '3', kalurahan: '34.02.15.2003' } },
};
const baby = {
  event: 'bayi-lahir',
  data: {
    children: [
      {
        name: 'Arjuna Bagas',
        sex: 'LAKI-LAKI',
        birthPlace: 'BANTUL',
        birthDate: '2026-11-01',
        religion: 'ISLAM',
        bloodType: 'B',
        citizenship: 'WNI',
        mother: wife.nik,
        father: husband.nik,
      },
    ],
  },
};

describe('Forms of the law, filled in from what was typed', () => {
  const given = withOffice();
  let portal: OpenPortal;
  before(async () => {
    portal = await openPortal(given.office);
  });
  after(() => portal.close());
  const asks = (code: string, application: unknown) =>
    answerOf(
      fetch(`${portal.url}/api/forms/${code}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(application),
      }),
    );
  const words = async (code: string, application: unknown) =>
    (await textOf((await asks(code, application)).bytes)).join(' ');

  for (const [code, application, expected] of [
    ['f-1-02', applicationWith(education), ['F-1.02', 'I.B.3', wife.nik, '3402150101150007', 'Lulus sekolah']],
    [
      'f-1-06',
      applicationWith(education),
      [
        'F-1.06',
        'WENING PRAMESWARI',
        'SMA',
        'S1',
        'Pendidikan',
        'Dasar perubahan ijazah terakhir atau surat keterangan lulus',
      ],
    ],
    [
      'f-1-05-perkawinan',
      applicationWith(unregistered),
      ['F-1.05', 'DAMAR PAMUNGKAS', '14-02-2024', 'Parno Sudiro', 'Kasto Wiyono'],
    ],
    [
      'f-1-01',
      applicationWith(baby),
      [
        ...['F-1.01', 'Arjuna Bagas', '01-11-2026', 'WENING PRAMESWARI', 'DAMAR PAMUNGKAS'],
        ...['Status perkawinan BELUM KAWIN', 'Hubungan dalam keluarga ANAK'],
      ],
    ],
    [
      'f-1-05-perceraian',
      applicationWith(divorced(false)),
      ['F-1.05', 'Perceraian Belum Tercatat', 'DAMAR PAMUNGKAS', 'WENING PRAMESWARI', '15-03-2024', 'Saksi 2'],
    ],
    [
      'f-1-05-perkawinan',
      applicationWith(secondWife(false)),
      ['F-1.05', 'Perkawinan Belum Tercatat', 'DAMAR PAMUNGKAS', 'Sari Rahayu', '14-02-2024', 'Saksi 2'],
    ],
    [
      'f-1-05-perkawinan',
      applicationWith(reworded('KAWIN BELUM TERCATAT')),
      ['F-1.05', 'Perkawinan Belum Tercatat', 'DAMAR PAMUNGKAS', 'WENING PRAMESWARI', '20-06-2004'],
    ],
    [
      'f-1-05-perceraian',
      applicationWith(reworded('CERAI HIDUP BELUM TERCATAT')),
      ['F-1.05', 'Perceraian Belum Tercatat', 'DAMAR PAMUNGKAS', 'WENING PRAMESWARI', '20-06-2004'],
    ],
    [
      'f-1-05-perceraian',
      applicationWith(corrected),
      ['F-1.05', 'Perceraian Belum Tercatat', 'DAMAR PAMUNGKAS', 'WENING PRAMESWARI', '15-03-2024'],
    ],
    [
      'f-1-03',
      applicationWith(moved),
      ['F-1.03', 'JALAN BARU 7', 'BANGUNHARJO', 'DAMAR PAMUNGKAS', 'WENING PRAMESWARI', 'Alamat asal'],
    ],
    ['f-1-04', applicationWith(education), ['F-1.04', wife.nik, 'Dokumen yang tidak dimiliki', 'Saksi 1']],
    [
      'f-2-03',
      applicationWith(baby),
      [
        'F-2.03',
        'Kebenaran Data Kelahiran',
        'Arjuna Bagas',
        '01-11-2026',
        'WENING PRAMESWARI',
        'DAMAR PAMUNGKAS',
        'NIK saksi 2',
      ],
    ],
    [
      'f-2-04',
      applicationWith(baby),
      ['F-2.04', 'Pasangan Suami Istri', husband.nik, wife.nik, 'Arjuna Bagas', 'perkawinan kami', 'Saksi 1'],
    ],
    ['f-1-07', applicationWith({ event: 'kk-hilang', data: {} }), ['F-1.07', 'Pemberi kuasa', wife.nik]],
  ] as const)
    it(`makes ${code} of ${application.events.map(eventOf).join()} to print and sign, and keeps nothing`, async () => {
      const text = await words(code, application);
      for (const word of expected) expect(text).to.include(word);
      expect((await given.office.store.cases.list()).length).to.equal(0);
    });

  it('refuses a form that the application does not need, one that there is not, and an application with faults', async () => {
    expect((await asks('f-1-06', applicationWith(baby))).status).to.equal(409);
    expect((await asks('f-1-03', applicationWith(baby))).status).to.equal(409);
    expect((await asks('f-1-05-perceraian', applicationWith(divorced(true)))).status).to.equal(409);
    expect((await asks('f-1-05-perkawinan', applicationWith(secondWife(true)))).status).to.equal(409);
    expect((await asks('f-1-05-perceraian', applicationWith(reworded('CERAI HIDUP TERCATAT')))).status).to.equal(409);
    expect((await asks('f-2-03', applicationWith(education))).status).to.equal(409);
    const { father: _father, ...child } = baby.data.children[0]!;
    const alone = { event: 'bayi-lahir', data: { children: [{ ...child, fatherLeftOut: true }] } };
    expect((await asks('f-2-04', applicationWith(alone))).status, 'a father who is left out').to.equal(409);
    expect(await words('f-2-03', applicationWith(alone))).to.include('Nama ayah -');
    expect((await asks('f-9-99', applicationWith(baby))).status).to.equal(404);
    expect((await asks('f-1-02', applicationWith({ event: 'bayi-lahir', data: {} }))).status).to.equal(422);
  });
});
