import { readApplicationNumber } from '../application-number.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../document-kinds.ts';
import { documentName, isEventPaper } from '../events/documents.ts';

/** What a short message asks for; everything else is words for a person. */
export type Command = 'stop' | 'start' | 'done' | 'use-anyway' | 'thanks';

const COURTESY = '(?: (?:ya|pak|bu|kak|min|mas|mbak|nggih|semua|terima ?kasih|makasih|suwun))*';
const COMMANDS: readonly (readonly [Command, RegExp])[] = [
  [
    'stop',
    /^(?:stop(?: (?:pesan|promosi|wa|whatsapp))?|berhenti(?: (?:langganan|berlangganan|kirim(?: pesan)?))?|hentikan(?: pesan)?|unsubscribe|stopall|(?:tolong )?jangan (?:kirim|hubungi)(?: (?:pesan|saya|wa))*(?: lagi)?)$/,
  ],
  ['start', /^(?:mulai(?: lagi)?|start|unstop|langganan|lanjutkan pesan)$/],
  [
    'done',
    new RegExp(
      `^(?:(?:itu )?(?:sudah|sdh|udah|udh|sampun)(?: (?:semua|lengkap|selesai|cukup|dikirim|terkirim|saya kirim|kirim semua|itu saja|sedaya))?|selesai|lengkap|cukup|(?:hanya )?itu (?:saja|aja))${COURTESY}$`,
    ),
  ],
  ['use-anyway', new RegExp(`^(?:pakai|pake|gunakan)(?: (?:saja|aja|yang ini|foto ini|ini))*${COURTESY}$`)],
  [
    'thanks',
    new RegExp(
      `^(?:ok(?:e|ay)?|baik(?:lah)?|siap|ya|iya|nggih|inggih|sip|(?:terima ?kasih|trima ?kasih|trims|tq|makasih|suwun|matur nuwun)(?: banyak)?)${COURTESY}$`,
    ),
  ],
];

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

export function commandOf(text: string): Command | undefined {
  const words = plain(text);
  if (words === '' && /[👍🙏👌]/u.test(text)) return 'thanks';
  return COMMANDS.find(([, form]) => form.test(words))?.[0];
}

const NUMERALS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];

/** "2", "2.", "no 2", "pilih dua": the answer to a numbered question; undefined for anything else. */
export function choiceOf(text: string): number | undefined {
  const match = /^(?:(?:no|nomor|pilih|pilihan|yang) )*(?:(\d{1,2})|([a-z]+))(?: (?:ya|pak|bu|kak|mas|mbak))*$/.exec(
    plain(text),
  );
  if (match === null) return undefined;
  if (match[1] !== undefined) return Number(match[1]);
  const spoken = NUMERALS.indexOf(match[2] ?? '');
  return spoken === -1 ? undefined : spoken;
}

/** Day and tail of an application number, as it stands in a sentence. */
const NUMBER = /\bkk[\s-]*\d{6}[\s-]*[0-9a-z]{6}\b/gi;

/** Application numbers that a text names, in our own writing. */
export function numbersIn(text: string): string[] {
  const found = (text.match(NUMBER) ?? []).flatMap((one) => readApplicationNumber(one) ?? []);
  return [...new Set(found)];
}

/**
 * How residents call the papers, the longer name before one that it holds: what was read is not read again. A word may
 * mean several kinds; what is asked for decides.
 */
const NAMES: readonly (readonly [RegExp, readonly DocumentKind[]])[] = [
  [/\bf ?1 ?01\b|\bbiodata\b/, ['f-1-01']],
  [/\bf ?1 ?02\b/, ['f-1-02']],
  [/\bf ?1 ?03\b|\bformulir (?:perpindahan|pindah)\b/, ['f-1-03']],
  [/\bf ?1 ?04\b|\btidak (?:memiliki|punya) dokumen\b/, ['f-1-04']],
  [/\bf ?1 ?05 (?:perceraian|cerai)\b|\bsptjm (?:perceraian|cerai)\b/, ['f-1-05-perceraian']],
  [/\bf ?1 ?05 (?:perkawinan|kawin|nikah)\b|\bsptjm (?:perkawinan|kawin|nikah)\b/, ['f-1-05-perkawinan']],
  [/\bf ?1 ?05\b/, ['f-1-05-perkawinan', 'f-1-05-perceraian']],
  [/\bf ?1 ?06\b/, ['f-1-06']],
  [/\bf ?1 ?07\b/, ['f-1-07']],
  [/\bf ?2 ?03\b|\bsptjm (?:data )?(?:kelahiran|lahir)\b/, ['f-2-03']],
  [/\bf ?2 ?04\b|\bsptjm (?:suami istri|pasangan)\b/, ['f-2-04']],
  [/\bsptjm kepercayaan\b/, ['sptjm-kepercayaan']],
  [/\bsptjm\b/, ['sptjm-data', 'f-1-05-perkawinan', 'f-1-05-perceraian', 'f-2-03', 'f-2-04', 'sptjm-kepercayaan']],
  [/\bkuasa (?:pengasuhan|asuh)\b/, ['kuasa-pengasuhan']],
  [/\bsurat kuasa(?:nya)?\b/, ['f-1-07', 'kuasa-pengasuhan']],
  [/\b(?:kesepakatan|hak|putusan) (?:pengasuhan|asuh)\b/, ['kesepakatan-pengasuhan']],
  [/\b(?:pemilik|izin) rumah\b|\btidak keberatan\b/, ['pernyataan-pemilik-rumah']],
  [/\b(?:pergantian|ganti) kepala keluarga\b/, ['pernyataan-ganti-kepala']],
  [/\b(?:pernyataan|bersedia|kesediaan) menerima\b/, ['pernyataan-menerima']],
  [/\b(?:pernyataan|menjadi|surat) wali\b/, ['pernyataan-wali']],
  [/\bizin (?:tertulis )?istri\b/, ['izin-istri']],
  [/\b(?:izin )?poligami\b/, ['izin-poligami']],
  [/\bdispensasi(?: kawin| nikah)?\b/, ['dispensasi-kawin']],
  [/\b(?:ktp(?: el)?|ektp|e ktp) (?:orang asing|wna)\b/, ['ktp-el-orang-asing']],
  [/\b(?:ktp(?: el)?|ektp|e ktp)(?:nya)?\b/, ['ktp-el', 'ktp-el-orang-asing']],
  [/\b(?:kk|kartu keluarga)(?:nya)?\b(?! baru)/, ['kk-lama', 'kk-rusak']],
  [/\bskpwni\b|\bsurat (?:keterangan )?pindah\b/, ['skpwni']],
  [/\b(?:penemuan anak|laporan polisi)\b/, ['laporan-polisi', 'surat-hilang']],
  [/\b(?:polisi|kepolisian|kehilangan|surat hilang)\b/, ['surat-hilang', 'laporan-polisi']],
  [/\bakt[ae] (?:ke)?lahir(?:an)?(?:nya)? (?:dengan )?catatan pinggir\b/, ['akta-kelahiran-catatan-pinggir']],
  [/\bcatatan pinggir\b/, ['akta-kelahiran-catatan-pinggir']],
  [/\bakt[ae] (?:ke)?lahir(?:an)?(?:nya)?\b/, ['akta-kelahiran', 'akta-kelahiran-catatan-pinggir']],
  [/\bsurat (?:keterangan )?(?:ke)?lahir(?:an)?\b|\bskl\b/, ['surat-kelahiran']],
  [/\bakt[ae] pengakuan\b/, ['akta-pengakuan-anak']],
  [/\bakt[ae] pengesahan\b/, ['akta-pengesahan-anak']],
  [/\b(?:akt[ae]|surat(?: keterangan)?) (?:kematian|meninggal)\b/, ['akta-kematian']],
  [/\b(?:akt[ae]|surat) cerai(?:nya)?\b/, ['akta-cerai', 'akta-perceraian']],
  [/\bakt[ae] perceraian\b/, ['akta-perceraian', 'akta-cerai']],
  [/\bbuku (?:nikah|kawin)(?:nya)?\b/, ['buku-nikah']],
  [/\b(?:surat|akt[ae]) (?:nikah|kawin|perkawinan)\b/, ['akta-perkawinan', 'buku-nikah']],
  [/\b(?:pengadilan|penetapan)\b/, ['penetapan-pengadilan']],
  [/\b(?:organisasi|pemuka|surat) kepercayaan\b/, ['surat-kepercayaan']],
  [/\b(?:pemuka agama|kepercayaan|gereja|baptis)\b/, ['surat-pemuka-agama', 'surat-kepercayaan']],
  [/\b(?:surat (?:keterangan )?|keterangan )lulus\b/, ['surat-lulus']],
  [/\b(?:ijazah|ijasah|ijazahe|sttb|ijazahnya|ijasahnya)\b/, ['ijazah']],
  [/\b(?:surat keterangan kerja|keterangan kerja|surat kerja)(?:nya)?\b/, ['surat-kerja']],
  [/\b(?:sk|pekerjaan)(?:nya)?\b/, ['sk-pekerjaan', 'surat-kerja']],
  [/\bsumpah\b/, ['berita-acara-sumpah']],
  [/\b(?:pewarganegaraan|kewarganegaraan)\b/, ['keputusan-kewarganegaraan']],
  [/\b(?:paspor|passport)(?:nya)?\b/, ['paspor']],
  [/\bkitap(?:nya)?\b/, ['kitap']],
  [/\b(?:kartu )?donor(?: darah)?\b/, ['kartu-donor']],
  [/\bgol(?:ongan)? darah\b/, ['hasil-golongan-darah', 'kartu-donor']],
  [/\bsurat (?:keterangan )?(?:dari )?(?:kalurahan|kelurahan|desa)\b/, ['surat-kalurahan']],
];
/** As the office itself calls them, in lists and in sentences: the longest first, for the same reason. */
const TITLES = titles();

function titles(): [string, DocumentKind[]][] {
  const kinds = new Map<string, DocumentKind[]>();
  for (const { code, label } of DOCUMENT_KINDS)
    for (const title of [label, label.replace(/ \(.*\)$/, ''), ...(isEventPaper(code) ? [documentName(code)] : [])])
      kinds.set(plain(title), [...(kinds.get(plain(title)) ?? []), code]);
  return [...kinds].sort(([one], [other]) => other.length - one.length);
}

/** Papers of the events, as an application of elements asks for them. */
const IN_ELEMENTS: Readonly<Partial<Record<DocumentKind, readonly DocumentKind[]>>> = {
  'buku-nikah': ['bukti-perkawinan', 'bukti-hubungan'],
  'akta-perkawinan': ['bukti-perkawinan', 'bukti-hubungan'],
  'akta-cerai': ['bukti-perkawinan'],
  'akta-perceraian': ['bukti-perkawinan'],
  'akta-kematian': ['bukti-perkawinan'],
  'f-1-05-perkawinan': ['bukti-perkawinan'],
  'f-1-05-perceraian': ['bukti-perkawinan'],
  'akta-kelahiran': ['bukti-hubungan'],
  'akta-kelahiran-catatan-pinggir': ['penetapan-pengadilan'],
  'surat-kepercayaan': ['surat-pemuka-agama'],
  'surat-lulus': ['ijazah'],
  'sk-pekerjaan': ['bukti-pekerjaan'],
  'surat-kerja': ['bukti-pekerjaan'],
  'keputusan-kewarganegaraan': ['bukti-kewarganegaraan'],
  'berita-acara-sumpah': ['bukti-kewarganegaraan'],
  paspor: ['paspor-kitap'],
  kitap: ['paspor-kitap'],
  'hasil-golongan-darah': ['bukti-golongan-darah'],
  'kartu-donor': ['bukti-golongan-darah'],
};
/** "ijazahnya menyusul" under a photo of something else. */
const LATER = /\b(?:menyusul|nanti|besok|belum|bukan|tidak ada|gak ada|nggak ada)\b/;
/** Of a marriage or a divorce, not of the paper. */
const UNREGISTERED = /\bbelum tercatat\b/g;

/**
 * Kinds of papers that a caption may mean, the likeliest first; empty when it names none or says that it is not there.
 */
export function kindsNamed(text: string): DocumentKind[] {
  const named: DocumentKind[] = [];
  let words = ` ${plain(text.replace(NUMBER, ' '))} `;
  for (const [title, kinds] of TITLES) {
    if (!words.includes(` ${title} `)) continue;
    words = words.replaceAll(` ${title} `, ' | ');
    named.push(...kinds);
  }
  words = words.replaceAll(UNREGISTERED, ' ').replace(/ +/g, ' ');
  if (LATER.test(words)) return [];
  for (const [form, kinds] of NAMES) {
    if (!form.test(words)) continue;
    words = words.replace(form, '|');
    named.push(...kinds);
  }
  return [...new Set([...named, ...named.flatMap((kind) => IN_ELEMENTS[kind] ?? [])])];
}

/** Whether a caption says more than what the photo is: a question, or a sentence. */
export function saysMore(text: string): boolean {
  return text.includes('?') || plain(text.replace(NUMBER, ' ')).split(' ').length > 8;
}
