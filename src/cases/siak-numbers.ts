import { randomBytes } from 'node:crypto';
import { awaitedKkNumber } from '../domain/card/awaited.ts';
import {
  readGivenNumbers,
  type AwaitedNumber,
  type GivenNumbers,
  type NumbersRefused,
} from '../domain/card/given-numbers.ts';
import { isEventApplication } from '../domain/events/from-application.ts';
import type { FamilyCard } from '../domain/family-card.ts';
import type { CaseRecord, DecisionRecord, Store, WorkItem } from '../store/store.ts';
import { subjectHash, subjectsOf } from './case-subjects.ts';
import { inForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'settings'>;
/** What is known of an event-based case (`assess-case.ts`, which reads the numbers from here); undefined: no events. */
type Assessed =
  | { readonly awaited: readonly AwaitedNumber[]; readonly before: { readonly cards: readonly FamilyCard[] } }
  | undefined;

/** The numbers that a case of the way `typed` needs from SIAK; none on the other ways, where SIAK itself carries them. */
export function awaitedOf({ siakWay, application, reason }: CaseRecord, assessed: Assessed): readonly AwaitedNumber[] {
  if (siakWay !== 'typed') return [];
  if (isEventApplication(application)) return assessed?.awaited ?? [];
  if (reason !== 'baru' || application.kkNumber !== undefined) return [];
  const head = application.members.find(({ shdk }) => shdk === 'KEPALA KELUARGA') ?? application.members[0];
  return [{ placeholder: awaitedKkNumber(1), kind: 'kk', name: head?.name ?? '', region: regionOf(application) }];
}

const regionOf = ({ address }: CaseRecord['application']) => {
  const region = address.kalurahan.replaceAll('.', '').slice(0, 6);
  return region.length === 6 ? region : undefined;
};

/**
 * The numbers of the entry that counts now; empty: none. An entry counts until its examination is made again, or the
 * second officer finds another one in SIAK.
 */
export async function numbersInForce(
  { store, documents }: Pick<Needs, 'store' | 'documents'>,
  { applicationNumber, siakWay }: Pick<CaseRecord, 'applicationNumber' | 'siakWay'>,
): Promise<GivenNumbers> {
  if (siakWay !== 'typed') return {};
  const entry = entryInForce(await store.decisions.of(applicationNumber));
  const typed = entry?.taskId == null ? undefined : await store.siakNumbers.ofTask(entry.taskId);
  return typed === undefined ? {} : read(documents, typed.content);
}

/** What was typed last, whether it counts or not: an officer who types again corrects it. */
export async function numbersTypedLast(
  { store, documents }: Pick<Needs, 'store' | 'documents'>,
  applicationNumber: string,
): Promise<GivenNumbers> {
  const typed = await store.siakNumbers.newest(applicationNumber);
  return typed === undefined ? {} : read(documents, typed.content);
}

function entryInForce(decisions: readonly DecisionRecord[]): DecisionRecord | undefined {
  return inForce(decisions).reduce<DecisionRecord | undefined>((entry, decision) => {
    if (decision.element === 'enter-siak-manually') return decision;
    const undone = decision.element === 'examine-application' || decision.answer['entryCheck'] === 'differs';
    return undone ? undefined : entry;
  }, undefined);
}

/**
 * Judges the numbers that came with a typed entry, in the transaction of its decision. They go into no process variable
 * and no journal. Two cases that type the same number at the same moment are judged one after the other.
 */
export async function judgeNumbers(
  tables: Store,
  { settings }: Pick<Needs, 'settings'>,
  record: CaseRecord,
  assessed: Assessed,
  typed: Readonly<Record<string, unknown>>,
): Promise<GivenNumbers | NumbersRefused> {
  const awaited = awaitedOf(record, assessed);
  const wellFormed = readGivenNumbers(awaited, typed, () => false);
  if (typeof wellFormed === 'string') return wellFormed;
  const byHash = new Map(awaited.map((one) => [hashOf(settings, one, wellFormed), wellFormed[one.placeholder]!]));
  const hashes = [...byHash.keys()].toSorted();
  for (const hash of hashes) await tables.subjects.lock(hash);
  const open = await tables.subjects.openWith(hashes, record.applicationNumber);
  const typedElsewhere = await tables.siakNumbers.typedElsewhere(hashes, record.applicationNumber);
  const own = subjectsOf(record.application);
  const inUse = new Set([
    ...own.niks,
    ...own.kkNumbers,
    ...(assessed?.before.cards ?? []).flatMap(({ kkNumber, members }) => [kkNumber, ...members.map(({ nik }) => nik)]),
    ...[...open.map(({ subject }) => subject), ...typedElsewhere].map((hash) => byHash.get(hash) ?? ''),
  ]);
  return readGivenNumbers(awaited, typed, (_kind, number) => inUse.has(number));
}

/** Keeps them with the task in which they were typed, in the transaction of its decision. */
export async function keepNumbers(
  tables: Store,
  { documents, settings }: Pick<Needs, 'documents' | 'settings'>,
  { applicationNumber }: Pick<CaseRecord, 'applicationNumber'>,
  { taskId }: Pick<WorkItem, 'taskId'>,
  numbers: GivenNumbers,
  typedBy: string,
): Promise<void> {
  if (Object.keys(numbers).length === 0) return;
  const salted = JSON.stringify({ salt: randomBytes(16).toString('base64'), numbers });
  const { sha256: content } = await documents.put(Buffer.from(salted));
  await tables.siakNumbers.add({ applicationNumber, taskId, content, subjects: hashesOf(settings, numbers), typedBy });
}

/** The keyed hashes by which another case about the same new card or the same newborn is found. */
export function hashesOf(settings: Pick<Dependencies['settings'], 'linkKey'>, numbers: GivenNumbers): string[] {
  return Object.entries(numbers).map(([placeholder, number]) =>
    subjectHash(settings.linkKey, kindOf(placeholder), number),
  );
}

const hashOf = (
  settings: Pick<Dependencies['settings'], 'linkKey'>,
  { placeholder, kind }: AwaitedNumber,
  numbers: GivenNumbers,
) => subjectHash(settings.linkKey, kind, numbers[placeholder]!);
const kindOf = (placeholder: string) => (placeholder.startsWith('{KK') ? 'kk' : 'nik');

async function read(documents: Needs['documents'], content: string): Promise<GivenNumbers> {
  const { numbers } = JSON.parse((await documents.get(content)).toString()) as { numbers: GivenNumbers };
  return numbers;
}
