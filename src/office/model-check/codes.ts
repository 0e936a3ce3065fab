import type { TSchema } from '@sinclair/typebox';
import { FAILURES, type FailureCode } from '../../domain/failures.ts';
import { VARIABLES, type BpmnError, type VariableName } from '../../domain/process.ts';

/** Every failure that ends as this BPMN error. */
export function codesOf(error: BpmnError): FailureCode[] {
  return (Object.keys(FAILURES) as FailureCode[]).filter((code) => {
    const { outcome } = FAILURES[code];
    return outcome.kind === 'bpmn-error' && outcome.error === error;
  });
}

export const isVariable = (name: string): name is VariableName => Object.hasOwn(VARIABLES, name);

/** The texts that a variable may hold, when it is one of codes; undefined for every other variable. */
export function textsOf(name: string): readonly string[] | undefined {
  if (!isVariable(name)) return undefined;
  const schema: TSchema = VARIABLES[name];
  const options: unknown = schema['anyOf'];
  const texts = Array.isArray(options) ? options.map((option: TSchema): unknown => option['const']) : undefined;
  return texts?.every((value) => typeof value === 'string') === true ? texts : undefined;
}

/** Texts in a sentence: "a", "b" atau "c". */
export function listed(texts: readonly string[]): string {
  const quoted = texts.map((each) => `"${each}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} atau ${quoted.at(-1)}`;
}
