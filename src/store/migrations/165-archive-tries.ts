import type { Migration } from './migration.ts';

/** How often a copy that is lacking was tried in vain: after some times it is tried seldom, and a person is told. */
export const archiveTries: Migration = {
  name: '165-archive-tries',
  sql: `
    alter table archive_copies add column tries integer not null default 0;
    comment on column archive_copies.tries is 'Of a copy that is lacking: how often writing it was tried in vain since it lacks.';
    grant update (tries) on archive_copies to kk_app;
  `,
};
