import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { FamilyCard, FamilyMember } from '../../../src/domain/family-card.ts';
import { COLUMNS, printedCell } from '../../../src/domain/card/columns.ts';
import { toPlainDate } from '../../../src/domain/plain-date.ts';

const FOLDER = path.resolve(import.meta.dirname, '../cases');

/** A golden case of the specification: card before, what the resident says, card after. All people are invented. */
export interface GoldenCase {
  readonly case: string;
  readonly title: string;
  readonly event: string;
  readonly today: string;
  readonly before: { readonly cards: readonly GoldenCard[] };
  readonly application: {
    readonly applicant: {
      readonly name: string;
      readonly nik: string;
      readonly phoneVerifiedBefore: boolean;
    };
  };
  readonly evidence: readonly { readonly document: string; readonly detail?: string }[];
  readonly expected: {
    readonly outcome: string;
    readonly f102Box?: string;
    readonly sendTo?: string;
    readonly textForResident?: string;
    readonly missingEvidence: readonly string[];
    readonly rulesThatStop: readonly string[];
    readonly warnings: readonly string[];
    readonly informs: readonly string[];
    readonly after: GoldenAfter;
    readonly afterCompletion?: GoldenAfter & {
      readonly ktpAffected: readonly Affected[];
      readonly kiaAffected: readonly Affected[];
    };
    readonly ktpAffected: readonly Affected[];
    readonly kiaAffected: readonly Affected[];
    readonly siakEntry: string;
    readonly notices: readonly string[];
  };
}
export interface GoldenAfter {
  readonly unchanged?: boolean;
  readonly cards?: readonly (GoldenCard & { readonly effect: string })[];
}
export interface Affected {
  readonly name: string;
  readonly nik: string;
  readonly because: string;
}
export type GoldenCard = Readonly<Record<string, unknown>> & {
  readonly nomor_kk: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
};

export function goldenCases(): GoldenCase[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as GoldenCase);
}

const CASE_KEYS = [
  ['1_nama_lengkap', 'name'],
  ['2_nik', 'nik'],
  ['3_jenis_kelamin', 'sex'],
  ['4_tempat_lahir', 'birthPlace'],
  ['5_tanggal_lahir', 'birthDate'],
  ['6_agama', 'religion'],
  ['7_pendidikan', 'education'],
  ['8_jenis_pekerjaan', 'occupation'],
  ['9_golongan_darah', 'bloodType'],
  ['10_status_perkawinan', 'maritalStatus'],
  ['11_tanggal_perkawinan_perceraian', 'maritalDate'],
  ['12_shdk', 'shdk'],
  ['13_kewarganegaraan', 'citizenship'],
  ['14_no_paspor', 'passportNumber'],
  ['15_no_kitap', 'kitapNumber'],
  ['16_ayah', 'father'],
  ['17_ibu', 'mother'],
] as const;
const MAY_BE_ABSENT = ['maritalDate', 'passportNumber', 'kitapNumber'];

/** A printed card of a case as SIAK would give it. */
export function cardFrom(printed: GoldenCard): FamilyCard {
  const [rt, rw] = String(printed['rt_rw']).split('/') as [string, string];
  const line = (key: string) => String(printed[key]);
  return {
    kkNumber: printed.nomor_kk,
    headName: line('nama_kepala_keluarga'),
    address: line('alamat'),
    rt,
    rw,
    postalCode: line('kode_pos'),
    kalurahanCode: line('kode_kalurahan'),
    kalurahan: line('kalurahan'),
    kapanewon: line('kapanewon'),
    kabupaten: line('kabupaten'),
    provinsi: line('provinsi'),
    members: printed.rows.map(memberFrom),
  };
}

function memberFrom(row: Readonly<Record<string, string | number>>): FamilyMember {
  const cells = CASE_KEYS.flatMap(([key, field]): [string, string][] => {
    const value = String(row[key]);
    if (value === '-' && MAY_BE_ABSENT.includes(field)) return [];
    const isDate = field === 'birthDate' || field === 'maritalDate';
    return [[field, isDate ? toPlainDate(value)! : value]];
  });
  return Object.fromEntries(cells) as unknown as FamilyMember;
}

/** A card as the case files print it: header and the seventeen columns of every row. */
export function printedCard(card: FamilyCard): Record<string, unknown> {
  return {
    nomor_kk: card.kkNumber,
    nama_kepala_keluarga: card.headName,
    alamat: card.address,
    rt_rw: `${card.rt}/${card.rw}`,
    kode_pos: card.postalCode,
    kalurahan: card.kalurahan,
    kapanewon: card.kapanewon,
    kabupaten: card.kabupaten,
    provinsi: card.provinsi,
    kode_kalurahan: card.kalurahanCode,
    rows: card.members.map((member, i) => ({
      no: i + 1,
      ...Object.fromEntries(COLUMNS.map(({ field }, n) => [CASE_KEYS[n]![0], printedCell(member, field)])),
    })),
  };
}
