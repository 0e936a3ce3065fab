import { INDONESIAN } from '../language/indonesian.ts';
import { Type, type Static } from '@sinclair/typebox';
import type { FamilyCard } from '../family-card.ts';
import { KALURAHAN, kalurahanOf } from '../kalurahan.ts';
import { plainName } from './names.ts';

/** The number of the RT as a resident writes it; "-" where there is none. */
export const Rt = Type.String({
  pattern: '^ *([0-9]{1,3}|-) *$',
  title: INDONESIAN.fields['rt'],
  remedy: INDONESIAN.faults['tuliskan-angka-rt-misalnya'],
});
export const Rw = Type.String({
  pattern: '^ *([0-9]{1,3}|-|) *$',
  title: INDONESIAN.fields['rw'],
  remedy: INDONESIAN.faults['tuliskan-angka-rw-kosongkan'],
});

/** Kemendagri code of a kalurahan, or what can be the name of one: a name has letters. */
export const KALURAHAN_TEXT = '^ *([0-9]{2}[.]){3}[0-9]{4} *$|[A-Za-z]';

/**
 * An address as a resident writes it. Inside Bantul the kalurahan is chosen from the list and sets kapanewon and postal
 * code.
 */
export const TypedAddress = Type.Object(
  {
    street: Type.String({
      minLength: 1,
      maxLength: 120,
      title: INDONESIAN.fields['alamat'],
      remedy: INDONESIAN.faults['tuliskan-nama-jalan-perumahan'],
    }),
    rt: Rt,
    rw: Type.Optional(Rw),
    /** Kemendagri code, "34.02.15.2003"; another kabupaten's code is sent to the service for moves (rule R55). */
    kalurahan: Type.String({
      minLength: 1,
      maxLength: 20,
      pattern: KALURAHAN_TEXT,
      title: INDONESIAN.fields['kalurahan'],
      remedy: INDONESIAN.faults['pilih-kalurahan-dari-daftar'],
    }),
  },
  { additionalProperties: false, title: INDONESIAN.fields['alamat'], remedy: INDONESIAN.faults['lengkapi-alamat'] },
);
export type TypedAddress = Static<typeof TypedAddress>;

/** The lines above the tables of the card. */
export type AddressLines = Pick<
  FamilyCard,
  'address' | 'rt' | 'rw' | 'postalCode' | 'kalurahan' | 'kapanewon' | 'kabupaten' | 'provinsi'
> & { readonly kalurahanCode?: string };

/** RT and RW have three digits; "000" where there is none ("-" or empty in the form). */
export function rtOrRw(text: string | undefined): string {
  return (text ?? '')
    .replace(/[^0-9]/g, '')
    .padStart(3, '0')
    .slice(-3);
}

/** The address as printed; undefined when the kalurahan is not in Bantul. */
export function addressLines(typed: TypedAddress): AddressLines | undefined {
  const kalurahan = kalurahanOf(typed.kalurahan.trim());
  if (kalurahan === undefined) return undefined;
  return {
    address: plainName(typed.street),
    rt: rtOrRw(typed.rt),
    rw: rtOrRw(typed.rw),
    postalCode: kalurahan.postalCode,
    kalurahanCode: kalurahan.code,
    kalurahan: plainName(kalurahan.name),
    kapanewon: plainName(kalurahan.kapanewon),
    kabupaten: 'BANTUL',
    provinsi: 'DAERAH ISTIMEWA YOGYAKARTA',
  };
}

export function linesOf(card: FamilyCard): AddressLines {
  const { address, rt, rw, postalCode, kalurahanCode, kalurahan, kapanewon, kabupaten, provinsi } = card;
  return {
    ...{ address, rt, rw, postalCode, kalurahan, kapanewon, kabupaten, provinsi },
    ...(kalurahanCode === undefined ? {} : { kalurahanCode }),
  };
}

/** Whether two cards stand at one address, as the KTP-el would print it. */
export function sameAddress(a: FamilyCard, b: FamilyCard): boolean {
  const line = ({ address, rt, rw, kalurahan, kapanewon, kabupaten }: FamilyCard) =>
    [plainName(address), rt, rw, ...[kalurahan, kapanewon, kabupaten].map(plainName)].join('|');
  return line(a) === line(b);
}

/** Whether the card is one of this office; a resident may write the province behind it. */
export const isOfBantul = ({ kabupaten }: Pick<FamilyCard, 'kabupaten'>): boolean =>
  /^(KAB(UPATEN|\.)? ?)?BANTUL\b/.test(plainName(kabupaten));

/**
 * First six digits of a KK number that SIAK gives at this address: the kapanewon's code; undefined outside Bantul's
 * list.
 */
export function kkPrefix({ kalurahan, kapanewon, kalurahanCode }: AddressLines): string | undefined {
  const found =
    kalurahanOf(kalurahanCode ?? '') ??
    KALURAHAN.find(
      (k) => plainName(k.name) === plainName(kalurahan) && plainName(k.kapanewon) === plainName(kapanewon),
    );
  return found?.code.slice(0, 8).replaceAll('.', '');
}
