import type { Component } from '../../process/model/read-forms.ts';
import { answersTo } from './walk/answers.ts';

/** What the form of a task asks. */
export function fieldsOf(task: string): string[] {
  return [...new Set(answersTo(task).flatMap(({ given }) => Object.keys(given)))];
}

/** Ticked documents say enough without a note. */
export const FREE_TO_OMIT: Readonly<Record<string, readonly string[]>> = { 'examine-application': ['note'] };

/** A component as its owner finds it in the form editor. */
export const fieldName = ({ label, text, id, type }: Component): string => {
  const said = (label ?? text ?? '').replaceAll(/\s+/g, ' ').trim();
  return said === '' ? `${type} (${id})` : `${said.length > 60 ? `${said.slice(0, 57)}…` : said} (${id})`;
};
