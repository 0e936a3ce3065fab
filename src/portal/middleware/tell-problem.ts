import type { FieldFault } from '../../domain/field-fault.ts';
import type { Language } from '../../domain/language/language.ts';
import { translateUnder } from '../../domain/language/translator.ts';
import type { Problem } from './problems.ts';

/** What a visitor reads of a refusal. */
export interface ToldProblem {
  readonly title: string;
  readonly remedy: string;
  readonly faults: readonly FieldFault[];
}

/** A refusal in the language of who asked. */
export function tellProblem(
  { title, remedyIn, faults }: Problem,
  { locale, translate }: Pick<Language, 'locale' | 'translate'>,
): ToldProblem {
  return {
    title: translate(title),
    remedy: translate(remedyIn(locale)),
    faults: tellFaults(faults, translate),
  };
}

export const tellFaults = (faults: readonly FieldFault[], translate: Language['translate']): readonly FieldFault[] =>
  translateUnder(faults, ['title', 'remedy'], translate);
