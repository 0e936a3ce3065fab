import type { Variables } from '../domain/process.ts';

/** The case that a job of the process is about. */
export type CaseReference = Pick<Variables, 'applicationNumber'>;
