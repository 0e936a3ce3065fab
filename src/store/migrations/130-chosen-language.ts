import type { Migration } from './migration.ts';

/** The application is sealed as it was sent; what is chosen afterwards stands beside it. */
export const chosenLanguage: Migration = {
  name: '130-chosen-language',
  sql: `
    alter table cases add column language text check (language ~ '^[a-z]{2,3}$');
    comment on column cases.language is 'In which the applicant reads since they chose it on the tracking page; null: as on the page where they applied.';
    grant update (language) on cases to kk_app;
  `,
};
