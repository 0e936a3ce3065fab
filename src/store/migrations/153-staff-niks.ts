import type { Migration } from './migration.ts';

/** By which a case of an officer's own family is known. */
export const staffNiks: Migration = {
  name: '153-staff-niks',
  sql: `
    alter table people add column nik_hash text check (nik_hash ~ '^[0-9a-f]{64}$');
    comment on column people.nik_hash is 'Keyed hash of this person''s own NIK, as in case_subjects; null: not told. Holds no number that can be read.';
    grant update (nik_hash) on people to kk_app;
  `,
};
