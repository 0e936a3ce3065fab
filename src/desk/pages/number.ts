import type { RequestHandler } from 'express';
import type { Kit } from '../kit.ts';
import { wordsPost } from './typed-words.ts';

/** Longer than any number. */
const LONGEST_VALUE = 30;

/** POST /meja/berkas/:number/nomor: the applicant's WhatsApp number, corrected. */
export const correctNumberPost = (kit: Kit): RequestHandler =>
  wordsPost(kit, { box: 'number', part: 'nomor' }, (username, applicationNumber, typed) =>
    kit.cases.correctNumber(username, applicationNumber, typed.slice(0, LONGEST_VALUE)),
  );
