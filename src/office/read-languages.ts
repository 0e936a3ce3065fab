import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../config/values.ts';
import { faultsOfPages } from '../domain/language/faults-of-pages.ts';
import { faultsOfTexts, textOf } from '../domain/language/faults-of-texts.ts';
import {
  SUBJECTS,
  createLanguage,
  createLanguages,
  type Language,
  type Languages,
  type LanguageTexts,
  type Subject,
} from '../domain/language/language.ts';

export const LANGUAGE_FOLDER = path.join(import.meta.dirname, '..', '..', 'templates', 'language');

/**
 * The languages that the office offers, each of its folder below `folder`; the first is Indonesian. Throws ConfigError
 * with every fault, its file and its key.
 */
export function readLanguages(codes: readonly string[], folder = LANGUAGE_FOLDER): Languages {
  if (codes[0] !== 'id')
    throw new ConfigError('OFFICE_LANGUAGES: bahasa pertama harus "id" (Bahasa Indonesia), misalnya "id,jv".');
  const faults: string[] = [];
  const languages = [...new Set(codes)].flatMap((code) => readLanguage(path.join(folder, code), code, faults) ?? []);
  const [first, ...others] = languages;
  for (const { code, pages } of others)
    faults.push(
      ...faultsOfPages(first?.pages ?? {}, pages).map((fault) => `${path.join(folder, code, 'pages')}: ${fault}`),
    );
  if (first === undefined || faults.length > 0)
    throw new ConfigError(`OFFICE_LANGUAGES: teks bahasa belum dapat dipakai.\n${faults.join('\n')}`);
  return createLanguages([first, ...others]);
}

function readLanguage(folder: string, code: string, faults: string[]): Language | undefined {
  if (!/^[a-z]{2,3}$/.test(code) || !existsSync(folder)) {
    faults.push(`Bahasa "${code}": folder ${folder} tidak ada.`);
    return undefined;
  }
  const { name, locale } = readJson(path.join(folder, 'language.json'), faults);
  if (typeof name !== 'string' || !isLocale(locale))
    faults.push(`${path.join(folder, 'language.json')}: tulis {"name": "Basa Jawa", "locale": "jv-ID"}.`);
  const texts = Object.fromEntries(
    (Object.keys(SUBJECTS) as Subject[]).map((subject) => {
      const file = path.join(folder, subject === 'messages' ? subject : `${subject}.json`);
      const read = subject === 'messages' ? readFolder(file, '.txt', faults) : readJson(file, faults);
      faults.push(...faultsOfTexts(SUBJECTS[subject], read).map((fault) => `${file}: ${fault}`));
      return [subject, Object.fromEntries(Object.entries(read).map(([key, text]) => [key, textOf(text) ?? '']))];
    }),
  ) as unknown as LanguageTexts;
  const pages = readFolder(path.join(folder, 'pages'), '.hbs', faults);
  return createLanguage({ code, name: String(name), locale: String(locale) }, texts, pages);
}

/** Messages are copied to Twilio and pages are templates: each is a file of its own, named after its purpose. */
function readFolder(folder: string, ending: string, faults: string[]): Record<string, string> {
  if (!existsSync(folder)) {
    faults.push(`${folder}: folder tidak ada.`);
    return {};
  }
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .map((file) => [path.basename(file, ending), readFileSync(path.join(folder, file), 'utf8').trim()]),
  );
}

function readJson(file: string, faults: string[]): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content === 'object' && content !== null && !Array.isArray(content))
      return content as Record<string, unknown>;
  } catch {
    // Said below: not there, or no JSON.
  }
  faults.push(`${file}: tidak ada, atau bukan JSON. Isinya {"kunci": "kalimat"}.`);
  return {};
}

/** Whether this program knows the days and months of it. */
function isLocale(given: unknown): boolean {
  try {
    return typeof given === 'string' && Intl.DateTimeFormat.supportedLocalesOf(given).length > 0;
  } catch {
    return false; // not even written like one
  }
}
