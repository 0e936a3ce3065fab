import { dateFormat } from '../language/date-format.ts';
import { capitalised } from '../capitalised.ts';
import { paperLabel, type DocumentKind } from '../document-kinds.ts';
import type { Language } from '../language/language.ts';
import type { TalkCase } from './talk-case.ts';
import type { Flaw } from './talk-state.ts';

type Standing = Pick<TalkCase, 'state' | 'cardRevoked'>;

/** Commands as `read-text.ts` reads them; they are the same in every language. */
const ANSWERS = { use: 'PAKAI', done: 'SUDAH', start: 'MULAI' } as const;

const numbered = (options: readonly string[]): string => options.map((option, i) => `${i + 1}. ${option}`).join('\n');

/** A case among those that a number is asked about. */
export interface CaseOption {
  readonly applicationNumber: string;
  readonly label: string;
  readonly submittedAt: Date;
  /** What it waits for. */
  readonly missing: readonly DocumentKind[];
}

/**
 * All that the office says by itself in a conversation, in the applicant's language. Plain, no personal data: application
 * numbers and names of papers only. `when`: when a person reads, as a sentence.
 */
export function sentencesOf({
  chat,
  papers,
  translate,
  locale,
}: Pick<Language, 'chat' | 'papers' | 'translate' | 'locale'>) {
  const label = (kind: DocumentKind): string => paperLabel(papers, kind);
  /** Without the explanation in brackets: "Kutipan akta kelahiran". */
  const shortLabel = (kind: DocumentKind): string => label(kind).replace(/\s*\(.*\)$/, '');
  const shortLabels = (kinds: readonly DocumentKind[]): string => kinds.map(shortLabel).join(', ');
  const day = dateFormat(locale, { day: 'numeric', month: 'long', timeZone: 'Asia/Jakarta' });
  const stateText = (number: string, { state, cardRevoked = false }: Standing): string =>
    cardRevoked ? chat('card-revoked', { number }) : chat(`state.${state}`, { number });
  return {
    stateText,
    stored: (number: string, kinds: readonly DocumentKind[]) =>
      chat('stored', { number, documents: shortLabels(kinds) }),
    stillMissing: (kinds: readonly DocumentKind[]) =>
      kinds.length === 1
        ? chat('missing.one', { document: label(kinds[0]!) })
        : chat('missing.several', { list: numbered(kinds.map(label)) }),
    complete: (number: string) => chat('complete', { number }),
    added: () => chat('added'),
    sayDone: () => chat('say-done', ANSWERS),
    lacks: (number: string, kinds: readonly DocumentKind[]) =>
      chat('lacks', { ...ANSWERS, number, list: numbered(kinds.map(label)) }),
    passedOn: (number: string) => chat('passed-on', { number }),
    flawed: (kind: DocumentKind, flaw: Flaw) => chat(`flaw.${flaw}`, { ...ANSWERS, document: shortLabel(kind) }),
    used: () => chat('used'),
    nothingToUse: () => chat('nothing-to-use'),
    askCase: (options: readonly CaseOption[]) =>
      chat('ask-case', {
        list: numbered(
          options.map(({ label: about, applicationNumber: number, submittedAt, missing }) => {
            const values = { case: capitalised(about), number, day: day.format(submittedAt) };
            return missing.length === 0
              ? chat('case-option', values)
              : chat('case-option.waiting', { ...values, documents: shortLabels(missing) });
          }),
        ),
      }),
    askPaper: (number: string, kinds: readonly DocumentKind[], count: number) => {
      const values = { number, list: numbered(kinds.map(shortLabel)) };
      return count > 1 ? chat('ask-paper.several', { ...values, count: String(count) }) : chat('ask-paper.one', values);
    },
    noSuchChoice: () => chat('no-such-choice'),
    leftToOfficer: (when: string) => `${chat('left-to-officer')} ${when}`,
    toOfficer: (number: string, when: string) => `${chat('to-officer', { number })} ${when}`,
    questionToOfficer: (when: string) => `${chat('question-to-officer')} ${when}`,
    photoToOfficer: (number: string, standing: Standing, when: string) =>
      `${stateText(number, standing)} ${chat('photo-to-officer')} ${when}`,
    unknownNumber: (when: string) => chat('unknown-number', { when }),
    foreignNumber: (when: string) => `${chat('foreign-number')} ${when}`,
    lastAnswer: () => chat('last-answer'),
    kept: (type: 'voice' | 'video' | 'location' | 'contact' | 'other') => chat(`kept.${type}`),
    sticker: () => chat('sticker'),
    /** Why a file cannot be taken, and what to do instead. */
    refused: (reason: string) => translate(reason),
    goneFile: () => chat('gone-file'),
    stopped: () => chat('stopped', ANSWERS),
    started: () => chat('started'),
    stillStopped: () => chat('still-stopped', ANSWERS),
    welcome: () => chat('welcome'),
  };
}
export type Sentences = ReturnType<typeof sentencesOf>;
