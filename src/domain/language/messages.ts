const CASE = ['applicationNumber', 'about', 'trackingUrl', 'ref'] as const;

/** Messages of WhatsApp that are approved as templates, one file each. */
export const MESSAGES = {
  received: [...CASE, 'expectedOn'],
  incomplete: [...CASE, 'missingDocuments', 'note'],
  invalid: [...CASE, 'missingDocuments', 'note'],
  reminder: [...CASE, 'missingDocuments'],
  closed: CASE,
  withdrawn: CASE,
  refused: [...CASE, 'note'],
  card: [...CASE, 'oldCardNotice', 'ktpNotice', 'cardUrl'],
  revoked: [...CASE, 'note'],
  answer: [...CASE, 'note'],
} as const;

/** What is put into them. */
export const NOTICES = {
  'old-card.hand-in': [],
  'old-card.lost': [],
  'ktp.changes': [],
  'ktp.stays': [],
  'note.none': [],
  'note.on-page': [],
  'documents.in-note': [],
  'documents.more': ['count'],
  'access.pin': ['number', 'at'],
  'access.phone': ['number', 'at'],
} as const;
