import { memberOf } from '../card/register.ts';
import type { MissingPaper } from '../events/check-evidence.ts';
import { factsOf, type RuleContext } from '../rules/rule.ts';
import type { Finding } from '../rules/table.ts';
import { parseNik } from '../nik.ts';

/**
 * One kind text for the resident when something is still to be completed: what is the matter, why, what to do next.
 * Where no such text is written the sentences of the rules stand in.
 */
export function completionText(c: RuleContext, stops: readonly Finding[]): string {
  const has = (rule: string) => stops.some((stop) => stop.rule === rule);
  const explanations = [
    ...(has('R18') ? [foreign(c)] : []),
    ...(has('R20') ? [minorHead(c)] : []),
    ...(has('R66') ? [adoptiveParents()] : []),
    ...deathWithoutAkta(c),
  ];
  const covered = ['R18', 'R66', ...(has('R20') ? ['R20', 'R53'] : []), ...(explanations.length > 0 ? ['R53'] : [])];
  const rest = stops.filter((stop) => !covered.includes(stop.rule)).map((stop) => stop.sentence);
  return [...explanations, ...rest].join(' ');
}

/** What the tracking page says meanwhile. */
export function completionNotice(c: RuleContext, stops: readonly Finding[]): string {
  const has = (rule: string) => stops.some((stop) => stop.rule === rule);
  if (has('R18')) return 'Tidak ada data keluarga yang ditampilkan kepada pemohon sebelum surat kuasa diperiksa.';
  if (has('R66')) return 'Permohonan menunggu persetujuan Anda.';
  if (deathWithoutAkta(c).length > 0) return 'Permohonan menunggu akta kematian.';
  return 'Permohonan menunggu kelengkapan; data yang sudah diisi tersimpan.';
}

function foreign(c: RuleContext): string {
  const reprint = c.events.every(({ definition }) => !definition.entry);
  return (
    'Pemohon tidak tercatat pada KK ini. Unggah surat kuasa F-1.07 yang ditandatangani anggota KK' +
    `${reprint ? '' : ' dan KTP-el pemberi kuasa'}. Untuk melindungi data keluarga, KK hanya dikirim setelah pemohon ` +
    'dipastikan.'
  );
}

/**
 * The two ways of PM108 art. 10(4) and SE 470/13287 when no adult remains; otherwise an adult of the card is to be
 * chosen.
 */
function minorHead(c: RuleContext): string {
  const needsGuardian = c.missing.some(({ text }) => text.startsWith('pilihan:'));
  if (!needsGuardian)
    return 'Kepala keluarga harus sudah 17 tahun atau sudah kawin. Pilih anggota lain yang sudah dewasa.';
  const address = addressOf(c);
  const late = factsOf(c, 'death').some(({ nik }) => memberOf(c.before, nik)?.sex === 'PEREMPUAN');
  return (
    `Kepala keluarga harus sudah 17 tahun atau sudah kawin. ${address} dapat (1) pindah menjadi kepala keluarga pada KK ` +
    `${late ? 'almarhumah' : 'almarhum'}, atau (2) memasukkan anak-anak ke KK ${address} dengan surat pernyataan bersedia ` +
    'menjadi wali. Pilih salah satu; surat pernyataannya dapat dicetak dari sini.'
  );
}

/** "Bapak" or "Ibu" when SIAK or the NIK says so; "Anda" otherwise. */
function addressOf({ before, applicant }: RuleContext): string {
  const row = memberOf(before, applicant);
  const parts = parseNik(applicant);
  const female = row === undefined ? parts?.female : row.sex === 'PEREMPUAN';
  return female === undefined ? 'Anda' : female ? 'Ibu' : 'Bapak';
}

const adoptiveParents = () =>
  'Anak angkat Anda dapat dicantumkan sebagai ANAK. Nama orang tua pada KK tetap orang tua kandung sesuai akta kelahiran; ' +
  'orang tua angkat tertulis pada catatan pinggir akta. Lanjutkan tanpa mengganti nama orang tua?';

/** A death without akta while nothing else is wrong with it: the akta comes first. */
function deathWithoutAkta(c: RuleContext): string[] {
  const waits = c.missing.some(({ text }) => text.startsWith('kutipan akta kematian'));
  const minors = c.missing.some(({ text }) => text.startsWith('pilihan:'));
  if (!waits || minors) return [];
  return factsOf(c, 'death').map(
    ({ name }) =>
      `${name} masih tercatat pada KK ini. Untuk menghapusnya diperlukan akta kematian. Bila belum ada, ajukan akta ` +
      'kematian lebih dahulu; KK diterbitkan sesudahnya.',
  );
}

/** Which service to go to meanwhile, for papers that another service makes. */
export function serviceFor(missing: readonly MissingPaper[]) {
  if (missing.some(({ text }) => text.startsWith('kutipan akta kematian'))) return 'akta-kematian' as const;
  const civil = ['kutipan akta pengakuan', 'kutipan akta pengesahan', 'kutipan akta kelahiran dengan catatan pinggir'];
  if (missing.some(({ text }) => civil.some((start) => text.startsWith(start)))) return 'pencatatan-sipil' as const;
  return undefined;
}
