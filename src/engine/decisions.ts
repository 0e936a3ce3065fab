import { Type } from '@sinclair/typebox';
import type { Reason } from '../domain/application.ts';
import type { ElementCode } from '../domain/elements.ts';
import { REQUIREMENTS_DECISION_ID, VARIABLES } from '../domain/process.ts';
import type { ZeebeClient } from './client.ts';
import type { Requirements } from './engine.ts';
import { checker } from './schema.ts';

const checkRequirements = checker(
  Type.Object({
    requiredDocuments: VARIABLES.requiredDocuments,
    ktpAffected: VARIABLES.ktpAffected,
    siakEntryNeeded: VARIABLES.siakEntryNeeded,
  }),
  `result of decision ${REQUIREMENTS_DECISION_ID}`,
);

/** Asks the deployed table itself, so that portal and process can never differ. */
export async function evaluateRequirements(
  client: ZeebeClient,
  reason: Reason,
  elements: readonly ElementCode[],
): Promise<Requirements> {
  const { decisionOutput, failureMessage } = await client.evaluateDecision({
    decisionId: REQUIREMENTS_DECISION_ID,
    variables: { reason, elements: [...elements] },
  });
  if (failureMessage) throw new Error(`decision ${REQUIREMENTS_DECISION_ID} failed`);
  return checkRequirements(JSON.parse(decisionOutput));
}
