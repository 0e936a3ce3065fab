import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { toPlainDate } from '../domain/plain-date.ts';
import { FamilyCard, type FamilyMember } from '../domain/family-card.ts';

/**
 * One person as the reading service writes it (CALL_NIK, `content[]`). KEWARGANEGARAAN, NO_PASPOR and NO_KITAP
 * are not in the service's published answers; the card needs them, so the family reading has them too.
 */
export interface DukcapilRecord {
  readonly NIK: string;
  readonly NO_KK: string;
  readonly NAMA_LGKP: string;
  readonly JENIS_KLMIN: string;
  readonly TMPT_LHR: string;
  /** YYYY-MM-DD */
  readonly TGL_LHR: string;
  readonly AGAMA: string;
  readonly PDDK_AKH: string;
  readonly JENIS_PKRJN: string;
  readonly GOL_DARAH: string;
  readonly STATUS_KAWIN: string;
  readonly TGL_KWN: string | null;
  readonly STAT_HBKEL: string;
  readonly KEWARGANEGARAAN: string;
  readonly NO_PASPOR: string | null;
  readonly NO_KITAP: string | null;
  readonly NAMA_LGKP_AYAH: string;
  readonly NAMA_LGKP_IBU: string;
  readonly ALAMAT: string;
  readonly NO_RT: string;
  readonly NO_RW: string;
  readonly KODE_POS: string;
  readonly KEL_NAME: string;
  readonly KEC_NAME: string;
  readonly KAB_NAME: string;
  readonly PROP_NAME: string;
  /** Codes of province, kabupaten, kapanewon and kalurahan, without leading zeros as some answers have them. */
  readonly NO_PROP?: string;
  readonly NO_KAB?: string;
  readonly NO_KEC?: string;
  readonly NO_KEL?: string;
  /** Stored with a person and not printed; only the family reading has them. */
  readonly ANAK_KE?: number;
  readonly TGL_AKHIR_PASPOR?: string;
  readonly TGL_AKHIR_KITAP?: string;
  readonly ORGANISASI_KEPERCAYAAN?: string;
}

/**
 * An answer of CALL_NIK as it comes: words in any case, dates either way round, numbers without zeros in front, fields
 * that are missing. Citizenship is not among the published fields; who has no immigration document is taken as WNI.
 * Undefined when it is no person.
 */
export function readRecord(answer: Readonly<Record<string, unknown>>): DukcapilRecord | undefined {
  const raw = (name: string): string => {
    const value = answer[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim().replace(/\s+/g, ' ') : '';
  };
  const text = (name: string): string => raw(name).toUpperCase();
  const date = (name: string): string => toPlainDate(raw(name).slice(0, 10)) ?? '';
  const orNull = (value: string): string | null => (value === '' || value === '-' ? null : value);
  const three = (name: string): string => (raw(name) === '' ? '' : raw(name).padStart(3, '0'));
  if (!/^[1-9]\d{15}$/.test(raw('NIK'))) return undefined;
  const passport = orNull(text('NO_PASPOR'));
  const kitap = orNull(text('NO_KITAP'));
  return {
    NIK: raw('NIK'),
    NO_KK: raw('NO_KK'),
    NAMA_LGKP: text('NAMA_LGKP'),
    JENIS_KLMIN: text('JENIS_KLMIN').replace(/^LAKI ?-? ?LAKI$/, 'LAKI-LAKI'),
    TMPT_LHR: text('TMPT_LHR'),
    TGL_LHR: date('TGL_LHR'),
    AGAMA: text('AGAMA'),
    PDDK_AKH: text('PDDK_AKH'),
    JENIS_PKRJN: text('JENIS_PKRJN'),
    GOL_DARAH: text('GOL_DARAH') || 'TIDAK TAHU',
    STATUS_KAWIN: text('STATUS_KAWIN'),
    TGL_KWN: orNull(date('TGL_KWN')) ?? orNull(date('TGL_CRAI')),
    STAT_HBKEL: text('STAT_HBKEL'),
    KEWARGANEGARAAN: text('KEWARGANEGARAAN') || (passport === null && kitap === null ? 'WNI' : 'WNA'),
    NO_PASPOR: passport,
    NO_KITAP: kitap,
    NAMA_LGKP_AYAH: text('NAMA_LGKP_AYAH') || '-',
    NAMA_LGKP_IBU: text('NAMA_LGKP_IBU') || '-',
    ALAMAT: text('ALAMAT'),
    NO_RT: three('NO_RT'),
    NO_RW: three('NO_RW'),
    KODE_POS: raw('KODE_POS'),
    KEL_NAME: text('KEL_NAME'),
    KEC_NAME: text('KEC_NAME'),
    KAB_NAME: text('KAB_NAME'),
    PROP_NAME: text('PROP_NAME'),
  };
}

/**
 * The published answer has no citizenship and no immigration document. Where it says none of the three, they are what
 * applicant and old card say ("-" there: nobody said it); a service that does say one of them is believed in all.
 */
export function withImmigration(
  answer: Readonly<Record<string, unknown>>,
  known: Pick<FamilyMember, 'citizenship' | 'passportNumber' | 'kitapNumber'> | undefined,
): Readonly<Record<string, unknown>> {
  const isSaid = ['KEWARGANEGARAAN', 'NO_PASPOR', 'NO_KITAP'].some(
    (name) => ![undefined, null, '', '-'].includes(answer[name] as string),
  );
  if (known === undefined || isSaid) return answer;
  const { citizenship, passportNumber = '', kitapNumber = '' } = known;
  return {
    ...answer,
    KEWARGANEGARAAN: citizenship === '-' ? '' : citizenship,
    NO_PASPOR: passportNumber,
    NO_KITAP: kitapNumber,
  };
}

const ajv = new Ajv({ strict: true, strictSchema: false });
addFormats.default(ajv);
const isFamilyCard = ajv.compile<FamilyCard>(FamilyCard);

const HEAD = 'KEPALA KELUARGA';

/**
 * The rows of one family as a card; undefined when they are no printable family (no rows, wrong shape, not exactly one
 * head).
 */
export function familyFromRecords(records: readonly DukcapilRecord[]): FamilyCard | undefined {
  const heads = records.filter((record) => record.STAT_HBKEL === HEAD);
  const head = heads[0];
  if (head === undefined || heads.length > 1) return undefined;
  return cardOfRecords(records, head);
}

/** The rows of one family whose head has perhaps died or moved: the first row stands for the head then. */
export function headlessFamilyFromRecords(records: readonly DukcapilRecord[]): FamilyCard | undefined {
  const heads = records.filter((record) => record.STAT_HBKEL === HEAD);
  const first = heads[0] ?? records[0];
  return first === undefined || heads.length > 1 ? undefined : cardOfRecords(records, first);
}

function cardOfRecords(records: readonly DukcapilRecord[], head: DukcapilRecord): FamilyCard | undefined {
  const card: unknown = {
    kkNumber: head.NO_KK,
    headName: head.NAMA_LGKP,
    address: head.ALAMAT,
    rt: head.NO_RT,
    rw: head.NO_RW,
    postalCode: head.KODE_POS,
    ...kalurahanCodeOf(head),
    kalurahan: head.KEL_NAME,
    kapanewon: head.KEC_NAME,
    kabupaten: head.KAB_NAME,
    provinsi: head.PROP_NAME,
    members: records.map(memberFromRecord),
  };
  return isFamilyCard(card) ? card : undefined;
}

function kalurahanCodeOf({ NO_PROP, NO_KAB, NO_KEC, NO_KEL }: DukcapilRecord): { kalurahanCode?: string } {
  if (NO_PROP === undefined || NO_KAB === undefined || NO_KEC === undefined || NO_KEL === undefined) return {};
  const two = (code: string) => String(code).padStart(2, '0');
  return { kalurahanCode: `${two(NO_PROP)}.${two(NO_KAB)}.${two(NO_KEC)}.${NO_KEL}` };
}

function memberFromRecord(record: DukcapilRecord): FamilyMember {
  return {
    name: record.NAMA_LGKP,
    nik: record.NIK,
    sex: record.JENIS_KLMIN,
    birthPlace: record.TMPT_LHR,
    birthDate: record.TGL_LHR,
    religion: record.AGAMA,
    education: record.PDDK_AKH,
    occupation: record.JENIS_PKRJN,
    bloodType: record.GOL_DARAH,
    maritalStatus: record.STATUS_KAWIN,
    ...(record.TGL_KWN ? { maritalDate: record.TGL_KWN } : {}),
    shdk: record.STAT_HBKEL,
    citizenship: record.KEWARGANEGARAAN,
    ...(record.NO_PASPOR ? { passportNumber: record.NO_PASPOR } : {}),
    ...(record.NO_KITAP ? { kitapNumber: record.NO_KITAP } : {}),
    father: record.NAMA_LGKP_AYAH,
    mother: record.NAMA_LGKP_IBU,
    ...(record.ANAK_KE === undefined ? {} : { childNumber: record.ANAK_KE }),
    ...(record.TGL_AKHIR_PASPOR === undefined ? {} : { passportExpiry: record.TGL_AKHIR_PASPOR }),
    ...(record.TGL_AKHIR_KITAP === undefined ? {} : { kitapExpiry: record.TGL_AKHIR_KITAP }),
    ...(record.ORGANISASI_KEPERCAYAAN === undefined ? {} : { beliefOrganisation: record.ORGANISASI_KEPERCAYAAN }),
  };
}

/** The family as the reading service would write it: one record a person, the address in each. */
export function recordsFromFamily(family: FamilyCard): DukcapilRecord[] {
  const [NO_PROP, NO_KAB, NO_KEC, NO_KEL] = family.kalurahanCode?.split('.') ?? [];
  const codes = NO_PROP && NO_KAB && NO_KEC && NO_KEL ? { NO_PROP, NO_KAB, NO_KEC, NO_KEL } : {};
  return family.members.map((member) => ({
    NIK: member.nik,
    NO_KK: family.kkNumber,
    NAMA_LGKP: member.name,
    JENIS_KLMIN: member.sex,
    TMPT_LHR: member.birthPlace,
    TGL_LHR: member.birthDate,
    AGAMA: member.religion,
    PDDK_AKH: member.education,
    JENIS_PKRJN: member.occupation,
    GOL_DARAH: member.bloodType,
    STATUS_KAWIN: member.maritalStatus,
    TGL_KWN: member.maritalDate ?? null,
    STAT_HBKEL: member.shdk,
    KEWARGANEGARAAN: member.citizenship,
    NO_PASPOR: member.passportNumber ?? null,
    NO_KITAP: member.kitapNumber ?? null,
    NAMA_LGKP_AYAH: member.father,
    NAMA_LGKP_IBU: member.mother,
    ALAMAT: family.address,
    NO_RT: family.rt,
    NO_RW: family.rw,
    KODE_POS: family.postalCode,
    KEL_NAME: family.kalurahan,
    KEC_NAME: family.kapanewon,
    KAB_NAME: family.kabupaten,
    PROP_NAME: family.provinsi,
    ...codes,
    ...(member.childNumber === undefined ? {} : { ANAK_KE: member.childNumber }),
    ...(member.passportExpiry === undefined ? {} : { TGL_AKHIR_PASPOR: member.passportExpiry }),
    ...(member.kitapExpiry === undefined ? {} : { TGL_AKHIR_KITAP: member.kitapExpiry }),
    ...(member.beliefOrganisation === undefined ? {} : { ORGANISASI_KEPERCAYAAN: member.beliefOrganisation }),
  }));
}
