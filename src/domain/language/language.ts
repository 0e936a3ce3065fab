import type { Catalogue, Say } from './catalogue.ts';
import { CHAT } from './chat.ts';
import { HOURS } from './hours.ts';
import { MESSAGES, NOTICES } from './messages.ts';
import { TITLES } from './titles.ts';
import { TRACKING } from './tracking.ts';

/** All that residents are told, by subject; a language has one file for each, `messages` a folder. */
export const SUBJECTS = {
  chat: CHAT,
  messages: MESSAGES,
  notices: NOTICES,
  hours: HOURS,
  tracking: TRACKING,
  titles: TITLES,
} as const;
export type Subject = keyof typeof SUBJECTS;

/** A language of residents: Indonesian, and what the office offers beside it. Legal papers are Indonesian always. */
export type Language = { readonly [S in Subject]: Say<(typeof SUBJECTS)[S]> } & {
  /** ISO 639: "id", "jv". */
  readonly code: string;
  /** As its speakers call it: "Bahasa Indonesia". */
  readonly name: string;
  /** By which days and months are named: "id-ID". */
  readonly locale: string;
  /** A message as it was written, with the names of its values. */
  readonly messageText: (purpose: keyof typeof MESSAGES) => string;
  /** Templates of the portal's pages by their names. */
  readonly pages: Readonly<Record<string, string>>;
};

export interface Languages {
  /** What the office offers, Indonesian first. */
  readonly offered: readonly Language[];
  /** Indonesian where none was chosen, and where the office does not offer what was chosen. */
  of(code: string | undefined): Language;
}

/** Texts of a language as its files hold them, by subject and key. */
export type LanguageTexts = Readonly<Record<Subject, Readonly<Record<string, string>>>>;

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/** Names of the values in a text, in the order in which they are met first. */
export const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name!)),
];

/** Puts values in; a brace in a value stays a brace. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for ${name}`);
    return value;
  });

/** A language of texts that `faultsOfTexts` finds whole. */
export function createLanguage(
  { code, name, locale }: Pick<Language, 'code' | 'name' | 'locale'>,
  texts: LanguageTexts,
  pages: Language['pages'],
): Language {
  const say = <C extends Catalogue>(subject: Subject): Say<C> => {
    const known = texts[subject];
    return (key, ...[values]) => fill(known[key] ?? '', values ?? {});
  };
  return {
    code,
    name,
    locale,
    chat: say('chat'),
    messages: say('messages'),
    notices: say('notices'),
    hours: say('hours'),
    tracking: say('tracking'),
    titles: say('titles'),
    pages,
    messageText: (purpose) => texts.messages[purpose] ?? '',
  };
}

export function createLanguages(offered: readonly [Language, ...Language[]]): Languages {
  return { offered, of: (code) => offered.find((language) => language.code === code) ?? offered[0] };
}
