import type { Request } from 'express';
import { ANSWER_FIELDS, type GivenAnswer } from '../../domain/decision-answers.ts';
import { readForm } from '../../web/form.ts';
import { text, type Kit } from '../kit.ts';

/** What a form or a program sends to /keputusan, /ambil and /lepas. */
export interface Given {
  readonly task: string;
  readonly draftSha256: string | undefined;
  readonly answer: GivenAnswer;
}
/** Longer than any note that is accepted, so that the judgement and not this form says that it is too long. */
const LONGEST_VALUE = 5_000;
const LONGEST_TASK = 100;

/** Reads a form, whose token must be this user's, or JSON. */
export function readGiven(kit: Kit, request: Request, username: string): Given {
  if (request.is('application/json') === 'application/json') {
    const body = (typeof request.body === 'object' ? request.body : {}) as Record<string, unknown>;
    return givenOf((name) => body[name]);
  }
  const { fields } = readForm(request);
  kit.guard.check(request, username, fields.get('token'));
  return givenOf((name) => (name === 'missingDocuments' ? fields.getAll(name) : (fields.get(name) ?? undefined)));
}

function givenOf(valueOf: (name: string) => unknown): Given {
  const cut = (value: unknown) => (typeof value === 'string' ? value.slice(0, LONGEST_VALUE) : value);
  const draftSha256 = valueOf('draftSha256');
  const answer = ANSWER_FIELDS.map((name) => [name, cut(valueOf(name))] as const).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return {
    task: text(valueOf('task')).slice(0, LONGEST_TASK),
    draftSha256: typeof draftSha256 === 'string' && draftSha256 !== '' ? draftSha256 : undefined,
    answer: Object.fromEntries(answer),
  };
}
