import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Means } from '../../src/cases/means.ts';
import { createDocuments } from '../../src/documents/create-documents.ts';
import type { Delegation, Person } from '../../src/domain/authority.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { CompletedTask } from '../../src/engine/engine.ts';
import { createSigningGrants } from '../../src/signing/grants.ts';
import type { Signer, SigningOrder } from '../../src/signing/signing.ts';
import type {
  CaseRecord,
  DecisionRecord,
  DraftRecord,
  EffectRecord,
  JournalEntry,
  Store,
} from '../../src/store/store.ts';
import { decisionOf, newCase } from '../store/given.ts';
import { sampleCard, signedCard, verifier } from '../signing/test-office.ts';

const all = mkdtempSync(path.join(tmpdir(), 'kk-binding-'));
process.once('exit', () => rmSync(all, { recursive: true, force: true }));

export const NUMBER = 'KK-2026-000001';
export const HEAD: Person = {
  username: 'agus.prasetyo',
  name: 'Agus Prasetyo',
  roles: ['kepala-dinas'],
  nip: '197001012000031001',
  signerNik: '3402010101700001',
  active: true,
};

/** What a test says about the office; everything else is in order. */
export interface Circumstances {
  readonly record?: Partial<CaseRecord>;
  /** From the hash of the draft, which differs from office to office. */
  readonly decisions?: (draft: string) => readonly DecisionRecord[];
  readonly people?: readonly Person[];
  readonly delegations?: readonly Delegation[];
  /** Completed, newest first. */
  readonly tasks?: readonly (CompletedTask & { readonly elementId: string })[];
  readonly drafts?: readonly DraftRecord[];
  /** What the signing service does with an order; it signs, where nothing is said. */
  readonly signs?: (order: SigningOrder) => Promise<Buffer>;
}

/**
 * Sign-card and record-decision with the real document store, grants, verifier and signature; only the tables are kept in plain
 * objects, so that a test shows every row that was written. (The tables themselves are tried on PostgreSQL in test/store.)
 */
export async function smallOffice(given: Circumstances = {}) {
  const folder = mkdtempSync(path.join(all, 'office-'));
  const documents = createDocuments({ folder, key: Buffer.alloc(32, 7) });
  const card = await sampleCard();
  const { sha256: draft } = await documents.put(card);
  const { applicationNumber: _number, idempotencyKey: _key, requestSha256: _request, ...opened } = newCase();
  const record: CaseRecord = {
    ...opened,
    applicationNumber: NUMBER,
    reason: opened.application.reason,
    state: 'signing',
    processInstanceKey: '1',
    requiredDocuments: [],
    missingDocuments: [],
    ktpAffected: false,
    kkNumber: null,
    whatsapp: null,
    siakReference: null,
    cardDataSha256: null,
    entryOfficer: 'sri.wahyuni',
    draftSha256: draft,
    signedSha256: null,
    findings: [],
    submittedAt: new Date(),
    updatedAt: new Date(),
    ...given.record,
  };
  const rows = {
    record,
    decisions: [...(given.decisions ?? approvedBy)(draft)],
    effects: new Map<string, EffectRecord>(),
    journal: [] as JournalEntry[],
  };
  const people = given.people ?? [HEAD];
  const store = {
    cases: {
      get: () => Promise.resolve(rows.record),
      change: (_of: string, change: Partial<CaseRecord>) =>
        Promise.resolve(void (rows.record = { ...rows.record, ...change })),
    },
    decisions: {
      of: () => Promise.resolve(rows.decisions),
      record: (decision: DecisionRecord) => Promise.resolve(void rows.decisions.push(decision)),
      byRecorder: (recordedBy: string) =>
        Promise.resolve(rows.decisions.find((decision) => decision.recordedBy === recordedBy)),
      byUserTask: (userTaskKey: string) =>
        Promise.resolve(rows.decisions.find((decision) => decision.userTaskKey === userTaskKey)),
    },
    drafts: { find: (sha256: string) => Promise.resolve(given.drafts?.find((drawn) => drawn.sha256 === sha256)) },
    effects: {
      find: (key: string) => Promise.resolve(rows.effects.get(key)),
      intend: ({ key, kind, applicationNumber }: EffectRecord) =>
        Promise.resolve(
          void rows.effects.set(key, {
            key,
            kind,
            applicationNumber,
            state: 'intended',
            reference: null,
            intendedAt: new Date(),
            settledAt: null,
          }),
        ),
      settle: (key: string, state: EffectRecord['state'], reference: string) => {
        const intended = rows.effects.get(key);
        if (intended !== undefined) rows.effects.set(key, { ...intended, state, reference });
        return Promise.resolve();
      },
    },
    people: {
      find: (username: string) => Promise.resolve(people.find((person) => person.username === username)),
      all: () => Promise.resolve(people),
      delegations: () => Promise.resolve(given.delegations ?? []),
    },
    journal: { write: (entry: JournalEntry) => Promise.resolve(void rows.journal.push(entry)) },
    transaction: async <T>(work: (tables: Store) => Promise<T>): Promise<T> => work(store),
  } as unknown as Store;
  const orders: SigningOrder[] = [];
  const signer: Signer = {
    name: 'p12',
    sign: (order) => {
      orders.push({ ...order, passphrase: Buffer.from(order.passphrase) });
      return (given.signs ?? (({ pdf }) => signedCard(pdf)))(order);
    },
    ready: () => Promise.resolve(),
  };
  const grants = createSigningGrants();
  const means = {
    store,
    documents,
    signer,
    verifier: await verifier(),
    grants,
    engine: {
      completedTask: (_instance: string, elementId: string) =>
        Promise.resolve(given.tasks?.find((task) => task.elementId === elementId)),
    },
    settings: { signerNik: '3402019999990001' },
    now: () => new Date('2026-11-22T03:00:00Z'),
  } as unknown as Means;
  return {
    means,
    rows,
    grants,
    documents,
    orders,
    card,
    draft,
    folder,
    grant: (draftSha256 = draft, signer_ = HEAD.username) =>
      grants.give({ draftSha256, signer: signer_, passphrase: Buffer.from('Rahasia') }),
  };
}

/** Verified and approved: this draft, by the right people. */
export function approvedBy(
  draftSha256: string,
  change: { readonly verification?: Partial<DecisionRecord>; readonly approval?: Partial<DecisionRecord> } = {},
): DecisionRecord[] {
  return [
    decisionOf(NUMBER, {
      step: 5,
      decidedBy: 'bambang.hartono',
      answer: { verification: 'valid' },
      draftSha256,
      ...change.verification,
    }),
    decisionOf(NUMBER, {
      step: 7,
      decidedBy: HEAD.username,
      answer: { signing: 'approved' },
      draftSha256,
      ...change.approval,
    }),
  ];
}

/** Code and detail of the failure that a promise ends with. */
export async function failureOf(
  work: Promise<unknown>,
): Promise<{ code: string; detail: string | undefined } | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error instanceof Failure
      ? { code: error.code, detail: error.detail }
      : { code: error instanceof Error ? error.message : 'unknown', detail: undefined };
  }
}
