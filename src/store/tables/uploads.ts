import type { Knex } from 'knex';
import type { ScreenForm, ScreenSignature } from '../../domain/forms/screen-signature.ts';
import type { UploadRecord, Uploads } from '../uploads.ts';
import { StoreError } from '../store-error.ts';

interface UploadRow extends UploadRecord {
  readonly sealed: Buffer | null;
  readonly touchedAt: Date;
  readonly usedAt: Date | null;
  readonly signedForm: ScreenForm | null;
  readonly signedContent: string | null;
  readonly signedAt: Date | null;
}

/** A signature has all three or none: the table holds it to that. */
function signatureIn({
  signedForm: form,
  signedContent,
  signedAt,
}: Pick<UploadRow, 'signedForm' | 'signedContent' | 'signedAt'>): ScreenSignature | undefined {
  return form === null ? undefined : { form, contentSha256: signedContent!, signedAt: signedAt! };
}
interface PieceRow {
  readonly uploadId: string;
  readonly start: number;
  readonly sealed: Buffer;
}

const COLUMNS = ['id', 'size', 'received', 'mediaType', 'flaw'] as const satisfies readonly (keyof UploadRecord)[];

export function uploadsTable(database: Knex): Uploads {
  const uploads = () => database<UploadRow>('uploads');
  const pieces = () => database<PieceRow>('upload_pieces');
  const now = database.raw('clock_timestamp()');
  const ago = (ms: number) => database.raw(`clock_timestamp() - ? * interval '1 millisecond'`, [ms]);
  const find = (id: string) =>
    uploads()
      .select(...COLUMNS)
      .where({ id })
      .first();

  return {
    find,

    async begin(id, size) {
      await uploads().insert({ id, size }).onConflict('id').ignore();
      const row = await find(id);
      if (row === undefined) throw new StoreError('02000', 'uploads'); // removed in this moment
      return row;
    },

    /** One statement moves the mark, so of two equal pieces at the same moment one is added. */
    async addPiece(id, { start, bytes, sealed }) {
      const [moved] = await uploads()
        .where({ id, received: start })
        .whereNull('mediaType')
        .whereRaw('size >= ?', [start + bytes])
        .update({ received: start + bytes, touchedAt: now })
        .returning(COLUMNS);
      if (moved === undefined) return find(id);
      await pieces().insert({ uploadId: id, start, sealed });
      return moved;
    },

    async pieces(id) {
      return pieces().select('start', 'sealed').where({ uploadId: id }).orderBy('start');
    },

    async finish(id, { signature, ...paper }) {
      const signed =
        signature === undefined
          ? {}
          : {
              signedForm: signature.form,
              signedContent: signature.contentSha256,
              signedAt: signature.signedAt,
            };
      await uploads()
        .where({ id })
        .update({ ...paper, ...signed, touchedAt: now });
      await pieces().where({ uploadId: id }).delete();
    },

    async sealedPaper(id) {
      const row = await uploads()
        .select('mediaType', 'sealed', 'signedForm', 'signedContent', 'signedAt')
        .where({ id })
        .first();
      return row === undefined || row.mediaType === null || row.sealed === null
        ? undefined
        : { mediaType: row.mediaType, sealed: row.sealed, signature: signatureIn(row) };
    },

    async markUsed(ids) {
      await uploads()
        .whereIn('id', [...ids])
        .update({ usedAt: now });
    },

    async remove(id) {
      await uploads().where({ id }).delete();
    },

    async waitingBytes() {
      const here = database.raw('coalesce(octet_length(sealed), received)');
      const sum = await uploads().sum<{ sum: string | null }[]>({ sum: here }).first();
      return Number(sum?.sum ?? 0);
    },

    async purge({ partMs, unusedMs, usedMs }) {
      return uploads()
        .where((part) => void part.whereNull('mediaType').where('touchedAt', '<', ago(partMs)))
        .orWhere('touchedAt', '<', ago(unusedMs))
        .orWhere('usedAt', '<', ago(usedMs))
        .delete();
    },
  };
}
