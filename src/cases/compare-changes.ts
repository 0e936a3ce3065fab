import type { Application } from '../domain/application.ts';
import type { Claim } from '../domain/card/changes.ts';
import { statedOnly } from '../domain/card/claimed-cells.ts';
import { elementOf, type ElementCode } from '../domain/elements.ts';
import type { FamilyCard, FamilyMember } from '../domain/family-card.ts';
import { kkNumberHints } from '../domain/kk-number.ts';
import { nikHints } from '../domain/nik.ts';
import type { CaseRecord } from '../store/store.ts';

export interface ComparedChange {
  readonly member: string;
  /** Null: a line or cell of the card that is not an element of F-1.06 (address, wedding date, NIK). */
  readonly element: ElementCode | null;
  /** What the data is called. */
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** Not null where SIAK was not read: `from` is no value then. */
  readonly unread: { readonly claim: Claim | null } | null;
  readonly basis: string | null;
  /** What the draft prints there; null while there is no draft. */
  readonly drafted: { readonly value: string; readonly matches: boolean } | null;
}
/** A hint, never a refusal (Permendagri 108/2019 art. 15(3)). */
export interface Warning {
  readonly text: string;
  /** Member or part of the application it speaks of. */
  readonly about: string | null;
}

/** Whether the rules compared what the applicant states as old with SIAK. */
export const wasReadInSiak = ({ cardsBeforeSha256 }: Pick<CaseRecord, 'cardsBeforeSha256'>) =>
  cardsBeforeSha256 !== null;

/**
 * Old, new, and what the draft really prints, change by change (F-1.06 tables A and B). `wasRead`: SIAK was read for
 * this case, so that the rules compare what the applicant states as old with it.
 */
export function compareChanges(
  { changes, members }: Application,
  family: FamilyCard | undefined,
  wasRead: boolean,
): ComparedChange[] {
  return changes.map(({ member: index, element, from, to, basis }) => {
    const declared = members[index];
    const printed = family?.members.find((member) => member.nik === declared?.nik);
    return {
      member: declared?.name ?? '',
      element,
      label: elementOf(element).label,
      ...(wasRead ? { from, unread: null } : statedOnly(from)),
      to,
      basis: basis ?? null,
      drafted: family === undefined ? null : drafted(printed, element, to),
    };
  });
}

function drafted(printed: FamilyMember | undefined, element: ElementCode, to: string): ComparedChange['drafted'] {
  if (printed === undefined) return { value: '', matches: false };
  const value = printed[elementOf(element).field] ?? '';
  return { value, matches: alike(value, to) };
}

/** The card is printed in capitals; case and spacing are no difference. */
const alike = (a: string, b: string) => plain(a) === plain(b);
const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toUpperCase();

/**
 * What the officer should look at twice. Hints only: a NIK that does not fit the birth date is not a ground to refuse
 * (Permendagri 108/2019 art. 15(3)).
 */
export function warningsOf({ application, findings, kkNumber }: CaseRecord, family: FamilyCard | undefined): Warning[] {
  const warnings: Warning[] = findings.map((text) => ({ text: withoutStop(text), about: null }));
  const add = (about: string | null, ...texts: string[]) => texts.forEach((text) => warnings.push({ text, about }));
  const number = kkNumber ?? application.kkNumber;
  if (number !== undefined) add(null, ...kkNumberHints(number));
  application.members.forEach((declared, i) => {
    const printed = family?.members.find((member) => member.nik === declared.nik);
    add(declared.name, ...nikHints(declared.nik, printed ?? claimed(application, i)));
    if (family === undefined) return;
    if (printed === undefined) return add(declared.name, 'Ada di permohonan, tetapi tidak ada di draf KK');
    if (!alike(printed.name, declared.name) && !changes(application, i, 'nama'))
      add(declared.name, `Nama di draf berbeda: ${printed.name}`);
    if (!alike(printed.shdk, declared.shdk) && !changes(application, i, 'shdk'))
      add(declared.name, `SHDK di draf berbeda: ${printed.shdk}`);
  });
  family?.members
    .filter((printed) => !application.members.some((declared) => declared.nik === printed.nik))
    .forEach((printed) => add(printed.name, 'Ada di draf KK, tetapi tidak ditulis di permohonan'));
  compareChanges(application, family, true)
    .filter(({ drafted: value }) => value?.matches === false)
    .forEach(({ member, label }) => add(member, `${label} di draf belum sesuai permohonan`));
  return unrepeated(warnings, application);
}

/** Sex and birth date as the applicant says they should read. */
function claimed({ changes: all }: Application, index: number): { sex?: string; birthDate?: string } {
  const to = (element: string) => all.find((change) => change.member === index && change.element === element)?.to;
  const [sex, birthDate] = [to('jenis-kelamin'), to('tanggal-lahir')];
  return { ...(sex === undefined ? {} : { sex }), ...(birthDate === undefined ? {} : { birthDate }) };
}
const changes = ({ changes: all }: Application, index: number, element: string) =>
  all.some((change) => change.member === index && change.element === element);

/**
 * The automatic check names members by their number ("Anggota 2: ..."); the desk may name them, and says everything
 * once.
 */
function unrepeated(warnings: readonly Warning[], { members }: Application): Warning[] {
  const named = warnings.map(({ text, about }): Warning => {
    const match = /^Anggota (\d+): (.+)$/.exec(text);
    const member = match === null ? undefined : members[Number(match[1]) - 1];
    return match === null || member === undefined
      ? { text, about }
      : { text: match[2]!.replace(/^./, (letter) => letter.toUpperCase()), about: member.name };
  });
  return named.filter(
    (warning, i) => named.findIndex((other) => other.text === warning.text && other.about === warning.about) === i,
  );
}
export const withoutStop = (text: string) => text.replace(/\.$/, '');
