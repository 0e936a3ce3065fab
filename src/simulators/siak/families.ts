import type { FamilyCard, FamilyMember } from '../../domain/family-card.ts';
import { kalurahanOf } from '../../domain/kalurahan.ts';

/**
 * Invented families of Bantul: nobody lives under these numbers. Sizes 1, 3, 4, 5, 6, 2, 10 and 11, so that a card of
 * one row, a full first page and a second page are all there.
 */
type Row = Pick<FamilyMember, 'name' | 'nik' | 'birthDate' | 'shdk'> & Partial<FamilyMember>;

const COMMON = {
  birthPlace: 'BANTUL',
  religion: 'ISLAM',
  education: 'SLTA/SEDERAJAT',
  occupation: 'WIRASWASTA',
  bloodType: 'TIDAK TAHU',
  maritalStatus: 'BELUM KAWIN',
  citizenship: 'WNI',
  father: '-',
  mother: '-',
} as const;

function family(
  kkNumber: string,
  address: string,
  rt: string,
  rw: string,
  kalurahanCode: string,
  rows: readonly [Row, ...Row[]],
): FamilyCard {
  const kalurahan = kalurahanOf(kalurahanCode);
  if (kalurahan === undefined) throw new Error(`no such kalurahan: ${kalurahanCode}`);
  return {
    kkNumber,
    headName: rows[0].name,
    address,
    rt,
    rw,
    postalCode: kalurahan.postalCode,
    kalurahan: kalurahan.name.toUpperCase(),
    kapanewon: kalurahan.kapanewon.toUpperCase(),
    kabupaten: 'BANTUL',
    provinsi: 'DAERAH ISTIMEWA YOGYAKARTA',
    members: rows.map((row) => ({
      ...COMMON,
      sex: Number(row.nik.slice(6, 8)) > 40 ? 'PEREMPUAN' : 'LAKI-LAKI',
      ...row,
    })),
  };
}

const married = (maritalDate: string) => ({ maritalStatus: 'KAWIN TERCATAT', maritalDate });
const pupil = { education: 'BELUM TAMAT SD/SEDERAJAT', occupation: 'PELAJAR/MAHASISWA' };
const infant = { education: 'TIDAK/BELUM SEKOLAH', occupation: 'BELUM/TIDAK BEKERJA' };
const housewife = { occupation: 'MENGURUS RUMAH TANGGA' };

/** Four: the family of the demonstration. Father's schooling and job are out of date. */
export const SUSANTO = family('3402160512119001', 'SALAKAN', '004', '009', '34.02.16.2001', [
  {
    name: 'AGUS SUSANTO',
    nik: '3402161708849001',
    birthDate: '1984-08-17',
    shdk: 'KEPALA KELUARGA',
    ...married('2011-10-09'),
    occupation: 'KARYAWAN SWASTA',
    bloodType: 'O',
    father: 'SUKARDI',
    mother: 'PONIYEM',
  },
  {
    name: 'RINA KUSUMAWATI',
    nik: '3402165203879001',
    birthDate: '1987-03-12',
    shdk: 'ISTRI',
    ...married('2011-10-09'),
    ...housewife,
    birthPlace: 'SLEMAN',
    bloodType: 'A',
    father: 'WALUYO',
    mother: 'SUPARTI',
  },
  {
    name: 'NAUFAL ADI SUSANTO',
    nik: '3402160109129001',
    birthDate: '2012-09-01',
    shdk: 'ANAK',
    ...pupil,
    education: 'TAMAT SD/SEDERAJAT',
    bloodType: 'O',
    father: 'AGUS SUSANTO',
    mother: 'RINA KUSUMAWATI',
  },
  {
    name: 'KAYLA AYU SUSANTO',
    nik: '3402166405179001',
    birthDate: '2017-05-24',
    shdk: 'ANAK',
    ...pupil,
    bloodType: 'A',
    father: 'AGUS SUSANTO',
    mother: 'RINA KUSUMAWATI',
  },
]);

/** One: a widow. */
export const SUMIYATI = family('3402081003059002', 'KWEDEN', '002', '003', '34.02.08.2004', [
  {
    name: 'SUMIYATI',
    nik: '3402086112539002',
    birthDate: '1953-12-21',
    shdk: 'KEPALA KELUARGA',
    maritalStatus: 'CERAI MATI',
    ...housewife,
    education: 'TAMAT SD/SEDERAJAT',
    father: 'KROMO',
    mother: 'NGADIYEM',
  },
]);

/** Three: a young family. */
export const PRASETYO = family('3402152207199003', 'JL. PARANGTRITIS KM 6', '001', '015', '34.02.15.2004', [
  {
    name: 'BAYU PRASETYO',
    nik: '3402150206929003',
    birthDate: '1992-06-02',
    shdk: 'KEPALA KELUARGA',
    ...married('2019-06-15'),
    education: 'DIPLOMA IV/STRATA I',
    occupation: 'KARYAWAN HONORER',
    bloodType: 'B',
    father: 'HERU PRASETYO',
    mother: 'LESTARI',
  },
  {
    name: 'DEWI ANGGRAINI',
    nik: '3402155811949003',
    birthDate: '1994-11-18',
    shdk: 'ISTRI',
    ...married('2019-06-15'),
    education: 'DIPLOMA IV/STRATA I',
    occupation: 'GURU',
    birthPlace: 'KLATEN',
    bloodType: 'AB',
    father: 'SUGENG',
    mother: 'MARYATI',
  },
  {
    name: 'ARKA PRASETYO',
    nik: '3402151204219003',
    birthDate: '2021-04-12',
    shdk: 'ANAK',
    ...infant,
    father: 'BAYU PRASETYO',
    mother: 'DEWI ANGGRAINI',
  },
]);

/** Five: with a grandmother; Catholic. */
const WIJAYA = family('3402122911089004', 'SOROWAJAN', '006', '021', '34.02.12.2002', [
  {
    name: 'YOHANES WIJAYA',
    nik: '3402120107769004',
    birthDate: '1976-07-01',
    shdk: 'KEPALA KELUARGA',
    ...married('2008-11-02'),
    religion: 'KATHOLIK',
    education: 'STRATA II',
    occupation: 'DOSEN',
    father: 'ANTONIUS WIJAYA',
    mother: 'MARIA SUKARTI',
  },
  {
    name: 'THERESIA RATNA',
    nik: '3402124909799004',
    birthDate: '1979-09-09',
    shdk: 'ISTRI',
    ...married('2008-11-02'),
    religion: 'KATHOLIK',
    education: 'DIPLOMA IV/STRATA I',
    occupation: 'PERAWAT',
    father: 'PETRUS RATMAN',
    mother: 'LUCIA SRI',
  },
  {
    name: 'CLARA WIJAYA',
    nik: '3402126802109004',
    birthDate: '2010-02-28',
    shdk: 'ANAK',
    religion: 'KATHOLIK',
    ...pupil,
    education: 'SLTP/SEDERAJAT',
    father: 'YOHANES WIJAYA',
    mother: 'THERESIA RATNA',
  },
  {
    name: 'GABRIEL WIJAYA',
    nik: '3402120308149004',
    birthDate: '2014-08-03',
    shdk: 'ANAK',
    religion: 'KATHOLIK',
    ...pupil,
    father: 'YOHANES WIJAYA',
    mother: 'THERESIA RATNA',
  },
  {
    name: 'MARIA SUKARTI',
    nik: '3402125506489004',
    birthDate: '1948-06-15',
    shdk: 'ORANG TUA',
    religion: 'KATHOLIK',
    maritalStatus: 'CERAI MATI',
    occupation: 'PENSIUNAN',
    father: 'KARTO',
    mother: 'SARIYEM',
  },
]);

/** Six: apostrophes, titles of nobility and the longest names that people write. */
export const JUMA = family('3402130804169005', "JL. MASJID JAMI' NO. 7, KAUMAN", '003', '002', '34.02.13.2002', [
  {
    name: "MUHAMMAD NUR JUM'AH",
    nik: '3402131501809005',
    birthDate: '1980-01-15',
    shdk: 'KEPALA KELUARGA',
    ...married('2006-04-01'),
    occupation: 'PEDAGANG',
    father: "ABDUL MU'IN",
    mother: "SITI ROHMA'AH",
  },
  {
    name: "RADEN AYU SITI NUR'AINI RETNO WULANDARI KUSUMANINGRUM BINTI RADEN MAS HARYO SOEMODININGRAT",
    nik: '3402136302839005',
    birthDate: '1983-02-23',
    shdk: 'ISTRI',
    ...married('2006-04-01'),
    ...housewife,
    father: 'RADEN MAS HARYO SOEMODININGRAT PRAWIROATMODJO',
    mother: 'RADEN AYU SRI REDJEKI',
  },
  {
    name: "'AISYAH NUR JUM'AH",
    nik: '3402134410079005',
    birthDate: '2007-10-04',
    shdk: 'ANAK',
    ...pupil,
    education: 'SLTA/SEDERAJAT',
    father: "MUHAMMAD NUR JUM'AH",
    mother: "RADEN AYU SITI NUR'AINI RETNO WULANDARI KUSUMANINGRUM",
  },
  {
    name: "UMAR SA'ID",
    nik: '3402131912109005',
    birthDate: '2010-12-19',
    shdk: 'ANAK',
    ...pupil,
    education: 'SLTP/SEDERAJAT',
    father: "MUHAMMAD NUR JUM'AH",
    mother: "RADEN AYU SITI NUR'AINI RETNO WULANDARI KUSUMANINGRUM",
  },
  {
    name: "ZA'FARAN",
    nik: '3402130703159005',
    birthDate: '2015-03-07',
    shdk: 'ANAK',
    ...pupil,
    father: "MUHAMMAD NUR JUM'AH",
    mother: "RADEN AYU SITI NUR'AINI RETNO WULANDARI KUSUMANINGRUM",
  },
  {
    name: "SITI ROHMA'AH",
    nik: '3402137008559005',
    birthDate: '1955-08-30',
    shdk: 'ORANG TUA',
    maritalStatus: 'CERAI MATI',
    ...housewife,
    education: 'TIDAK/BELUM SEKOLAH',
    father: "KIAI MA'RUF",
    mother: 'SALAMAH',
  },
]);

/** Two: an elderly couple; the husband is a foreigner with KITAP. */
const TANAKA = family('3402171406129006', 'PEDES', '005', '011', '34.02.17.2004', [
  {
    name: 'KENJI TANAKA',
    nik: '3402170905609006',
    birthDate: '1960-05-09',
    shdk: 'KEPALA KELUARGA',
    ...married('1998-02-14'),
    birthPlace: 'KYOTO',
    religion: 'BUDHA',
    education: 'DIPLOMA IV/STRATA I',
    occupation: 'PENSIUNAN',
    citizenship: 'WNA',
    passportNumber: 'TR9001234',
    kitapNumber: '2D41AB9006-K',
    father: 'HIROSHI TANAKA',
    mother: 'YUKI TANAKA',
  },
  {
    name: 'ENDANG PURWANTI',
    nik: '3402175711639006',
    birthDate: '1963-11-17',
    shdk: 'ISTRI',
    ...married('1998-02-14'),
    ...housewife,
    religion: 'BUDHA',
    father: 'PURWANTO',
    mother: 'TUKINEM',
  },
]);

const HARDJO_CHILDREN: readonly Row[] = ['BAGUS', 'CATUR', 'DANANG', 'EKO', 'FAJAR', 'GALIH', 'HENDRA', 'IRFAN'].map(
  (name, i) => ({
    name: `${name} HARDJO`,
    nik: `340203${String(i + 4).padStart(2, '0')}${String(i + 1).padStart(2, '0')}${String(i + 8).padStart(2, '0')}9007`,
    birthDate: `20${String(i + 8).padStart(2, '0')}-${String(i + 1).padStart(2, '0')}-${String(i + 4).padStart(2, '0')}`,
    shdk: 'ANAK',
    ...pupil,
    father: 'SLAMET HARDJO',
    mother: 'NUR HIDAYATI',
  }),
);

/** Ten: fills the first page of the card to its last row. */
const HARDJO = family('3402031901079007', 'MANCINGAN', '007', '001', '34.02.03.2002', [
  {
    name: 'SLAMET HARDJO',
    nik: '3402032010799007',
    birthDate: '1979-10-20',
    shdk: 'KEPALA KELUARGA',
    ...married('2006-12-30'),
    occupation: 'NELAYAN/PERIKANAN',
    education: 'SLTP/SEDERAJAT',
    father: 'HARDJO UTOMO',
    mother: 'TUGINAH',
  },
  {
    name: 'NUR HIDAYATI',
    nik: '3402034606829007',
    birthDate: '1982-06-06',
    shdk: 'ISTRI',
    ...married('2006-12-30'),
    ...housewife,
    education: 'SLTP/SEDERAJAT',
    father: 'HIDAYAT',
    mother: 'SAMINEM',
  },
  ...HARDJO_CHILDREN,
]);

/** Eleven: needs a second page. */
const WAHYUDI = family('3402101708029008', 'KEDUNG BUWENG', '003', '014', '34.02.10.2003', [
  {
    name: 'TRI WAHYUDI',
    nik: '3402100303719008',
    birthDate: '1971-03-03',
    shdk: 'KEPALA KELUARGA',
    ...married('1995-07-21'),
    occupation: 'PETANI/PEKEBUN',
    education: 'SLTP/SEDERAJAT',
    father: 'WAHYU',
    mother: 'SUTINAH',
  },
  {
    name: 'SRI LESTARI',
    nik: '3402104808739008',
    birthDate: '1973-08-08',
    shdk: 'ISTRI',
    ...married('1995-07-21'),
    ...housewife,
    education: 'TAMAT SD/SEDERAJAT',
    father: 'PAWIRO',
    mother: 'WAGINEM',
  },
  {
    name: 'ANISA WAHYUDI',
    nik: '3402105105969008',
    birthDate: '1996-05-11',
    shdk: 'ANAK',
    ...married('2018-01-06'),
    occupation: 'BIDAN',
    education: 'AKADEMI/DIPLOMA III/S. MUDA',
    father: 'TRI WAHYUDI',
    mother: 'SRI LESTARI',
  },
  {
    name: 'RUDI HARTONO',
    nik: '3402101402949008',
    birthDate: '1994-02-14',
    shdk: 'MENANTU',
    ...married('2018-01-06'),
    occupation: 'SOPIR',
    father: 'HARTONO',
    mother: 'SUMINI',
  },
  {
    name: 'SALSA AULIA HARTONO',
    nik: '3402106909199008',
    birthDate: '2019-09-29',
    shdk: 'CUCU',
    ...infant,
    father: 'RUDI HARTONO',
    mother: 'ANISA WAHYUDI',
  },
  {
    name: 'RAFI HARTONO',
    nik: '3402101101229008',
    birthDate: '2022-01-11',
    shdk: 'CUCU',
    ...infant,
    father: 'RUDI HARTONO',
    mother: 'ANISA WAHYUDI',
  },
  {
    name: 'BUDI WAHYUDI',
    nik: '3402102207999008',
    birthDate: '1999-07-22',
    shdk: 'ANAK',
    occupation: 'BURUH HARIAN LEPAS',
    father: 'TRI WAHYUDI',
    mother: 'SRI LESTARI',
  },
  {
    name: 'CITRA WAHYUDI',
    nik: '3402105804029008',
    birthDate: '2002-04-18',
    shdk: 'ANAK',
    occupation: 'PELAJAR/MAHASISWA',
    father: 'TRI WAHYUDI',
    mother: 'SRI LESTARI',
  },
  {
    name: 'DIAN WAHYUDI',
    nik: '3402106512069008',
    birthDate: '2006-12-25',
    shdk: 'ANAK',
    ...pupil,
    education: 'SLTP/SEDERAJAT',
    father: 'TRI WAHYUDI',
    mother: 'SRI LESTARI',
  },
  {
    name: 'EVAN WAHYUDI',
    nik: '3402103006119008',
    birthDate: '2011-06-30',
    shdk: 'ANAK',
    ...pupil,
    father: 'TRI WAHYUDI',
    mother: 'SRI LESTARI',
  },
  {
    name: 'SUTINAH',
    nik: '3402107101499008',
    birthDate: '1949-01-31',
    shdk: 'ORANG TUA',
    maritalStatus: 'CERAI MATI',
    ...housewife,
    education: 'TIDAK/BELUM SEKOLAH',
    father: 'DIPO',
    mother: 'RUBIYEM',
  },
]);

export const SEEDED_FAMILIES: readonly FamilyCard[] = [
  SUSANTO,
  SUMIYATI,
  PRASETYO,
  WIJAYA,
  JUMA,
  TANAKA,
  HARDJO,
  WAHYUDI,
];
