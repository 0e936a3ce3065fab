import { SHDK } from '../code-lists.ts';
import type { FamilyCard, FamilyMember, PlainDate } from '../family-card.ts';
import { parseNik } from '../nik.ts';
import { addressLines, rtOrRw } from './address.ts';
import { birthDateIn, isGrownRelation } from './birth-date-in.ts';
import { EMPTY_CELL } from './columns.ts';
import { plainName } from './names.ts';

/** A family as the applicant lists it from the card in their hand. */
export interface ListedFamily {
  readonly kkNumber?: string | undefined;
  readonly address?:
    | {
        readonly street?: string | undefined;
        readonly rt?: string | undefined;
        readonly rw?: string | undefined;
        readonly kalurahan?: string | undefined;
      }
    | undefined;
  readonly listed?:
    | readonly { readonly name: string; readonly nik?: string | undefined; readonly shdk?: string | undefined }[]
    | undefined;
}

const UNKNOWN_NUMBER = '1000000000000001';
/** Whether this number stands for one that nobody declared. */
export const isUnknownNumber = (kkNumber: string): boolean => kkNumber === UNKNOWN_NUMBER;

/**
 * The card as far as the applicant and the old card describe it, for where SIAK is not read: name, NIK and relation of
 * those who have a NIK, sex and birth date by the NIK; every other cell is "-". Undefined when nobody is listed. Never
 * printed: what stands here must be looked up in SIAK.
 */
export function unreadCard({ kkNumber, address, listed = [] }: ListedFamily, today: PlainDate): FamilyCard | undefined {
  const members = listed.flatMap(({ name, nik = '', shdk }) =>
    /^[1-9]\d{15}$/.test(nik) ? [unreadMember(name, nik, shdk, today)] : [],
  );
  const head = members.find((member) => member.shdk === 'KEPALA KELUARGA') ?? members[0];
  if (head === undefined) return undefined;
  const lines =
    address?.kalurahan === undefined
      ? undefined
      : addressLines({ street: address.street ?? '', rt: address.rt ?? '', kalurahan: address.kalurahan });
  return {
    kkNumber: kkNumber !== undefined && /^[1-9]\d{15}$/.test(kkNumber) ? kkNumber : UNKNOWN_NUMBER,
    headName: head.name,
    address: plainName(address?.street ?? '') || EMPTY_CELL,
    rt: rtOrRw(address?.rt),
    rw: rtOrRw(address?.rw),
    postalCode: lines?.postalCode ?? '00000',
    ...(lines?.kalurahanCode === undefined ? {} : { kalurahanCode: lines.kalurahanCode }),
    kalurahan: lines?.kalurahan ?? EMPTY_CELL,
    kapanewon: lines?.kapanewon ?? EMPTY_CELL,
    kabupaten: 'BANTUL',
    provinsi: 'DAERAH ISTIMEWA YOGYAKARTA',
    members,
  };
}

function unreadMember(name: string, nik: string, relation: string | undefined, today: PlainDate): FamilyMember {
  const shdk = plainName(relation ?? '');
  return {
    name: plainName(name) || EMPTY_CELL,
    nik,
    sex: parseNik(nik)?.female === true ? 'PEREMPUAN' : 'LAKI-LAKI',
    birthPlace: EMPTY_CELL,
    birthDate: birthDateIn(nik, today, isGrownRelation(shdk)) ?? '1900-01-01',
    religion: EMPTY_CELL,
    education: EMPTY_CELL,
    occupation: EMPTY_CELL,
    bloodType: EMPTY_CELL,
    maritalStatus: EMPTY_CELL,
    shdk: (SHDK as readonly string[]).includes(shdk) ? shdk : 'LAINNYA',
    citizenship: EMPTY_CELL,
    father: EMPTY_CELL,
    mother: EMPTY_CELL,
  };
}
