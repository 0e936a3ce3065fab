import { createHash, randomUUID } from 'node:crypto';
import { newApplicationNumber } from '../../src/domain/application-number.ts';
import type { CaseRecord, DecisionRecord, NewCase, Store } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export function newCase(change: Partial<NewCase> = {}): NewCase {
  const application = change.application ?? sampleApplication();
  return {
    applicationNumber: newApplicationNumber(new Date()),
    application,
    elements: ['pendidikan'],
    idempotencyKey: randomUUID(),
    requestSha256: sha256(JSON.stringify(application)),
    ...change,
  };
}

export async function openCase(store: Store, change: Partial<NewCase> = {}): Promise<CaseRecord> {
  return (await store.cases.open(newCase(change))).record;
}

export function decisionOf(applicationNumber: string, change: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    applicationNumber,
    step: 3,
    decidedBy: 'sri.wahyuni',
    decidedAt: new Date('2026-11-22T02:00:00.123Z'),
    actingAs: null,
    userTaskKey: randomUUID(),
    recordedBy: randomUUID(),
    answer: { examination: 'complete' },
    refusedBecause: null,
    draftSha256: null,
    ...change,
  };
}

/** The error a promise ends with; fails the test when it does not. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('expected a refusal, and it was done');
}
