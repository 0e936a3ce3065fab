import { CARD_MAX_BYTES } from '../../signing.ts';
import { spoken, told, type Gate } from '../rule.ts';

const MEGABYTES = CARD_MAX_BYTES / 1024 / 1024;

/** What must be readable before further rules can be asked. */
export const SIZE: Gate = told('SIZE', {
  passed: 'The size of the file is reasonable.',
  failed: `The file is too large for a card (above ${MEGABYTES} MB).`,
});
export const EFFORT: Gate = told('EFFORT', {
  passed: 'The file can be examined in reasonable time.',
  failed: 'The file is so complicated that its examination did not end; a card of the office never is.',
});
export const READABLE: Gate = told('STRUCTURE', {
  passed: 'The structure of the file is whole; nothing is hidden in it.',
  failed: 'This is not a whole PDF as the office issues it: damaged, altered or no PDF.',
});
export const FIELD: Gate = told('FIELD', {
  passed: 'The signature field was found.',
  failed: 'The file has no electronic signature, or its field is broken.',
});
export const SIGNED_DATA: Gate = told('CMS', {
  passed: 'The signature data could be read; there is one signer.',
  failed: 'The signature data is broken, outdated, or not of one signer.',
});
export const VALIDATION_DATA: Gate = told('VALIDATION_DATA', {
  passed: 'The data for validation in later years can be read.',
  failed: 'The data for validation in later years is broken.',
});
export const TIMESTAMP: Gate = told('TIMESTAMP', {
  passed: 'The timestamp is genuine.',
  failed: 'The timestamp is not genuine.',
});
export const SIGNER: Gate = told('SIGNER', {
  passed: 'The signer may sign cards of this office.',
  failed: 'The signer is not one of those who may sign cards of this office.',
});
/** Nobody said who may sign: that the signature is genuine then says nothing about the right of the signer. */
export const SIGNER_NOT_EXAMINED: Gate = {
  code: 'SIGNER',
  passed: SIGNER.passed,
  failed: {
    id: spoken('SIGNER.not-examined'),
    en: 'The right of the signer was not examined: it was not said who may sign.',
  },
};
