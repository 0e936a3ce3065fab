import { readLanguages } from '../src/office/read-languages.ts';

/** What an office offers without a setting: Indonesian. */
export const LANGUAGES = readLanguages(['id']);
export const INDONESIAN = LANGUAGES.of('id');
