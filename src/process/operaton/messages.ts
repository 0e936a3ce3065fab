import { PROCESS_ID } from '../../domain/process.ts';
import type { ProcessMessage, StartVariables } from '../process.ts';
import { EngineRefused } from './engine-errors.ts';
import { OFFICE_ERRORS } from './office-errors.ts';
import type { OperatonRest } from './rest.ts';
import { toTypedAll } from './values.ts';

const BAD_REQUEST = 400;

/**
 * Starts a case by its message. The database holds that a case has one instance; a second start finds it there already.
 */
export async function startCase(rest: OperatonRest, caseNumber: string, variables: StartVariables): Promise<void> {
  await unlessThere(
    rest.post('message', {
      messageName: 'application-submitted',
      businessKey: caseNumber,
      processVariables: toTypedAll({ applicationNumber: caseNumber, ...variables }),
    }),
  );
}

/** Begins a case at another element than its start. */
export async function beginCaseAt(
  rest: OperatonRest,
  caseNumber: string,
  elementId: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<void> {
  await unlessThere(
    rest.post(`process-definition/key/${PROCESS_ID}/start`, {
      businessKey: caseNumber,
      variables: toTypedAll({ applicationNumber: caseNumber, ...variables }),
      startInstructions: [{ type: 'startBeforeActivity', activityId: elementId }],
    }),
  );
}

/**
 * This engine keeps no message for later: it is taken by what waits for it at this moment, or by nobody. Every place of
 * the case that waits takes it.
 */
export async function correlateMessage(
  rest: OperatonRest,
  { name, caseNumber }: ProcessMessage,
): Promise<'taken' | 'nobody-waits'> {
  try {
    const taken = await rest.post('message', {
      messageName: name,
      businessKey: caseNumber,
      all: true,
      resultEnabled: true,
    });
    return Array.isArray(taken) && taken.length > 0 ? 'taken' : 'nobody-waits';
  } catch (error) {
    if (
      error instanceof EngineRefused &&
      error.status === BAD_REQUEST &&
      /Mismatching/.test(`${error.type} ${error.message}`)
    )
      return 'nobody-waits';
    throw error;
  }
}

async function unlessThere(start: Promise<unknown>): Promise<void> {
  try {
    await start;
  } catch (error) {
    if (error instanceof EngineRefused && error.code === OFFICE_ERRORS.caseIsThere) return;
    throw error;
  }
}
