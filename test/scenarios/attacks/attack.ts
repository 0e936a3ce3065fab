import { FORGED, GOING_ON } from '../attempts.ts';
import type { HumanStep } from '../../../src/domain/sop.ts';
import { PROCESS_ID } from '../../../src/domain/process.ts';

/**
 * One request that nobody may be allowed; the path is below `task/...`, `process-instance/...` of the engine's
 * interface.
 */
export interface Attack {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/** What an attack is aimed at: an open task, and what belongs to it in the engine. */
export interface Target {
  readonly number: string;
  readonly step: HumanStep;
  readonly task: string;
  readonly instance: string;
  readonly execution: string;
  readonly job: string;
  readonly deployment: string;
  readonly definition: string;
  /** Who holds the task. */
  readonly holder: string;
}

const typed = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, type: { boolean: 'Boolean', number: 'Integer' }[typeof value as 'boolean'] ?? 'String' },
    ]),
  );

/** The answer that would let the case go on, with what nobody may say beside it, in the holder's name. */
export const forgedAnswer = ({ step, holder }: Target) => ({
  ...FORGED,
  ...GOING_ON[step],
  entryOfficer: holder,
  username: holder,
  userId: holder,
  decidedBy: holder,
});

/** Deciding, taking and giving back what another person holds. */
export function othersTask(target: Target, attacker: string): Attack[] {
  const task = `task/${target.task}`;
  const variables = typed(forgedAnswer(target));
  return [
    { method: 'POST', path: `${task}/complete`, body: { variables } },
    { method: 'POST', path: `${task}/submit-form`, body: { variables } },
    { method: 'POST', path: `${task}/claim`, body: { userId: attacker } },
    { method: 'POST', path: `${task}/assignee`, body: { userId: attacker } },
    { method: 'POST', path: `${task}/unclaim`, body: {} },
    { method: 'POST', path: `${task}/assignee`, body: { userId: null } },
    { method: 'POST', path: `office/${task}/take-back`, body: {} },
  ];
}

/** Around every use case: not even the person who holds the task may do these. */
export function pastTheUseCases({ task: id, holder }: Target, colleague: string): Attack[] {
  const task = `task/${id}`;
  const value = { value: 'valid', type: 'String' };
  return [
    { method: 'POST', path: `${task}/claim`, body: { userId: colleague } },
    { method: 'POST', path: `${task}/assignee`, body: { userId: colleague } },
    { method: 'POST', path: `${task}/delegate`, body: { userId: colleague } },
    { method: 'POST', path: `${task}/resolve`, body: { variables: { verification: value } } },
    { method: 'POST', path: `${task}/identity-links`, body: { groupId: 'petugas-entri', type: 'candidate' } },
    { method: 'POST', path: `${task}/identity-links`, body: { userId: holder, type: 'owner' } },
    { method: 'POST', path: `${task}/identity-links/delete`, body: { groupId: 'kasi', type: 'candidate' } },
    { method: 'PUT', path: `${task}/variables/verification`, body: value },
    { method: 'PUT', path: `${task}/localVariables/verification`, body: value },
    { method: 'POST', path: `${task}/variables`, body: { modifications: { verification: value } } },
    { method: 'POST', path: `${task}/localVariables`, body: { modifications: { verification: value } } },
    { method: 'DELETE', path: `${task}/variables/entryOfficer` },
    { method: 'POST', path: `${task}/bpmnError`, body: { errorCode: 'SIGNATURE_REFUSED' } },
    { method: 'POST', path: `${task}/bpmnEscalation`, body: { escalationCode: 'X' } },
    { method: 'PUT', path: task, body: { name: 'diubah', assignee: colleague, priority: 99 } },
    { method: 'DELETE', path: task },
    { method: 'POST', path: `office/${task}/take-back`, body: {} },
    { method: 'POST', path: `${task}/comment/create`, body: { message: 'catatan' } },
    { method: 'POST', path: `${task}/attachment/create` },
    // The same act, spelt so that two readers of the path could differ.
    { method: 'POST', path: `${task}//complete`, body: {} },
    { method: 'POST', path: `${task}/complete;x=/form`, body: {} },
    { method: 'POST', path: `${task}%2Fcomplete`, body: {} },
    { method: 'POST', path: `task/%2e%2e%2f${task}/complete`, body: {} },
  ];
}

/** At the case as a whole, the model and the accounts. */
export function atTheEngine({ number, instance, execution, job, deployment, definition }: Target): Attack[] {
  const process = `process-instance/${instance}`;
  const value = { value: 'rusak', type: 'String' };
  const instructions = [{ type: 'startBeforeActivity', activityId: 'archive-case' }];
  const skip = { processDefinitionId: definition, processInstanceIds: [instance], instructions };
  const start = { businessKey: `${number}-2`, variables: { reason: value } };
  const worker = { workerId: 'penyusup', maxTasks: 1, topics: [{ topicName: 'sign-card', lockDuration: 10_000 }] };
  const account = {
    profile: { id: 'penyusup', firstName: 'P', lastName: 'P' },
    credentials: { password: 'rahasia-1' },
  };
  return [
    { method: 'DELETE', path: process },
    { method: 'POST', path: 'process-instance/delete', body: { processInstanceIds: [instance] } },
    { method: 'POST', path: 'process-instance/delete-historic-query-based', body: { processInstanceIds: [instance] } },
    { method: 'POST', path: `${process}/modification`, body: { instructions } },
    { method: 'POST', path: `${process}/modification-async`, body: { instructions } },
    { method: 'POST', path: 'modification/execute', body: skip },
    { method: 'POST', path: 'modification/executeAsync', body: skip },
    { method: 'POST', path: 'migration/execute', body: { migrationPlan: {}, processInstanceIds: [instance] } },
    { method: 'PUT', path: `${process}/suspended`, body: { suspended: true } },
    { method: 'PUT', path: 'process-instance/suspended', body: { processInstanceIds: [instance], suspended: true } },
    { method: 'PUT', path: `${process}/variables/reason`, body: value },
    { method: 'POST', path: `${process}/variables`, body: { modifications: { reason: value } } },
    { method: 'DELETE', path: `${process}/variables/entryOfficer` },
    { method: 'POST', path: `execution/${execution}/signal`, body: {} },
    { method: 'PUT', path: `execution/${execution}/localVariables/reason`, body: value },
    { method: 'POST', path: `execution/${execution}/messageSubscriptions/application-withdrawn/trigger`, body: {} },
    { method: 'POST', path: 'message', body: { messageName: 'application-withdrawn', businessKey: number } },
    { method: 'POST', path: 'signal', body: { name: 'apa-saja' } },
    { method: 'POST', path: 'condition', body: { businessKey: number } },
    { method: 'POST', path: `process-definition/key/${PROCESS_ID}/start`, body: start },
    { method: 'POST', path: `process-definition/${definition}/start`, body: start },
    { method: 'POST', path: `process-definition/key/${PROCESS_ID}/submit-form`, body: start },
    { method: 'PUT', path: `process-definition/key/${PROCESS_ID}/suspended`, body: { suspended: true } },
    { method: 'DELETE', path: `process-definition/${definition}` },
    { method: 'POST', path: 'task/create', body: { name: 'Tugas sisipan', assignee: 'agus.prasetyo' } },
    { method: 'POST', path: 'deployment/create' },
    { method: 'DELETE', path: `deployment/${deployment}?cascade=true` },
    { method: 'POST', path: `deployment/${deployment}/redeploy`, body: {} },
    { method: 'POST', path: 'external-task/fetchAndLock', body: worker },
    { method: 'POST', path: `external-task/${execution}/complete`, body: { workerId: 'penyusup' } },
    { method: 'POST', path: `external-task/${execution}/failure`, body: { workerId: 'penyusup', retries: 0 } },
    { method: 'POST', path: `external-task/${execution}/bpmnError`, body: { workerId: 'penyusup', errorCode: 'X' } },
    { method: 'POST', path: `external-task/${execution}/unlock`, body: {} },
    { method: 'PUT', path: `external-task/${execution}/retries`, body: { retries: 0 } },
    { method: 'POST', path: `job/${job}/execute`, body: {} },
    { method: 'PUT', path: `job/${job}/suspended`, body: { suspended: true } },
    { method: 'PUT', path: `job/${job}/duedate`, body: { duedate: null } },
    { method: 'DELETE', path: `job/${job}` },
    { method: 'POST', path: 'job/retries', body: { jobIds: [job], retries: 9 } },
    { method: 'DELETE', path: `history/process-instance/${instance}` },
    { method: 'POST', path: 'history/process-instance/delete', body: { historicProcessInstanceIds: [instance] } },
    { method: 'POST', path: 'history/cleanup', body: {} },
    { method: 'POST', path: 'user/create', body: account },
    { method: 'PUT', path: 'user/admin/credentials', body: { password: 'rahasia-1' } },
    { method: 'DELETE', path: 'user/admin' },
    { method: 'POST', path: 'group/create', body: { id: 'operaton-admin', name: 'x' } },
    { method: 'PUT', path: 'group/kepala-dinas/members/sri.wahyuni' },
    { method: 'POST', path: 'tenant/create', body: { id: 'x', name: 'x' } },
    { method: 'POST', path: 'identity/verify', body: { username: 'admin', password: 'admin' } },
    { method: 'POST', path: 'authorization/create', body: { type: 0, permissions: ['ALL'], userId: '*' } },
    { method: 'POST', path: 'filter/create', body: { resourceType: 'Task', name: 'Semua', query: {} } },
    { method: 'POST', path: 'batch/x/suspended', body: { suspended: true } },
    { method: 'PUT', path: 'office/clock?plus=P30D' },
    { method: 'POST', path: `office/task/${execution}/assign`, body: { from: null, to: 'sri.wahyuni' } },
  ];
}

/** What the admin has in Cockpit and nobody else: to let a failed job run again, and to read the engine. */
export function onlyTheAdmins({ instance, job }: Target): Attack[] {
  const reads = [
    'user',
    'group',
    'authorization',
    'process-instance',
    `process-instance/${instance}/variables`,
    'variable-instance',
    'external-task',
    'job',
    'deployment',
    'history/detail',
    'history/variable-instance',
  ];
  return [
    { method: 'PUT', path: `job/${job}/retries`, body: { retries: 0 } },
    ...reads.map((path): Attack => ({ method: 'GET', path })),
  ];
}
