import type { RequestHandler } from 'express';
import type { Kit } from '../kit.ts';
import { wordsPost } from './typed-words.ts';

/** POST /meja/berkas/:number/catatan: a note for colleagues. */
export const notePost = (kit: Kit): RequestHandler =>
  wordsPost(kit, { box: 'note', part: 'catatan-internal' }, (...given) => kit.cases.addNote(...given));
