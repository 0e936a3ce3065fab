import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

/** What every card of one office carries besides the family's data: its coat of arms and its own lines. */
export interface Letterhead {
  /** The coat of arms as a data: address; undefined: the office has none, and prints no card. */
  readonly emblem: string | undefined;
  /** Small lines in the upper right corner, such as "PEMERINTAH KABUPATEN BANTUL"; form F-1.09 has none. */
  readonly headingLines: readonly string[];
  /** Line under the title of the head of office, such as "KABUPATEN BANTUL"; undefined: none. */
  readonly regency: string | undefined;
}

/** The invented shield: it means no office and stands on cards of a simulation only. */
const INVENTED_SHIELD = path.resolve(import.meta.dirname, '../../templates/card/emblem-simulation.svg');

/** The coat of arms cannot be printed; the sentence says what to do. */
export class EmblemUnfit extends Error {
  override name = 'EmblemUnfit';
}

const MAX_BYTES = 2 * 1024 * 1024;
/** 17 mm on paper at 300 dots an inch. */
const LEAST_PIXELS = 200;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** In a picture of the office's own these have no place: they run, fetch, or bring fonts that PDF/A wants embedded. */
const FOREIGN_IN_SVG =
  /<\s*(?:script|foreignObject|iframe|image|text)\b|<!\s*ENTITY|@import|\son\w+\s*=|href\s*=\s*["'](?!#)|url\(\s*["']?(?!#)/i;

/** Reads the coat of arms from an SVG or PNG file and gives it as a data: address. Throws EmblemUnfit. */
export async function readEmblem(file: string): Promise<string> {
  const bytes = contentOf(file);
  if (bytes.length > MAX_BYTES)
    throw new EmblemUnfit(`${file} lebih besar dari 2 MB. Simpan lambangnya sebagai SVG, atau PNG yang lebih kecil.`);
  if (bytes.subarray(0, PNG.length).equals(PNG)) {
    const { width = 0, height = 0 } = await sharp(bytes)
      .metadata()
      .catch(() => ({ width: 0, height: 0 }));
    if (Math.min(width, height) < LEAST_PIXELS)
      throw new EmblemUnfit(
        `${file} rusak atau terlalu kecil untuk dicetak (${width} x ${height} titik). Pakai PNG paling sedikit ${LEAST_PIXELS} titik, atau SVG.`,
      );
    return `data:image/png;base64,${bytes.toString('base64')}`;
  }
  const text = bytes.toString('utf8');
  if (!/<svg[\s>]/i.test(text.slice(0, 4096)))
    throw new EmblemUnfit(`${file} bukan SVG atau PNG. Simpan lambang daerahnya dalam salah satu bentuk itu.`);
  const foreign = FOREIGN_IN_SVG.exec(text)?.[0];
  if (foreign !== undefined)
    throw new EmblemUnfit(
      `${file} memuat ${foreign.trim()} yang tidak boleh ada pada lambang di KK. Simpan ulang sebagai "Plain SVG" dengan huruf dijadikan garis dan tanpa gambar tempelan, atau pakai PNG.`,
    );
  return `data:image/svg+xml;base64,${bytes.toString('base64')}`;
}

/** The letterhead of a trial office and of every tool that prints invented families. */
export const SIMULATED_LETTERHEAD: Letterhead = {
  emblem: `data:image/svg+xml;base64,${readFileSync(INVENTED_SHIELD).toString('base64')}`,
  headingLines: [],
  regency: undefined,
};

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new EmblemUnfit(
      `${file} tidak dapat dibaca. Periksa nama berkasnya dan apakah akun kantor boleh membacanya.`,
    );
  }
}
