import { Type, type Static } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Reason } from '../domain/application.ts';
import type { ElementCode } from '../domain/elements.ts';
import { REQUIREMENTS_DECISION_ID, VARIABLES } from '../domain/process.ts';
import type { Dependencies } from './dependencies.ts';

const REQUIREMENTS = Type.Object({
  requiredDocuments: VARIABLES.requiredDocuments,
  ktpAffected: VARIABLES.ktpAffected,
  siakEntryNeeded: VARIABLES.siakEntryNeeded,
});
/** Result of the decision table `persyaratan`. */
export type Requirements = Static<typeof REQUIREMENTS>;

/** What evidence an application needs: the deployed table itself is asked, so portal and process cannot differ. */
export function getRequirements({ engine }: Pick<Dependencies, 'engine'>) {
  return async (reason: Reason, elements: readonly ElementCode[]): Promise<Requirements> => {
    const result = await engine.evaluate(REQUIREMENTS_DECISION_ID, { reason, elements: [...elements] });
    // The table's text stays out of the message: what an engine answers may quote its input.
    if (!Value.Check(REQUIREMENTS, result))
      throw new Error(`result of decision ${REQUIREMENTS_DECISION_ID} has not the shape that was agreed on`);
    return result;
  };
}
