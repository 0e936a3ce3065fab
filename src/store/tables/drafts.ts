import type { Knex } from 'knex';
import type { FamilyCard } from '../../domain/family-card.ts';
import { openedValue, type ColumnSeal } from '../column-seal.ts';
import type { DraftRecord, Store } from '../store.ts';

interface DraftRow extends Omit<DraftRecord, 'family'> {
  /** Readable, of before the sealing; one of the two is null. */
  readonly family: FamilyCard | null;
  readonly familySealed: Buffer | null;
  /** Of the members, for the question who saw the data of a person. */
  readonly niks: readonly string[];
}

const COLUMNS = [
  'sha256',
  'applicationNumber',
  'family',
  'familySealed',
  'previewSha256',
  'renderedAt',
  'issuedOn',
  'signatory',
  'signatureLines',
] as const satisfies readonly (keyof DraftRow)[];

/** What a sealed family is bound to. */
export function placeOfFamily(sha256: string): string {
  return `drafts.family ${sha256}`;
}

export function draftsTable(database: Knex, seal: ColumnSeal): Store['drafts'] {
  const drafts = () => database<DraftRow>('drafts');
  const select = () => drafts().select(...COLUMNS);
  const opened = ({ family, familySealed, ...row }: Pick<DraftRow, (typeof COLUMNS)[number]>): DraftRecord => ({
    ...row,
    family: openedValue(seal, family, familySealed, placeOfFamily(row.sha256)),
  });

  return {
    /** A card that comes out with the same bytes again is the same draft, and the latest once more. */
    async save({ family, ...draft }) {
      await drafts()
        .insert({
          ...draft,
          familySealed: seal.seal(family, placeOfFamily(draft.sha256)),
          niks: family.members.map(({ nik }) => nik),
        })
        .onConflict('sha256')
        .merge({ renderedAt: database.raw('clock_timestamp()') });
    },

    async find(sha256) {
      const row = await select().where({ sha256 }).first();
      return row === undefined ? undefined : opened(row);
    },

    async findMany(sha256s) {
      return (await select().whereIn('sha256', [...sha256s])).map(opened);
    },

    async latest(applicationNumber) {
      const row = await select().where({ applicationNumber }).orderBy('renderedAt', 'desc').first();
      return row === undefined ? undefined : opened(row);
    },
  };
}
