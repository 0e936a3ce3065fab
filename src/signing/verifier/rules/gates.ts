import { CARD_MAX_BYTES } from '../../signing.ts';
import type { Gate } from '../rule.ts';

const MEGABYTES = CARD_MAX_BYTES / 1024 / 1024;

/** What must be readable before further rules can be asked. */
export const SIZE: Gate = {
  code: 'SIZE',
  passed: { id: 'Ukuran berkas wajar.', en: 'The size of the file is reasonable.' },
  failed: {
    id: `Berkas terlalu besar untuk sebuah KK (lebih dari ${MEGABYTES} MB).`,
    en: `The file is too large for a card (above ${MEGABYTES} MB).`,
  },
};
export const EFFORT: Gate = {
  code: 'EFFORT',
  passed: { id: 'Berkas dapat diperiksa dalam waktu wajar.', en: 'The file can be examined in reasonable time.' },
  failed: {
    id: 'Berkas ini begitu rumit sehingga tidak selesai diperiksa; KK yang diterbitkan dinas tidak pernah demikian.',
    en: 'The file is so complicated that its examination did not end; a card of the office never is.',
  },
};
export const READABLE: Gate = {
  code: 'STRUCTURE',
  passed: {
    id: 'Susunan berkas utuh; tidak ada bagian yang tersembunyi.',
    en: 'The structure of the file is whole; nothing is hidden in it.',
  },
  failed: {
    id: 'Berkas ini bukan PDF utuh seperti yang diterbitkan dinas: rusak, diubah, atau bukan PDF.',
    en: 'This is not a whole PDF as the office issues it: damaged, altered or no PDF.',
  },
};
export const FIELD: Gate = {
  code: 'FIELD',
  passed: { id: 'Kolom tanda tangan ditemukan.', en: 'The signature field was found.' },
  failed: {
    id: 'Berkas tidak bertanda tangan elektronik, atau kolom tanda tangannya rusak.',
    en: 'The file has no electronic signature, or its field is broken.',
  },
};
export const SIGNED_DATA: Gate = {
  code: 'CMS',
  passed: {
    id: 'Data tanda tangan terbaca, dari satu penandatangan.',
    en: 'The signature data could be read; there is one signer.',
  },
  failed: {
    id: 'Data tanda tangan rusak, memakai cara yang usang, atau bukan dari satu penandatangan.',
    en: 'The signature data is broken, outdated, or not of one signer.',
  },
};
export const VALIDATION_DATA: Gate = {
  code: 'VALIDATION_DATA',
  passed: {
    id: 'Data untuk pemeriksaan jangka panjang terbaca.',
    en: 'The data for validation in later years can be read.',
  },
  failed: {
    id: 'Data untuk pemeriksaan jangka panjang rusak.',
    en: 'The data for validation in later years is broken.',
  },
};
export const TIMESTAMP: Gate = {
  code: 'TIMESTAMP',
  passed: { id: 'Stempel waktu sah.', en: 'The timestamp is genuine.' },
  failed: { id: 'Stempel waktu tidak sah.', en: 'The timestamp is not genuine.' },
};
export const SIGNER: Gate = {
  code: 'SIGNER',
  passed: {
    id: 'Penandatangan berhak menandatangani KK kantor ini.',
    en: 'The signer may sign cards of this office.',
  },
  failed: {
    id: 'Penandatangan bukan pejabat yang berhak menandatangani KK kantor ini.',
    en: 'The signer is not one of those who may sign cards of this office.',
  },
};
/** Nobody said who may sign: that the signature is genuine then says nothing about the right of the signer. */
export const SIGNER_NOT_EXAMINED: Gate = {
  code: 'SIGNER',
  passed: SIGNER.passed,
  failed: {
    id: 'Hak penandatangan tidak diperiksa: tidak ditentukan siapa yang boleh menandatangani.',
    en: 'The right of the signer was not examined: it was not said who may sign.',
  },
};
