import { Type } from '@sinclair/typebox';
import { ModelRefused } from '../process.ts';
import { checker } from '../schema.ts';
import type { OperatonRest } from './rest.ts';
import type { FeelText } from './translate/findings.ts';

const texts = Type.Array(Type.String());
const checkUnreadable = checker(Type.Object({ expressions: texts, unaryTests: texts }), 'reading of FEEL');

/**
 * Has the engine's FEEL library read the texts of a model, which would otherwise fail when a case gets to them. Throws
 * ModelRefused with those that it cannot read.
 */
export async function readFeel(rest: OperatonRest, feel: readonly FeelText[]): Promise<void> {
  const of = (kind: FeelText['kind']) => [
    ...new Set(feel.filter((each) => each.kind === kind).map(({ text }) => text)),
  ];
  const unreadable = checkUnreadable(
    await rest.post('office/feel', { expressions: of('expression'), unaryTests: of('unary-tests') }),
  );
  const isUnreadable = ({ kind, text }: FeelText) =>
    (kind === 'expression' ? unreadable.expressions : unreadable.unaryTests).includes(text);
  const findings = feel.filter(isUnreadable).map(({ file, element, place }) => ({
    file,
    element,
    sentence: `Mesin proses tidak dapat membaca ekspresi FEEL pada ${place}. Tulis dengan cara lain.`,
  }));
  if (findings.length > 0) throw new ModelRefused(findings);
}
