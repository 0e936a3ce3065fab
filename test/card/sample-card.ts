import type { CardFace } from '../../src/card/card.ts';
import type { FamilyMember } from '../../src/domain/family-card.ts';

const GIVEN = [
  'Sri Wahyuni',
  "Nur'aini Lestari",
  'Bagas Prasetyo',
  'Ayu Kusumaningrum',
  'Suparman',
  'Dwi Cahyo Nugroho',
  'Raden Ajeng Sekar Kinanthi',
  'Tri Handayani',
  'Joko Susilo',
  'Fransiska Maria Goreti',
];

/** DDMMYY with 40 added to a woman's day, as the register composes it. */
function nik(birthDate: string, sex: string, serial: number): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  return `340208${String(Number(day) + (sex === 'PEREMPUAN' ? 40 : 0)).padStart(2, '0')}${month}${year.slice(2)}${String(serial + 1).padStart(4, '0')}`;
}

/** An invented member; `serial` keeps the NIK apart. */
export function member(serial: number, change: Partial<FamilyMember> = {}): FamilyMember {
  const sex = change.sex ?? (serial % 2 === 0 ? 'LAKI-LAKI' : 'PEREMPUAN');
  const birthDate = change.birthDate ?? `19${85 + (serial % 14)}-07-${String(10 + (serial % 18)).padStart(2, '0')}`;
  return {
    name: GIVEN[serial % GIVEN.length] ?? 'Anggota',
    nik: nik(birthDate, sex, serial),
    sex,
    birthPlace: 'BANTUL',
    birthDate,
    religion: 'ISLAM',
    education: 'SLTA/SEDERAJAT',
    occupation: 'KARYAWAN SWASTA',
    bloodType: 'TIDAK TAHU',
    maritalStatus: 'BELUM KAWIN',
    shdk: 'ANAK',
    citizenship: 'WNI',
    father: 'SUPARMAN',
    mother: 'SRI WAHYUNI',
    ...change,
  };
}

/** A family of four as Bantul has many, with a divorced aunt and a widowed grandmother when `size` allows. */
export function sampleMembers(): FamilyMember[] {
  return [
    member(0, {
      name: 'Suparman',
      sex: 'LAKI-LAKI',
      birthDate: '1979-03-14',
      education: 'DIPLOMA IV/STRATA I',
      occupation: 'PEGAWAI NEGERI SIPIL (PNS)',
      bloodType: 'O',
      maritalStatus: 'KAWIN TERCATAT',
      maritalDate: '2006-09-02',
      shdk: 'KEPALA KELUARGA',
      father: 'KARTO WIYONO',
      mother: 'PONIYEM',
    }),
    member(1, {
      name: "Siti Nur'aini Rahmawati",
      birthPlace: 'GUNUNGKIDUL',
      birthDate: '1983-11-27',
      education: 'AKADEMI/DIPLOMA III/S. MUDA',
      occupation: 'MENGURUS RUMAH TANGGA',
      bloodType: 'B+',
      maritalStatus: 'KAWIN TERCATAT',
      maritalDate: '2006-09-02',
      shdk: 'ISTRI',
      father: 'HADI SUTRISNO',
      mother: 'WAGINEM',
    }),
    member(2, {
      name: 'Bagas Adi Prasetyo',
      birthDate: '2008-05-19',
      education: 'SLTP/SEDERAJAT',
      occupation: 'PELAJAR/MAHASISWA',
      bloodType: 'O',
      mother: "SITI NUR'AINI RAHMAWATI",
    }),
    member(3, {
      name: 'Sekar',
      birthDate: '2013-12-08',
      education: 'BELUM TAMAT SD/SEDERAJAT',
      occupation: 'PELAJAR/MAHASISWA',
      mother: "SITI NUR'AINI RAHMAWATI",
    }),
    member(5, {
      name: 'Tri Handayani',
      birthDate: '1987-01-30',
      occupation: 'PEKERJA PENGOLAHAN, KERAJINAN',
      religion: 'KEPERCAYAAN TERHADAP TUHAN YME',
      maritalStatus: 'CERAI HIDUP BELUM TERCATAT',
      maritalDate: '2019-10-21',
      shdk: 'FAMILI LAIN',
      father: 'KARTO WIYONO',
      mother: 'PONIYEM',
    }),
    member(7, {
      name: 'Poniyem',
      birthPlace: 'KULON PROGO',
      birthDate: '1951-06-06',
      education: 'TIDAK/BELUM SEKOLAH',
      occupation: 'PETANI/PEKEBUN',
      maritalStatus: 'CERAI MATI',
      maritalDate: '2011-02-17',
      shdk: 'ORANG TUA',
      father: 'MARTO DIKROMO',
      mother: 'TUKIYEM',
    }),
  ];
}

export function sampleCard(members: FamilyMember[] = sampleMembers()): CardFace {
  return {
    family: {
      kkNumber: '3402081406090012',
      headName: members[0]?.name ?? 'Suparman',
      address: 'Padukuhan Karangasem, Jalan Imogiri Timur Km 11',
      rt: '004',
      rw: '012',
      postalCode: '55792',
      kalurahan: 'Wukirsari',
      kapanewon: 'Imogiri',
      kabupaten: 'Bantul',
      provinsi: 'Daerah Istimewa Yogyakarta',
      members,
    },
    issuedOn: '2026-11-22',
    head: {
      name: 'Drs. Bambang Purwadi Nugroho, M.H.',
      nip: '197001011995031002',
      title: 'KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL',
    },
    verifyUrl: 'http://localhost:3000/periksa/KK-261122-7Q4F2M.f3Jx0aYw2mQ1kZr8',
    footLine:
      'Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh Balai Besar Sertifikasi Elektronik (BSrE), BSSN',
  };
}
