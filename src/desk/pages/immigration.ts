import type { RequestHandler } from 'express';
import { text, type Kit } from '../kit.ts';
import { formPost } from './typed-words.ts';

/** Longer than anything that is accepted: the use case says that it is too long. */
const LONGEST_VALUE = 60;

/** POST /meja/berkas/:number/kolom-asing: columns 13 to 15 of one person, as the entry officer sees them in SIAK. */
export const immigrationPost = (kit: Kit): RequestHandler =>
  formPost(kit, { box: 'immigration', part: 'kolom-asing' }, (username, number, fields) => {
    const field = (name: string) => text(fields.get(name)).slice(0, LONGEST_VALUE);
    return kit.cases.claimImmigration(username, number, field('orang'), {
      citizenship: field('kewarganegaraan'),
      passport: field('paspor'),
      kitap: field('kitap'),
    });
  });
