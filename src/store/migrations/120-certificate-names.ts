import type { Migration } from './migration.ts';

/** As whom a signer's certificate names them, where it writes the name in a way of its own. */
export const certificateNames: Migration = {
  name: '120-certificate-names',
  sql: `
    alter table people add column certificate_name text check (certificate_name <> '');
    comment on column people.certificate_name is 'Common name in this person''s signing certificate; null: the name itself, titles aside.';
    grant update (certificate_name) on people to kk_app;
  `,
};
