/** What the same work cost in the first edition, measured on 26 November 2026 at the engine vendor's task list. */
export interface FirstEdition {
  readonly clicks: string;
  readonly waiting: string;
}

/** Where nothing stands the first edition was not measured, or could not do it at all. */
export const FIRST_EDITION: Readonly<Record<string, FirstEdition>> = {
  '2 and 3, one case': { clicks: '9, two tabs', waiting: '11-22' },
  'A resident at the counter is found by name': { clicks: 'impossible', waiting: '' },
  'Auditor: who saw this NIK': { clicks: 'a shell', waiting: '11-13' },
  'Auditor: what was decided unseen': { clicks: 'impossible', waiting: '' },
  'Auditor: all cases of an officer': { clicks: 'impossible', waiting: '' },
  'Auditor: steps against the SOP': { clicks: 'impossible', waiting: '' },
};
