import { sayFrom, type Catalogue, type Say } from './catalogue.ts';
import { CHAT } from './chat.ts';
import { HOURS } from './hours.ts';
import { INDONESIAN } from './indonesian.ts';
import { MESSAGES, NOTICES } from './messages.ts';
import { NAMES } from './names.ts';
import { PAPERS } from './papers.ts';
import {
  ADVICE,
  EVENT_TEXTS,
  FAULTS,
  FIELDS,
  FINDINGS,
  PROBLEMS,
  REFUSALS,
  RESULTS,
  RULES,
  SCRIPTS,
} from './spoken.ts';
import { TITLES } from './titles.ts';
import { TRACKING } from './tracking.ts';
import { createTranslator, type Translate } from './translator.ts';

/** All that residents are told, by subject; a language has one file for each, `messages` a folder. */
export const SUBJECTS = {
  chat: CHAT,
  messages: MESSAGES,
  notices: NOTICES,
  hours: HOURS,
  tracking: TRACKING,
  titles: TITLES,
  names: NAMES,
  papers: PAPERS,
  events: EVENT_TEXTS,
  fields: FIELDS,
  faults: FAULTS,
  rules: RULES,
  advice: ADVICE,
  scripts: SCRIPTS,
  problems: PROBLEMS,
  refusals: REFUSALS,
  findings: FINDINGS,
  results: RESULTS,
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
  /** Puts into this language what rules, schemas and questions say in Indonesian. */
  readonly translate: Translate;
  /** A message as it was written, with the names of its values. */
  readonly messageText: (purpose: keyof typeof MESSAGES) => string;
  /** Sentences of the scripts, with the names of their values, as the page gives them to its scripts. */
  readonly scriptTexts: Readonly<Record<string, string>>;
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

/** A language of texts that `faultsOfTexts` finds whole. */
export function createLanguage(
  { code, name, locale }: Pick<Language, 'code' | 'name' | 'locale'>,
  texts: LanguageTexts,
  pages: Language['pages'],
): Language {
  const say = <C extends Catalogue>(subject: Subject): Say<C> => sayFrom(texts[subject]);
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
    names: say('names'),
    papers: say('papers'),
    events: say('events'),
    fields: say('fields'),
    faults: say('faults'),
    rules: say('rules'),
    advice: say('advice'),
    scripts: say('scripts'),
    scriptTexts: texts.scripts,
    problems: say('problems'),
    refusals: say('refusals'),
    findings: say('findings'),
    results: say('results'),
    translate: createTranslator(pairsOf(texts)),
    pages,
    messageText: (purpose) => texts.messages[purpose] ?? '',
  };
}

export function createLanguages(offered: readonly [Language, ...Language[]]): Languages {
  return { offered, of: (code) => offered.find((language) => language.code === code) ?? offered[0] };
}

/** What `translate` knows; a name of a code counts before a field that happens to be called the same. */
const TRANSLATED = [
  'names',
  'papers',
  'events',
  'fields',
  'faults',
  'rules',
  'problems',
  'refusals',
  'findings',
  'results',
  'advice',
] as const;

const pairsOf = (texts: LanguageTexts) =>
  TRANSLATED.flatMap((subject) =>
    Object.entries<string>(INDONESIAN[subject]).map(([key, text]) => [text, texts[subject][key] ?? text] as const),
  );
