/** Why an officer takes their decision back: codes, so that the journal keeps no words about a family. */
export const TAKE_BACK_REASONS = ['wrong-answer', 'wrong-case', 'overlooked', 'asked-by-colleague'] as const;
export type TakeBackReason = (typeof TAKE_BACK_REASONS)[number];

export const TAKE_BACK_REASON_LABELS: Readonly<Record<TakeBackReason, string>> = {
  'wrong-answer': 'salah memilih jawaban',
  'wrong-case': 'salah berkas',
  overlooked: 'ada yang terlewat',
  'asked-by-colleague': 'diminta rekan',
};

/** Null: none was chosen. */
export function readTakeBackReason(chosen: unknown): TakeBackReason | null {
  return TAKE_BACK_REASONS.find((known) => known === chosen) ?? null;
}
