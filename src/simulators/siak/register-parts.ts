import type { FamilyCard, FamilyMember } from '../../domain/family-card.ts';
import type { Refusal, RefusalCode } from '../../siak/entry-contract.ts';

export type Families = Readonly<Record<string, FamilyCard>>;

/** What an entry does to the families it touches; null: the card ends. */
export interface Applied {
  readonly kkNumber: string;
  readonly families: Readonly<Record<string, FamilyCard | null>>;
  readonly warnings: string[];
}

/** Six digits of the kapanewon, the day as DDMMYY, and the next free serial. */
export function newKkNumber(everGiven: (kkNumber: string) => boolean, kalurahanCode: string, day: string): string {
  const [year, month, date] = day.split('-');
  const prefix = `${kalurahanCode.replaceAll('.', '').slice(0, 6)}${date}${month}${year?.slice(2)}`;
  for (let serial = 1; ; serial += 1) {
    const candidate = `${prefix}${String(serial).padStart(4, '0')}`;
    if (!everGiven(candidate)) return candidate;
  }
}

/** Place of registration, birth date (a woman's day counts from 40), and the next free serial. */
export function newNik(
  isTaken: (nik: string) => boolean,
  kalurahanCode: string,
  { birthDate, sex }: Pick<FamilyMember, 'birthDate' | 'sex'>,
): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const shown = sex === 'PEREMPUAN' ? String(Number(day) + 40) : day;
  const prefix = `${kalurahanCode.replaceAll('.', '').slice(0, 6)}${shown}${month}${year.slice(2)}`;
  for (let serial = 1; ; serial += 1) {
    const candidate = `${prefix}${String(serial).padStart(4, '0')}`;
    if (!isTaken(candidate)) return candidate;
  }
}

export function isRefusal(value: object): value is Refusal {
  return 'kode' in value;
}

export function personIn(
  families: Families,
  nik: string,
): { readonly family: FamilyCard; readonly member: FamilyMember } | undefined {
  for (const family of Object.values(families)) {
    const member = family.members.find((candidate) => candidate.nik === nik);
    if (member) return { family, member };
  }
  return undefined;
}

export function refuse(kode: RefusalCode, pesan: string): Refusal {
  return { kode, pesan };
}
