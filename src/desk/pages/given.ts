import type { Request } from 'express';
import { ANSWER_FIELDS, type GivenAnswer } from '../../domain/decision-answers.ts';
import { readTakeBackReason, type TakeBackReason } from '../../domain/take-back-reason.ts';
import { postedForm, text, type Kit } from '../kit.ts';

/** What a form or a program sends to /keputusan, /ambil and /lepas. */
export interface Given {
  readonly task: string;
  readonly draftSha256: string | undefined;
  readonly answer: GivenAnswer;
  /** Only with /tarik. */
  readonly takeBackReason: TakeBackReason | null;
  /** By place-holder. */
  readonly siakNumbers: Readonly<Record<string, string>>;
}
/** Longer than any note that is accepted, so that the judgement and not this form says that it is too long. */
const LONGEST_VALUE = 5_000;
/** Letters of the id of a task. */
export const LONGEST_TASK = 100;
/** Before the place-holder of a number that SIAK gave, in the name of its field. */
const NUMBER_FIELD = 'nomor:';
const [MOST_NUMBERS, LONGEST_NUMBER] = [40, 40];

/** Reads a form, whose token must be this user's, or JSON. */
export function readGiven(kit: Kit, request: Request): Given {
  if (request.is('application/json') === 'application/json') {
    const body = (typeof request.body === 'object' ? request.body : {}) as Record<string, unknown>;
    return { ...givenOf((name) => body[name]), siakNumbers: numbersOf(Object.entries(record(body['siakNumbers']))) };
  }
  const { fields } = postedForm(kit, request);
  const named = [...fields].flatMap(([name, value]) =>
    name.startsWith(NUMBER_FIELD) ? [[name.slice(NUMBER_FIELD.length), value] as const] : [],
  );
  return {
    ...givenOf((name) => (name === 'missingDocuments' ? fields.getAll(name) : (fields.get(name) ?? undefined))),
    siakNumbers: numbersOf(named),
  };
}

const record = (value: unknown) => (typeof value === 'object' && value !== null ? value : {});

function numbersOf(entries: readonly (readonly [string, unknown])[]): Given['siakNumbers'] {
  return Object.fromEntries(
    entries.slice(0, MOST_NUMBERS).map(([name, value]) => [name, text(value).slice(0, LONGEST_NUMBER)]),
  );
}

function givenOf(valueOf: (name: string) => unknown): Omit<Given, 'siakNumbers'> {
  const cut = (value: unknown) => (typeof value === 'string' ? value.slice(0, LONGEST_VALUE) : value);
  const draftSha256 = valueOf('draftSha256');
  const answer = ANSWER_FIELDS.map((name) => [name, cut(valueOf(name))] as const).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return {
    task: text(valueOf('task')).slice(0, LONGEST_TASK),
    draftSha256: typeof draftSha256 === 'string' && draftSha256 !== '' ? draftSha256 : undefined,
    answer: Object.fromEntries(answer),
    takeBackReason: readTakeBackReason(valueOf('takeBackReason')),
  };
}
