import { RESIDENT } from './apply-page.ts';

let last = 10;
/** Invented people, one for each use: an application of theirs is open only once. */
export const newResident = () => ({ ...RESIDENT, nik: `34020165048${String(++last).padStart(5, '0')}` });
