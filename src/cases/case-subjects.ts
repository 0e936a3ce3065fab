import { createHmac } from 'node:crypto';
import type { Application } from '../domain/application.ts';
import { toWhatsAppNumber } from '../domain/phone.ts';

/** What a case is about, by what numbers it names. */
export interface Subjects {
  readonly niks: readonly string[];
  readonly kkNumbers: readonly string[];
  /** E.164. */
  readonly phone: string | undefined;
}

/** Fields of an application that hold the number of a card; everything else of sixteen digits is a NIK. */
const OF_CARDS = ['kkNumber'];
const SIXTEEN = /^[1-9]\d{15}$/;

/** Every NIK and KK number that stands anywhere in an application, the applicant's first. */
export function subjectsOf({ applicant, ...rest }: Application): Subjects {
  const niks = new Set<string>([applicant.nik]);
  const kkNumbers = new Set<string>();
  const look = (value: unknown, key: string): void => {
    if (typeof value === 'string' && SIXTEEN.test(value)) (OF_CARDS.includes(key) ? kkNumbers : niks).add(value);
    else if (Array.isArray(value)) value.forEach((item) => look(item, key));
    else if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) {
        look(name, '');
        look(part, name);
      }
  };
  look(rest, '');
  return { niks: [...niks], kkNumbers: [...kkNumbers], phone: toWhatsAppNumber(applicant.whatsapp) };
}

/** The keyed hash under which the database finds another case about the same number, and nobody reads the number. */
export function subjectHash(key: Buffer, kind: 'nik' | 'kk' | 'phone', number: string): string {
  return createHmac('sha256', key).update(`subject:${kind}:${number}`).digest('hex');
}

export function subjectHashes(key: Buffer, { niks, kkNumbers, phone }: Subjects): string[] {
  return [
    ...niks.map((nik) => subjectHash(key, 'nik', nik)),
    ...kkNumbers.map((number) => subjectHash(key, 'kk', number)),
    ...(phone === undefined ? [] : [subjectHash(key, 'phone', phone)]),
  ];
}
