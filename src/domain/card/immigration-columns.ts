import type { FamilyMember } from '../family-card.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { documentNumber } from '../events/fields.ts';

/** Columns 13 to 15 of one person, as an officer says that SIAK or the documents have them. */
export interface ImmigrationColumns {
  readonly citizenship: 'WNI' | 'WNA';
  readonly passportNumber?: string;
  readonly kitapNumber?: string;
}

/** As typed; empty: nothing. */
export interface TypedImmigration {
  readonly citizenship: string;
  readonly passport: string;
  readonly kitap: string;
}

const NUMBER = new RegExp(documentNumber('').pattern!);
const UNSAID = ['', '-'];

/** Whether neither applicant nor old card says all of what these columns hold: an officer may. */
export function lacksImmigration({
  citizenship,
  passportNumber = '',
  kitapNumber = '',
}: Pick<FamilyMember, 'citizenship' | 'passportNumber' | 'kitapNumber'>): boolean {
  if (UNSAID.includes(citizenship)) return true;
  return citizenship === 'WNA' && (UNSAID.includes(passportNumber) || UNSAID.includes(kitapNumber));
}

/**
 * The columns as they are recorded; null: taken back, nobody says anything. A text says, for the officer, why they
 * cannot be. A WNI may have a passport, never a KITAP (event E23, rule R41).
 */
export function readImmigration({ citizenship, ...typed }: TypedImmigration): ImmigrationColumns | null | string {
  const [passport, kitap] = [typed.passport, typed.kitap].map((text) => text.trim().replace(/\s+/g, ' ').toUpperCase());
  const numbers = [passport!, kitap!].filter((number) => number !== '');
  if (citizenship === '')
    return numbers.length === 0 ? null : 'Pilih WNA bila orang ini mempunyai paspor asing atau KITAP.';
  if (citizenship !== 'WNI' && citizenship !== 'WNA') return 'Pilih WNI atau WNA.';
  if (citizenship === 'WNI' && kitap !== '')
    return 'Kolom KITAP seorang WNI kosong pada KK. Hapus nomornya, atau pilih WNA.';
  if (citizenship === 'WNA' && numbers.length === 0) return 'Isi nomor paspor atau nomor KITAP seperti di SIAK.';
  if (numbers.some((number) => !NUMBER.test(number))) return INDONESIAN.faults['tuliskan-nomor-seperti-tercetak'];
  if (kitap !== '' && passport === kitap)
    return 'Nomor paspor dan nomor KITAP tidak mungkin sama. Paspor di kolom 14, KITAP di kolom 15.';
  return {
    citizenship,
    ...(passport === '' ? {} : { passportNumber: passport! }),
    ...(kitap === '' ? {} : { kitapNumber: kitap! }),
  };
}

/** The rows with what an officer said of them in the place of what nobody said. */
export function withImmigrationColumns<M extends Pick<FamilyMember, 'nik'>>(
  members: readonly M[],
  said: ReadonlyMap<string, ImmigrationColumns>,
): M[] {
  return members.map((member) => {
    const columns = said.get(member.nik);
    if (columns === undefined) return member;
    const { passportNumber: _passport, kitapNumber: _kitap, ...row } = member as M & Partial<FamilyMember>;
    return { ...row, ...columns } as unknown as M;
  });
}
