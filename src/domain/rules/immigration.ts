import { ruleText } from './rule-text.ts';
import { daysBetween } from '../card/age.ts';
import { isEmptyCell } from '../card/names.ts';
import { memberOf } from '../card/register.ts';
import type { FamilyMember, PlainDate } from '../family-card.ts';
import { draftRows, eventsNamed, type Hit, type Rule, type RuleContext } from './rule.ts';

/** Rules about columns 13-15. */
const hit = (row: Pick<FamilyMember, 'nik' | 'name'>): Hit => ({ subject: row.nik, words: { nama: row.name } });
const plain = (text: string) => text.replace(/\s+/g, '').toUpperCase();

interface Given {
  readonly nik: string | undefined;
  readonly kitap?: string | undefined;
  readonly kitapExpires?: PlainDate | undefined;
  readonly passport?: string | undefined;
}

/** Numbers and dates of passports and KITAP that an application gives. */
function givenDocuments(c: RuleContext): Given[] {
  return [
    ...eventsNamed(c, 'dokumen-imigrasi').map(({ person, kitap, passport }) => ({
      ...{ nik: person, kitap: kitap?.to, kitapExpires: kitap?.expires, passport: passport?.to },
    })),
    ...eventsNamed(c, 'kewarganegaraan').map(({ person, kitap, passport }) => ({
      ...{ nik: person, kitap: kitap?.number, kitapExpires: kitap?.expires, passport },
    })),
    ...eventsNamed(c, 'orang-asing-masuk')
      .filter(({ listed }) => listed)
      .map(({ foreigner: { nik, kitap, kitapExpires, passport } }) => ({ nik, kitap, kitapExpires, passport })),
  ];
}

const sameNumber = (a: string | undefined, b: string | undefined) =>
  !isEmptyCell(a) && !isEmptyCell(b) && plain(a!) === plain(b!);

/** UU 24/2013 art. 63(4): reported within 30 days before the end. */
const NOTICE_DAYS = 30;

export const IMMIGRATION_RULES: readonly Rule[] = [
  {
    id: 'R40',
    name: 'wna_kitap',
    where: 'draft alone',
    severity: 'refuse',
    source: 'Perpres 96/2018 art. 11; UU 23/2006 art. 62 (Orang Asing with izin tinggal tetap)',
    sentence:
      'KITAP {nama}: Orang Asing dicantumkan pada KK bila memiliki KITAP. Isi nomor KITAP; pemegang KITAS memperoleh SKTT.',
    check: (c) =>
      draftRows(c)
        .filter(({ row }) => row.citizenship === 'WNA' && isEmptyCell(row.kitapNumber))
        .map(({ row }) => hit(row)),
  },
  {
    id: 'R41',
    name: 'wni_kitap',
    where: 'draft alone',
    severity: 'warn',
    source: 'plausibility',
    sentence: '{nama} WNI, tetapi nomor KITAP masih terisi. Kosongkan setelah pewarganegaraan.',
    check: (c) =>
      draftRows(c)
        .filter(({ row }) => row.citizenship === 'WNI' && !isEmptyCell(row.kitapNumber))
        .map(({ row }) => hit(row)),
  },
  {
    id: 'R42',
    name: 'kitap_expiry',
    where: 'application',
    severity: 'warn',
    source: 'UU 24/2013 art. 63(4)',
    sentence: 'Masa berlaku KITAP {nama} sudah atau segera berakhir. Unggah KITAP yang baru bila sudah terbit.',
    check: (c) => {
      const ends = (date: PlainDate | undefined) => date !== undefined && daysBetween(c.today, date) <= NOTICE_DAYS;
      const rows = draftRows(c).filter(({ row }) => row.citizenship === 'WNA' && ends(row.kitapExpiry));
      const given = givenDocuments(c).filter(
        ({ nik, kitapExpires }) => ends(kitapExpires) && !rows.some(({ row }) => row.nik === nik),
      );
      return [
        ...rows.map(({ row }) => hit(row)),
        ...given
          .filter(({ nik, kitap }) => !rows.some(({ row }) => row.nik === nik || sameNumber(row.kitapNumber, kitap)))
          .map(({ nik = '' }) => hit(memberOf(c.before, nik) ?? { nik, name: ruleText('word.yang-bersangkutan') })),
      ];
    },
  },
  {
    id: 'R43',
    name: 'kitap_column',
    where: 'draft alone',
    severity: 'refuse',
    source: 'kolom 14 No. Paspor, kolom 15 No. KITAP (Permendagri 109/2019)',
    sentence: 'Nomor paspor dan KITAP {nama} tertukar. Paspor di kolom 14, KITAP di kolom 15.',
    check: (c) =>
      draftRows(c)
        .filter(({ row }) => {
          const given = givenDocuments(c).filter(({ nik }) => nik === row.nik);
          const crossed = given.some(
            ({ kitap, passport }) =>
              (sameNumber(row.passportNumber, kitap) && !sameNumber(row.kitapNumber, kitap)) ||
              (sameNumber(row.kitapNumber, passport) && !sameNumber(row.passportNumber, passport)),
          );
          return crossed || sameNumber(row.passportNumber, row.kitapNumber);
        })
        .map(({ row }) => hit(row)),
  },
];
