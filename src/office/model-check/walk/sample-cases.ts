import type { Reason } from '../../../domain/application.ts';
import { SAMPLES } from './answers.ts';

/** What an applicant gives; of changes, an element that leaves the KTP-el as it is. */
export const caseOf = (reason: Reason) => ({ reason, elements: reason === 'perubahan-data' ? ['pendidikan'] : [] });

/** SOP step 3. */
export const needsEntry = (reason: Reason): boolean => reason === 'perubahan-data' || reason === 'baru';

/** A value of the variable as a program brings it. */
export const sampleOf = (name: string): unknown => (SAMPLES as Readonly<Record<string, unknown>>)[name] ?? null;
