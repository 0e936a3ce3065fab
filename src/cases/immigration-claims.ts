import { randomBytes } from 'node:crypto';
import { isAwaited } from '../domain/card/awaited.ts';
import {
  lacksImmigration,
  readImmigration,
  type ImmigrationColumns,
  type TypedImmigration,
} from '../domain/card/immigration-columns.ts';
import { unreadCard } from '../domain/card/unread.ts';
import { toEventApplication } from '../domain/events/from-application.ts';
import type { FamilyCard, FamilyMember } from '../domain/family-card.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord } from '../store/store.ts';
import { assessCase, type AssessNeeds } from './assess-case.ts';
import type { Dependencies } from './dependencies.ts';
import { hasRole, type IdentifiedOfficer } from './identify-officer.ts';
import { NotNow } from './not-possible.ts';
import { openForAct, refusal } from './open-case.ts';

type Needs = AssessNeeds & Pick<Dependencies, 'now'>;

/** What counts of one person now, who said it and when. */
export interface ImmigrationClaim extends ImmigrationColumns {
  readonly by: string;
  readonly at: Date;
}

/** A person of whom neither applicant nor old card says columns 13 to 15 in full. */
export interface ImmigrationPerson {
  readonly nik: string;
  readonly name: string;
  /** As the application has it; "-": nobody said it. */
  readonly said: Pick<FamilyMember, 'citizenship' | 'passportNumber' | 'kitapNumber'>;
  readonly claim: ImmigrationClaim | null;
}

interface Kept {
  readonly nik: string;
  readonly columns: ImmigrationColumns | null;
}

/** What officers said, by NIK; the newest of a person counts, and nothing once it was taken back. */
export async function immigrationClaims(
  { store, documents }: Pick<Needs, 'store' | 'documents'>,
  { applicationNumber, siakWay }: Pick<CaseRecord, 'applicationNumber' | 'siakWay'>,
): Promise<ReadonlyMap<string, ImmigrationClaim>> {
  const claims = new Map<string, ImmigrationClaim>();
  // On the other ways SIAK itself prints these columns.
  if (siakWay !== 'typed') return claims;
  for (const { content, claimedBy, claimedAt } of await store.immigrationClaims.of(applicationNumber)) {
    const { nik, columns } = JSON.parse((await documents.get(content)).toString()) as Kept;
    if (columns === null) claims.delete(nik);
    else claims.set(nik, { ...columns, by: claimedBy, at: claimedAt });
  }
  return claims;
}

/**
 * Those of whom an officer may say these columns, in the order of the card; empty on the other ways through SIAK.
 * `planned`: the card as it is to stand, from who has assessed the case already.
 */
export async function immigrationPeople(
  needs: Needs,
  record: CaseRecord,
  planned?: FamilyCard,
): Promise<ImmigrationPerson[]> {
  if (record.siakWay !== 'typed') return [];
  const claims = await immigrationClaims(needs, record);
  const card = planned ?? (await plannedCard(needs, record));
  return (card?.members ?? []).flatMap((member) => {
    const { nik, name, citizenship, passportNumber, kitapNumber } = member;
    if (isAwaited(nik) || !lacksImmigration(member)) return [];
    const said = {
      citizenship,
      ...(passportNumber === undefined ? {} : { passportNumber }),
      ...(kitapNumber === undefined ? {} : { kitapNumber }),
    };
    return [{ nik, name, said, claim: claims.get(nik) ?? null }];
  });
}

/** The card as it is to stand; of an application of elements what the card in the hand says. */
async function plannedCard(needs: Needs, record: CaseRecord): Promise<FamilyCard | undefined> {
  const assessed = await assessCase(needs, record);
  if (assessed !== undefined) return assessed.card;
  return cardInHand(record, needs.now());
}

/** What the applicant says that the card in the hand says. */
export const cardInHand = ({ application }: Pick<CaseRecord, 'application'>, now: Date): FamilyCard | undefined =>
  unreadCard(toEventApplication(application), plainDateOf(now));

/** The entry officer of the case, until there is a draft: what a draft says Kasi/Kabid and head decide by. */
export function mayClaimImmigration(
  identified: Pick<IdentifiedOfficer, 'officer'>,
  { siakWay, entryOfficer, state }: Pick<CaseRecord, 'siakWay' | 'entryOfficer' | 'state'>,
): boolean {
  return (
    siakWay === 'typed' &&
    (state === 'examination' || state === 'waiting-for-applicant') &&
    entryOfficer === identified.officer.username &&
    hasRole(identified, 'petugas-entri')
  );
}

/**
 * Keeps what the entry officer says of columns 13 to 15 of one person, which the draft then prints. The journal holds
 * who said it and when, not what; the newest counts. Throws Refusal, and NotNow with a remedy for what cannot stand in
 * these columns.
 */
export function claimImmigration(needs: Needs) {
  return async (username: string, applicationNumber: string, nik: string, typed: TypedImmigration): Promise<void> => {
    const { identified, record } = await openForAct(needs, username, applicationNumber, 'immigration-claimed');
    if (!mayClaimImmigration(identified, record))
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'immigration-claimed', applicationNumbers: [applicationNumber] },
        'WRONG_ROLE',
      );
    if (!(await immigrationPeople(needs, record)).some((person) => person.nik === nik))
      throw new NotNow('Kewarganegaraan orang ini sudah disebut dalam permohonan, atau ia tidak tercantum dalam KK.');
    const columns = readImmigration(typed);
    if (typeof columns === 'string') throw new NotNow(columns);
    const kept: Kept & { salt: string } = { salt: randomBytes(16).toString('base64'), nik, columns };
    const { sha256: content } = await needs.documents.put(Buffer.from(JSON.stringify(kept)));
    await needs.store.transaction(async (tables) => {
      // A draft that was made meanwhile does not say what is typed now.
      if (!mayClaimImmigration(identified, await tables.cases.lock(applicationNumber)))
        throw new NotNow('Draf KK sudah dibuat. Bila kolomnya keliru, mintalah Kasi/Kabid mengembalikan berkas ini.');
      await tables.immigrationClaims.add({ applicationNumber, content, claimedBy: username });
      await tables.journal.write({
        ...{ applicationNumber, actor: username, event: 'immigration-claimed', step: 3 },
        detail: { withdrawn: columns === null },
      });
    });
  };
}
