import { awaitedKkNumber, isAwaited } from '../domain/card/awaited.ts';
import { declaredCard, declaredFamily, isUnreadSentence, unreadSentence } from '../domain/card/declared-family.ts';
import { withImmigrationColumns, type ImmigrationColumns } from '../domain/card/immigration-columns.ts';
import type { FamilyCard, FamilyMember } from '../domain/family-card.ts';
import { isEventApplication } from '../domain/events/from-application.ts';
import { Failure } from '../domain/failures.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord } from '../store/store.ts';
import { assessCase } from './assess-case.ts';
import { readCardsAfter } from './cards-after.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { cardInHand, immigrationPeople, type ImmigrationClaim } from './immigration-claims.ts';
import { journalReturn, recordClaim } from './siak-entry.ts';
import { hashesOf, numbersInForce } from './siak-numbers.ts';
import { requireExamined } from './step-reached.ts';

type Needs = Pick<Dependencies, 'store' | 'siak' | 'documents' | 'settings' | 'now'>;

/**
 * SOP step 4, first half: the family as SIAK has it after the entry. Where nothing is read from SIAK, as applicant and
 * old card say it; officers read so beside the draft.
 */
export function draftCard(needs: Needs) {
  const { store, documents } = needs;
  return async ({ applicationNumber }: CaseReference): Promise<void> => {
    const submitted = await store.cases.get(applicationNumber);
    await requireExamined(store, submitted);
    const record = await claimed(needs, submitted);
    const { family, unread, unsaid } = await familyOf(needs, record);
    const others = unread === null ? await readCardsAfter(needs, record) : [];
    const { sha256 } = await documents.put(Buffer.from(JSON.stringify(family)));
    const { sha256: cardsAfterSha256 } = await documents.put(Buffer.from(JSON.stringify(others)));
    const findings = record.findings.filter(
      (finding) => !isUnreadSentence(finding) && finding !== IMMIGRATION_UNSAID && finding !== IMMIGRATION_CLAIMED,
    );
    await store.cases.change(applicationNumber, {
      cardDataSha256: sha256,
      cardsAfterSha256,
      state: 'drafting',
      findings: [...findings, ...[unread, unsaid].filter((said) => said !== null)],
    });
  };
}

/** The case with its typed entry recorded: its number is the one that SIAK gave, where it gave one. */
async function claimed(needs: Needs, record: CaseRecord): Promise<CaseRecord> {
  const { store, settings } = needs;
  const { applicationNumber } = record;
  const numbers = await numbersInForce(needs, record);
  const given = isEventApplication(record.application)
    ? (await assessCase(needs, record))?.kkNumber
    : numbers[awaitedKkNumber(1)];
  await recordClaim({ store }, record, given ?? record.kkNumber);
  await store.subjects.put(applicationNumber, hashesOf(settings, numbers));
  return store.cases.get(applicationNumber);
}

interface DraftFamily {
  readonly family: FamilyCard;
  /** What the officers read when nothing of it comes from SIAK; null: it was read there. */
  readonly unread: string | null;
  /** What the officers have to compare although the family was read; null: nothing. */
  readonly unsaid: string | null;
}

/** The ministry's service (CALL_NIK) gives neither citizenship nor passport nor KITAP. */
const IMMIGRATION_UNSAID =
  'Layanan baca SIAK tidak memberi kewarganegaraan, nomor paspor dan nomor KITAP: kolom 13-15 pada draf diisi dari permohonan dan KK lama, selebihnya WNI. Bila ada orang asing dalam keluarga, cocokkan kolom itu dengan SIAK.';

/** The same once an officer has said these columns of everybody of whom nobody else did. */
const IMMIGRATION_CLAIMED =
  'Layanan baca SIAK tidak memberi kewarganegaraan, nomor paspor dan nomor KITAP: kolom 13-15 pada draf diisi dari permohonan, KK lama, dan catatan petugas pada berkas ini. Cocokkan kolom itu dengan SIAK.';

async function familyOf(needs: Needs, record: CaseRecord): Promise<DraftFamily> {
  const { store, siak, now } = needs;
  const { applicationNumber, kkNumber, application, siakWay } = record;
  try {
    if (kkNumber === null) throw new Failure('FAMILY_UNKNOWN');
    const planned = siakWay === 'typed' ? (await assessCase(needs, record))?.card : undefined;
    const people = await immigrationPeople(needs, record, planned);
    const said = new Map(people.flatMap(({ nik, claim }) => (claim === null ? [] : [[nik, columnsOf(claim)]])));
    const expected =
      planned === undefined ? undefined : { ...planned, members: withImmigrationColumns(planned.members, said) };
    // An entry whose new number nobody typed must not come out under the number of a card of before.
    if (expected !== undefined && isAwaited(expected.kkNumber))
      throw new Failure('FAMILY_UNKNOWN', 'a number that SIAK gave');
    if (siakWay === 'typed' && !siak.reads) {
      const declared =
        expected === undefined
          ? declaredFamily(application, kkNumber, plainDateOf(now()))
          : declaredCard(expected, kkNumber);
      if (declared === undefined) throw new Failure('FAMILY_UNKNOWN', 'no single head, or a NIK that SIAK gave');
      const members = withImmigrationColumns(declared.family.members, said);
      const unsaid = declared.unsaid.filter(
        (code) => code !== 'kewarganegaraan' || members.some(({ citizenship }) => citizenship === '-'),
      );
      return { family: { ...declared.family, members }, unread: unreadSentence(unsaid), unsaid: null };
    }
    const niks = (expected?.members ?? application.members).map(({ nik }) => nik);
    // Whom the reading service cannot be asked for would be missing on the card without a word.
    if (niks.some(isAwaited)) throw new Failure('FAMILY_UNKNOWN', 'a NIK that SIAK gave');
    const family = await siak.family(kkNumber, niks, expected?.members ?? claimedMembers(record, said, now()));
    if (siakWay !== 'typed') return { family, unread: null, unsaid: null };
    const isClaimed = said.size > 0 && people.every(({ nik }) => said.has(nik));
    return { family, unread: null, unsaid: isClaimed ? IMMIGRATION_CLAIMED : IMMIGRATION_UNSAID };
  } catch (error) {
    if (error instanceof Failure && error.code === 'FAMILY_UNKNOWN')
      await journalReturn(store, applicationNumber, error.code);
    throw error;
  }
}

const columnsOf = ({ by: _by, at: _at, ...columns }: ImmigrationClaim): ImmigrationColumns => columns;

/** Of an application of elements, whose card is not planned: the rows of which an officer said columns 13 to 15. */
function claimedMembers(
  record: CaseRecord,
  said: ReadonlyMap<string, ImmigrationColumns>,
  now: Date,
): FamilyMember[] | undefined {
  if (said.size === 0) return undefined;
  const rows = cardInHand(record, now)?.members ?? [];
  return withImmigrationColumns(
    rows.filter(({ nik }) => said.has(nik)),
    said,
  );
}
