import type { Knex } from 'knex';
import type { ArchivePackageRecord, ArchivePackages } from '../archive-packages.ts';

export function archivePackagesTable(database: Knex): ArchivePackages {
  const find: ArchivePackages['find'] = (applicationNumber, signedSha256) =>
    database<ArchivePackageRecord>('archive_packages')
      .select('contentsSha256')
      .where({ applicationNumber, signedSha256 })
      .first();
  return {
    find,
    /** Race-free by the key: of two packings at once one inserts, the other waits for it and reads its row. */
    async fix(packed) {
      await database<ArchivePackageRecord>('archive_packages').insert(packed).onConflict().ignore();
      // The table is append-only: the row is this one, or that which was in its way.
      return (await find(packed.applicationNumber, packed.signedSha256))!;
    },
  };
}
