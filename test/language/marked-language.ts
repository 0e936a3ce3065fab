import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGE_FOLDER, readLanguages } from '../../src/office/read-languages.ts';
import { temporaryFolder } from '../store/database.ts';

/** No language of the world has this code. */
export const MARKED = 'qaa';

/** The folder of an office with a second language: Indonesian in which every piece of text stands between ‹ and ›. */
export function markedFolder(): string {
  const folder = temporaryFolder();
  cpSync(path.join(LANGUAGE_FOLDER, 'id'), path.join(folder, 'id'), { recursive: true });
  const other = path.join(folder, MARKED);
  cpSync(path.join(LANGUAGE_FOLDER, 'id'), other, { recursive: true });
  writeFileSync(path.join(other, 'language.json'), JSON.stringify({ name: 'Bahasa bertanda', locale: 'id-ID' }));
  for (const file of readdirSync(other, { recursive: true, encoding: 'utf8' })) {
    const at = path.join(other, file);
    if (file.endsWith('.hbs')) writeFileSync(at, markedPage(readFileSync(at, 'utf8')));
    if (file.endsWith('.txt')) writeFileSync(at, marked(readFileSync(at, 'utf8')));
    if (file.endsWith('.json') && file !== 'language.json')
      writeFileSync(at, JSON.stringify(markedValues(JSON.parse(readFileSync(at, 'utf8')))));
  }
  return folder;
}

export const markedLanguages = () => readLanguages(['id', MARKED], markedFolder());

/** "Masih kurang: {{document}}." becomes "‹Masih kurang: ›{{document}}‹.›": what is put in shows by itself. */
const marked = (text: string): string =>
  text.replace(/(\{\{\w+\}\})|([^{\n]+)/g, (_, value: string | undefined, piece: string) => value ?? `‹${piece}›`);

/** The same of a page: what stands between its tags. */
const markedPage = (source: string): string =>
  source
    .split(/(<[^>]*>|\{\{[^}]*\}\}+)/)
    .map((piece, i) => (i % 2 === 0 && /\p{L}/u.test(piece) ? piece.replace(/\S(?:.*\S)?/gs, '‹$&›') : piece))
    .join('');

function markedValues(value: unknown): unknown {
  if (typeof value === 'string') return marked(value);
  if (Array.isArray(value)) return value.map(markedValues);
  return Object.fromEntries(Object.entries(value as object).map(([key, text]) => [key, markedValues(text)]));
}

/** What a text holds that is not of the language: values, and sentences that are not moved yet. */
export const unmarked = (text: string): string[] =>
  text
    .replace(/‹[^›]*›/g, '\n')
    .split('\n')
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}/u.test(piece));

/** The same of a page as a browser shows it. */
export const unmarkedOnPage = (html: string): string[] =>
  unmarked(
    html
      .replace(/<(script|style|title|template data-description|template data-says)\b.*?<\/\w+>/gs, '')
      .replace(/<[^>]*>/g, '\n')
      .replace(/&#x27;|&quot;|&amp;/g, ' '),
  );
