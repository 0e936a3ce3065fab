import type { Component } from '../../process/model/read-forms.ts';
import { ANSWERS } from './walk/answers.ts';

/** Set by the judgement itself, never asked. */
const NEVER_ASKED = ['entryOfficer', 'draftSha256'];

/** What the form of a task asks: the variables of its judgement but for those that the program knows. */
export function fieldsOf(task: string): string[] {
  const names = (ANSWERS[task] ?? []).flatMap(({ variables }) => Object.keys(variables));
  return [...new Set(names)].filter((name) => !NEVER_ASKED.includes(name));
}

/** Ticked documents say enough without a note. */
export const FREE_TO_OMIT: Readonly<Record<string, readonly string[]>> = { 'examine-application': ['note'] };

/** A component as its owner finds it in the form editor. */
export const fieldName = ({ label, text, id, type }: Component): string => {
  const said = (label ?? text ?? '').replaceAll(/\s+/g, ' ').trim();
  return said === '' ? `${type} (${id})` : `"${said.length > 60 ? `${said.slice(0, 57)}…` : said}" (${id})`;
};
