import { readApplicationNumber } from '../application-number.ts';
import type { DocumentKind } from '../document-kinds.ts';

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

/** How residents call the papers. A word may mean several kinds; what is asked for decides. */
const NAMES: readonly (readonly [RegExp, readonly DocumentKind[]])[] = [
  [/\bf ?1 ?06\b/, ['f-1-06']],
  [/\bf ?1 ?02\b/, ['f-1-02']],
  [/\b(?:kk|kartu keluarga)(?:nya)?\b(?! baru)/, ['kk-lama', 'kk-rusak']],
  [/\b(?:polisi|kepolisian|kehilangan|surat hilang)\b/, ['surat-hilang']],
  [/\bakt[ae] (?:ke)?lahir(?:an)?(?:nya)?\b/, ['akta-kelahiran', 'bukti-hubungan']],
  [/\b(?:pengadilan|penetapan)\b/, ['penetapan-pengadilan']],
  [/\b(?:pemuka agama|kepercayaan|gereja|baptis)\b/, ['surat-pemuka-agama']],
  [/\b(?:ijazah|ijasah|ijazahe|sttb|ijazahnya|ijasahnya)\b/, ['ijazah']],
  [/\b(?:sk|surat keterangan kerja|keterangan kerja|pekerjaan)(?:nya)?\b/, ['bukti-pekerjaan']],
  [
    /\b(?:(?:buku|surat|akt[ae]) (?:nikah|kawin|perkawinan|cerai)|buku nikahnya|akt[ae] (?:kematian|perceraian)|surat kematian)\b/,
    ['bukti-perkawinan'],
  ],
  [/\b(?:pewarganegaraan|kewarganegaraan|sumpah)\b/, ['bukti-kewarganegaraan']],
  [/\b(?:paspor|passport|kitap)(?:nya)?\b/, ['paspor-kitap']],
  [/\bgol(?:ongan)? darah\b/, ['bukti-golongan-darah']],
  [/\b(?:ktp|ktp el|ektp|e ktp)(?:nya)?\b/, ['ktp-el']],
];
/** "ijazahnya menyusul" under a photo of something else. */
const LATER = /\b(?:menyusul|nanti|besok|belum|bukan|tidak ada|gak ada|nggak ada)\b/;

/** Kinds of papers that a caption may mean; empty when it names none or says that it is not there. */
export function kindsNamed(text: string): DocumentKind[] {
  const words = plain(text.replace(NUMBER, ' '));
  if (LATER.test(words)) return [];
  return [...new Set(NAMES.flatMap(([form, kinds]) => (form.test(words) ? kinds : [])))];
}

/** Whether a caption says more than what the photo is: a question, or a sentence. */
export function saysMore(text: string): boolean {
  return text.includes('?') || plain(text.replace(NUMBER, ' ')).split(' ').length > 8;
}
