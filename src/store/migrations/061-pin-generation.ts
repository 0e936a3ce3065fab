import type { Migration } from './migration.ts';

export const pinGeneration: Migration = {
  name: '061-pin-generation',
  sql: `
    alter table cases add column pin_generation smallint not null default 0;
    comment on column cases.pin_generation is 'Counts the PINs given for this case: an officer gives a new one at the counter, and the old one is void.';
    grant update (pin_generation) on cases to kk_app;
  `,
};
