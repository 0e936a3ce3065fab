/** When somebody reads, and when the office is open. */
export const HOURS = {
  'read.today': ['until'],
  'read.later': ['day', 'from'],
  'read.next-working-day': [],
  today: [],
  'next-working-day': [],
  'two-times': ['first', 'second'],
  week: ['hours'],
} as const;
