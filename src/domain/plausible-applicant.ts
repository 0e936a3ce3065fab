import { INDONESIAN } from './language/indonesian.ts';
import type { FieldFault } from './field-fault.ts';
import { wasNeverProvince } from './provinces.ts';

const LETTER = /\p{L}/u;
/** Pictures, and marks that nobody sees. Other signs are left to the officer: they see them. */
const NO_NAME = /[\p{Cf}\p{Extended_Pictographic}]/u;

/** What cannot be anybody's number or name, said while the applicant still has the card in the hand. */
export function implausible({
  applicant,
  kkNumber,
}: {
  readonly applicant: { readonly name: string; readonly nik: string };
  readonly kkNumber?: string | undefined;
}): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!LETTER.test(applicant.name) || NO_NAME.test(applicant.name))
    faults.push({
      field: '/applicant/name',
      title: INDONESIAN.fields['nama-pemohon'],
      remedy: INDONESIAN.faults['tulis-nama-dengan-huruf'],
    });
  if (wasNeverProvince(applicant.nik.slice(0, 2)))
    faults.push({
      field: '/applicant/nik',
      title: INDONESIAN.fields['nik'],
      remedy: INDONESIAN.faults['periksa-lagi-nik-dua'],
    });
  if (kkNumber !== undefined && kkNumber === applicant.nik)
    faults.push({
      field: '/kkNumber',
      title: INDONESIAN.fields['nomor-kk'],
      remedy: INDONESIAN.faults['ini-nik-anda-bukan'],
    });
  return faults;
}
