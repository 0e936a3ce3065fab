import type { RequestHandler } from 'express';
import { text, type Kit } from '../kit.ts';
import { formPost } from './typed-words.ts';

/** Longer than anything that is accepted: the use case says that it is too long. */
const LONGEST_VALUE = 200;
const MOST_SIGNERS = 40;

/** POST /meja/berkas/:number/terbaca: what stands on a paper, as the officer reads it. */
export const readingPost = (kit: Kit): RequestHandler =>
  formPost(kit, { box: 'reading', part: 'isi-dokumen' }, (username, number, fields) => {
    const field = (name: string) => text(fields.get(name)).slice(0, LONGEST_VALUE);
    const signedBy = fields.getAll('tandatangan').slice(0, MOST_SIGNERS);
    return kit.cases.recordReading(username, number, field('dokumen'), {
      about: field('tentang'),
      name: field('nama'),
      nik: field('nik'),
      date: field('tanggal'),
      witnesses: field('saksi'),
      ...(fields.get('diperiksa') === 'ya' ? { signedBy } : {}),
    });
  });
