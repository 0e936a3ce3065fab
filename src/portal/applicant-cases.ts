/** What the portal's visitors can reach of the use cases. */
export type { ApplicantCases } from '../cases/create-cases.ts';
