import type { DeclaredEvent, EventApplication } from '../../../src/domain/events/application.ts';
import type { DocumentCode, Paper } from '../../../src/domain/events/documents.ts';
import type { GoldenCase } from './golden-case.ts';

/** What the resident of a case enters in the form; the cases say it in free words ("answers"). */
interface Entered {
  readonly events: readonly DeclaredEvent[];
  readonly rest?: Partial<EventApplication>;
  readonly papers?: readonly Paper[];
}
interface Entries {
  readonly first: Entered;
  /** After what was asked for is there. */
  readonly completed?: Entered;
}

const change = (person: string, from: string, to: string) => ({ person, from, to });

export const ENTRIES: Readonly<Record<string, Entries>> = {
  '01': { first: { events: [{ event: 'pendidikan', data: { changes: [change('3402155403059013', 'SLTA', 'S1')] } }] } },
  '03': { first: { events: [{ event: 'golongan-darah', data: { changes: [change('3402125810929032', '-', 'O')] } }] } },
  '04': {
    first: {
      events: [
        {
          event: 'menikah',
          data: {
            weddingDate: '2026-10-12',
            partners: [{ nik: '3402151708999043' }, { nik: '3402166311019046' }],
            head: '3402151708999043',
            address: { like: '3402151708999043' },
            house: 'rumah-orang-tua',
          },
        },
      ],
    },
  },
  '06': {
    first: {
      events: [
        {
          event: 'menikah',
          data: {
            weddingDate: '2026-09-20',
            partners: [
              { nik: '3402170707969061' },
              { nik: '3404136208989062', name: 'ANGGUN PUSPITASARI', kabupaten: 'Sleman', skpwni: 'belum' },
            ],
            head: '3402170707969061',
          },
        },
      ],
    },
  },
  '07': {
    first: {
      events: [
        {
          event: 'pindah-keluar',
          data: {
            movers: [{ nik: '3402091912009073', name: 'DIMAS HANDOKO' }],
            destination: 'Surabaya',
            skpwni: 'terbit',
          },
        },
      ],
    },
  },
  '09': {
    first: { events: [{ event: 'anggota-meninggal', data: { person: '3402086712639092', date: '2026-11-10' } }] },
  },
  '10': {
    first: {
      events: [
        {
          event: 'anggota-meninggal',
          data: { person: '3402101204789101', date: '2026-10-02', newHeads: ['3402105906819102'] },
        },
      ],
      rest: { kkNumber: '3402101809039101' },
    },
  },
  '11': {
    first: {
      events: [
        {
          event: 'anggota-meninggal',
          data: { person: '3402112001759111', date: '2026-10-18', newHeads: ['3402114608119112'] },
        },
      ],
    },
    completed: {
      events: [
        {
          event: 'anggota-meninggal',
          data: {
            person: '3402112001759111',
            date: '2026-10-18',
            guardian: { nik: '3402110909729114', way: 'masuk-kk-saudara' },
          },
        },
      ],
      papers: [{ document: 'pernyataan-wali' }, { document: 'pernyataan-menerima' }],
    },
  },
  '14': {
    first: {
      events: [{ event: 'anggota-meninggal', data: { person: '3402147112389144' } }],
      rest: {
        listed: [
          { name: 'EKO PRASTOWO', nik: '3402140501799141' },
          { name: 'WULAN SEPTIANI', nik: '3402145409849142' },
          { name: 'AISYAH PRASTOWO', nik: '3402146202099143' },
        ],
      },
    },
    completed: {
      events: [{ event: 'anggota-meninggal', data: { person: '3402147112389144', date: '2021-06-17' } }],
      papers: [{ document: 'akta-kematian', about: '3402147112389144' }],
    },
  },
  '15': {
    first: {
      events: [
        {
          event: 'bayi-lahir',
          data: {
            children: [
              {
                name: 'ARJUNA BAGAS PRAMUDYA',
                withoutNik: 'bayi-baru-lahir',
                sex: 'LAKI-LAKI',
                birthPlace: 'YOGYAKARTA',
                birthDate: '2026-11-15',
                religion: 'ISLAM',
                bloodType: 'B',
                childNumber: 1,
                father: '3402121805959151',
                mother: '3402126908979152',
                citizenship: 'WNI',
              },
            ],
          },
        },
      ],
    },
  },
  '17': {
    first: {
      events: [
        {
          event: 'bayi-lahir',
          data: {
            children: [
              {
                name: 'KIRANA WULANDARI',
                withoutNik: 'bayi-baru-lahir',
                sex: 'PEREMPUAN',
                birthPlace: 'BANTUL',
                birthDate: '2026-11-01',
                religion: 'ISLAM',
                bloodType: 'TIDAK TAHU',
                citizenship: 'WNI',
                mother: '3402066706049173',
                fatherLeftOut: true,
              },
            ],
          },
        },
      ],
    },
  },
  '19': {
    first: {
      events: [
        {
          event: 'anak-angkat',
          data: {
            child: '3402020902239195',
            parent: '3402150411799191',
            decidedOn: '2026-08-12',
            wantsParentNames: { father: 'HERMAN SUSILO', mother: 'NANIK RAHAYU' },
          },
        },
      ],
    },
    completed: {
      events: [
        {
          event: 'anak-angkat',
          data: { child: '3402020902239195', parent: '3402150411799191', decidedOn: '2026-08-12' },
        },
      ],
    },
  },
  '21': {
    first: {
      events: [
        {
          event: 'numpang-kk',
          data: { receiver: '3402121101669211', guests: [{ nik: '3402071309029213', relation: 'keponakan' }] },
        },
      ],
    },
  },
  '23': {
    first: {
      events: [{ event: 'pisah-kk', data: { leavers: ['3402171602019233'], head: '3402171602019233' } }],
    },
  },
  '25': {
    first: {
      events: [
        {
          event: 'pindah-dalam-bantul',
          data: {
            date: '2026-11-01',
            address: { street: 'Perum Griya Sewon A-7', rt: '005', kalurahan: '34.02.15.2003' },
            house: 'sewa-kontrak-kos',
          },
        },
      ],
    },
  },
  '27': {
    first: {
      events: [
        {
          event: 'pembetulan',
          data: { changes: [{ ...change('3402152210819271', 'SUGENG RIJADI', 'SUGENG RIYADI'), element: 'nama' }] },
        },
      ],
    },
  },
  '29': {
    first: {
      events: [
        {
          event: 'pembetulan',
          data: {
            changes: [
              { ...change('3402134507909291', '05-07-1990', '07-05-1990'), element: 'tanggal-lahir' },
              { ...change('3402134507909291', 'SLEMAN', 'KLATEN'), element: 'tempat-lahir' },
            ],
          },
        },
      ],
    },
  },
  '30': {
    first: {
      events: [
        {
          event: 'pembetulan',
          data: { changes: [{ ...change('3402163003079303', 'SITI AMINAH', 'SITI AMINATUN'), element: 'nama-ibu' }] },
        },
      ],
    },
  },
  '32': {
    first: {
      events: [
        {
          event: 'dokumen-imigrasi',
          data: {
            person: '3402171111589321',
            kitap: { from: '2D41AB9321-K', to: '2D41AB9328-L', expires: '2031-10-14' },
          },
        },
      ],
    },
  },
  '34': {
    first: {
      events: [
        {
          event: 'orang-asing-masuk',
          data: {
            citizen: '3402166510939343',
            weddingDate: '2026-08-15',
            foreigner: { name: 'KIM JUN HO', sex: 'LAKI-LAKI', citizenship: 'WNA', permit: 'KITAS' },
            listed: false,
          },
        },
      ],
    },
  },
  '35': {
    first: {
      events: [
        {
          event: 'kewarganegaraan',
          data: { person: '3402081904719351', from: 'WNA', to: 'WNI', decidedOn: '2026-07-02', oathOn: '2026-10-01' },
        },
      ],
    },
  },
  '36': {
    first: {
      events: [
        {
          event: 'penulisan-lama',
          data: {
            persons: ['3402093112669361', '3402097112709362'],
            from: 'KAWIN',
            to: 'KAWIN TERCATAT',
            date: '1995-04-17',
          },
        },
      ],
    },
  },
  '37': {
    first: {
      events: [
        {
          event: 'kawin-belum-tercatat',
          data: {
            weddingDate: '2024-02-14',
            partners: [{ nik: '3402043005989373' }, { nik: '3402045203009374' }],
            head: '3402043005989373',
            house: 'rumah-orang-tua',
            witnesses: ['PARNO SUDIRO', 'KASTO WIYONO'],
          },
        },
      ],
    },
  },
  '39': {
    first: { events: [{ event: 'kk-hilang', data: { member: '3402161312739391' } }] },
    completed: {
      events: [{ event: 'kk-hilang', data: { member: '3402161312739391' } }],
      papers: [{ document: 'f-1-07', signedBy: ['3402161312739391'] }],
    },
  },
  '40': { first: { events: [{ event: 'kk-rusak', data: { kkNumber: '3402051203089401' } }] } },
};

const DOCUMENTS: Readonly<Record<string, DocumentCode | null>> = {
  'F-1.01': 'f-1-01',
  'F-1.02': 'f-1-02',
  'F-1.03': 'f-1-03',
  'F-1.05 SPTJM perkawinan belum tercatat': 'f-1-05-perkawinan',
  'F-1.06': 'f-1-06',
  'KK lama': 'kk-lama',
  'KK orang tua kandung': 'kk-lama',
  'KK yang rusak': 'kk-rusak',
  'KTP-el': 'ktp-el',
  'KTP-el Orang Asing': 'ktp-el-orang-asing',
  'ijazah S1': 'ijazah',
  ijazah: 'ijazah',
  'kartu donor PMI': 'kartu-donor',
  'buku nikah': 'buku-nikah',
  'surat pernyataan tidak keberatan pemilik rumah': 'pernyataan-pemilik-rumah',
  SKPWNI: 'skpwni',
  'kutipan akta kematian': 'akta-kematian',
  'kutipan akta kelahiran': 'akta-kelahiran',
  'kutipan akta kelahiran dengan catatan pinggir pengangkatan anak': 'akta-kelahiran-catatan-pinggir',
  'surat keterangan kelahiran dari rumah sakit': 'surat-kelahiran',
  'surat keterangan kelahiran dari bidan': 'surat-kelahiran',
  'salinan penetapan pengadilan': 'penetapan-pengadilan',
  'surat pernyataan bersedia menerima sebagai anggota keluarga': 'pernyataan-menerima',
  'KITAP baru': 'kitap',
  paspor: 'paspor',
  'paspor dan KITAS suami': null,
  'petikan Keputusan Presiden tentang pewarganegaraan': 'keputusan-kewarganegaraan',
  'berita acara pengucapan sumpah': 'berita-acara-sumpah',
  'surat keterangan hilang dari kepolisian': 'surat-hilang',
};

export function papersOf({ case: number, evidence, application }: GoldenCase): Paper[] {
  return evidence.flatMap(({ document }): Paper[] => {
    const code = DOCUMENTS[document];
    if (code === undefined) throw new Error(`case ${number}: no code for the paper "${document}"`);
    if (code === null) return [];
    const name = code === 'surat-hilang' ? { inNameOf: application.applicant.nik } : {};
    return [{ document: code, ...name }];
  });
}

export function applicationOf(golden: GoldenCase, entered: Entered): EventApplication {
  const { name, nik } = golden.application.applicant;
  return {
    applicant: { name, nik, whatsapp: '0812 3456 7890' },
    events: entered.events,
    statement: true,
    ...entered.rest,
  };
}
