import type { RequestHandler } from 'express';
import type { Kit } from '../kit.ts';
import { wordsPost } from './typed-words.ts';

/** POST /meja/berkas/:number/jawab: the officer's words to the applicant. */
export const answerPost = (kit: Kit): RequestHandler =>
  wordsPost(kit, { box: 'answer', part: 'percakapan' }, (...given) => kit.cases.answer(...given));
