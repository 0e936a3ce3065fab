import { createHash } from 'node:crypto';
import type { JournalRow } from './store.ts';

/** What stands before the first entry. */
export const GENESIS = '0'.repeat(64);

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The content of an entry that its hash covers. */
export type SealedEntry = Omit<JournalRow, 'hash' | 'previousHash'>;

/** SHA-256 of the hash before and the entry, as lower-case hex. */
export function entryHash(
  previousHash: string,
  { id, at, applicationNumber, actor, event, step, detail }: SealedEntry,
): string {
  const content = { id, at: at.toISOString(), applicationNumber, actor, event, step, detail: asJson(detail) };
  return createHash('sha256').update(previousHash).update(canonicalJson(content)).digest('hex');
}

/** What of an entry is known before its transaction commits. */
export type ArrivingEntry = Omit<SealedEntry, 'id' | 'at'>;

/**
 * The canonical JSON of an entry, cut where time and position will stand: `beforeTime + time + beforeId + position +
 * afterId` is what the hash covers. The database fills the gaps when the entry joins the chain (migration 082).
 */
export function cutContent({ applicationNumber, actor, event, step, detail }: ArrivingEntry) {
  const member = (name: string, value: Json) => `${JSON.stringify(name)}:${canonicalJson(value)}`;
  return {
    beforeTime: `{${member('actor', actor)},${member('applicationNumber', applicationNumber)},"at":"`,
    beforeId: `",${member('detail', asJson(detail))},${member('event', event)},"id":"`,
    afterId: `",${member('step', step)}}`,
  };
}

/**
 * RFC 8785: members sorted by UTF-16 code units, no white space; JavaScript's own way of writing numbers and strings is
 * the RFC's.
 */
export function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}

/** What the database will give back: dates as text, `undefined` gone. Throws TypeError for what JSON cannot hold. */
export function asJson(value: Readonly<Record<string, unknown>>): { readonly [name: string]: Json } {
  return JSON.parse(JSON.stringify(value)) as { [name: string]: Json };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
