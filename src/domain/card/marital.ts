import type { FamilyMember, PlainDate } from '../family-card.ts';

/** Married now, registered or not; the old cards' plain word KAWIN counts. */
export const isMarried = (status: string): boolean => /^KAWIN\b/i.test(status.trim());
export const isDivorced = (status: string): boolean => /^CERAI HIDUP\b/i.test(status.trim());
export const everMarried = (status: string): boolean => !/^(BELUM KAWIN|-|)$/i.test(status.trim());

/** Column 11 holds the date of the wedding or of the divorce; not for BELUM KAWIN and CERAI MATI. */
export const hasMaritalDate = (status: string): boolean => isMarried(status) || isDivorced(status);

/** The words of cards before Permendagri 118/2017: lawful as "semula" only. */
export const OLD_MARITAL_STATUSES = ['KAWIN', 'CERAI HIDUP'] as const;

/** The KTP-el knows four words only, so KAWIN -> KAWIN TERCATAT does not touch it. */
export function ktpMaritalWord(status: string): string {
  if (isMarried(status)) return 'KAWIN';
  if (isDivorced(status)) return 'CERAI HIDUP';
  return status;
}

/** The date of a wedding is none of a divorce, nor the reverse: column 11 is kept only where the status stays of its kind. */
export const dateThatStays = ({ maritalStatus, maritalDate }: FamilyMember, becomes: string): PlainDate | undefined =>
  isDivorced(maritalStatus) === isDivorced(becomes) ? maritalDate : undefined;

/** The row with columns 10 and 11 set together; a date is kept only where the status has one. */
export function withMaritalStatus(member: FamilyMember, maritalStatus: string, date?: PlainDate): FamilyMember {
  const { maritalDate: _former, ...rest } = member;
  return {
    ...rest,
    maritalStatus,
    ...(date !== undefined && hasMaritalDate(maritalStatus) ? { maritalDate: date } : {}),
  };
}
