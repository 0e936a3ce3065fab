import path from 'node:path';
import { readEmblem, EmblemUnfit, SIMULATED_LETTERHEAD, type Letterhead } from '../card/letterhead.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/values.ts';

const MOST_LINES = 3;
/** Letters that have room in one line. */
const LONGEST_LINE = 60;

/**
 * Coat of arms and lines of this office for its cards. The invented shield stands in only where everything is
 * simulated: an office that draws cards for residents names its own. Throws ConfigError with what to mend.
 */
export async function letterheadOf({
  office,
  simulators,
  siak,
}: Pick<Config, 'office' | 'simulators' | 'siak'>): Promise<Letterhead> {
  const { emblemFile = '', headingLines = '', regency = '' } = office.card;
  if (emblemFile === '' && !simulators && siak.way === 'typed')
    throw new ConfigError(
      'CARD_EMBLEM_FILE belum diisi. Dengan SIAK_WAY=typed KK dicetak di sini, jadi isi nama berkas lambang daerah (SVG atau PNG); perisai karangan hanya untuk simulasi.',
    );
  const lines = headingLines
    .split('|')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > MOST_LINES || lines.some((line) => line.length > LONGEST_LINE))
    throw new ConfigError(
      `CARD_HEADING_LINES: paling banyak ${MOST_LINES} baris dengan | di antaranya, masing-masing paling panjang ${LONGEST_LINE} huruf.`,
    );
  if (regency.trim().length > LONGEST_LINE)
    throw new ConfigError(`OFFICE_REGENCY: paling panjang ${LONGEST_LINE} huruf, misalnya KABUPATEN BANTUL.`);
  return {
    emblem: emblemFile === '' ? (simulators ? SIMULATED_LETTERHEAD.emblem : undefined) : await emblemOf(emblemFile),
    headingLines: lines,
    regency: regency.trim() === '' ? undefined : regency.trim(),
  };
}

async function emblemOf(file: string): Promise<string> {
  try {
    return await readEmblem(path.resolve(file));
  } catch (error) {
    if (error instanceof EmblemUnfit) throw new ConfigError(`CARD_EMBLEM_FILE: ${error.message}`);
    throw error;
  }
}
