import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { Application } from './application.ts';
import { checkEventApplication, hasEvents } from './check-event-application.ts';
import { SHDK, listForElement } from './code-lists.ts';
import { ELEMENTS } from './elements.ts';
import { kalurahanOf } from './kalurahan.ts';
import { asWritten, ruleFaultsOfElements } from './check-by-rules.ts';
import { toWhatsAppNumber } from './phone.ts';
import { implausible } from './plausible-applicant.ts';
import { ruleNumbered } from './rules/table.ts';
import { isPlainDate, plainDateOf } from './plain-date.ts';
import type { FieldFault } from './field-fault.ts';

export type { FieldFault } from './field-fault.ts';
export type CheckedApplication =
  | { readonly ok: true; readonly application: Application }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

const ajv = new Ajv({
  allErrors: true,
  strict: true,
  strictSchema: false,
  useDefaults: true,
  verbose: true,
  discriminator: false,
});
addFormats.default(ajv);
const matchesShape = ajv.compile<Application>(Application);

/**
 * The hard faults of an application: shape, phone, code lists, and what the consistency rules refuse at once. What only
 * might be wrong (a NIK whose digits are no date, a KK number from elsewhere) is a hint for the officer and no fault.
 * An event-based application is judged by `checkEventApplication`, on the day of Bantul's calendar. Does not change its
 * argument.
 */
export function checkApplication(value: unknown, today = plainDateOf(new Date())): CheckedApplication {
  if (hasEvents(value)) return checkEventApplication(value, today);
  const application = asWritten(structuredClone(value));
  if (!matchesShape(application)) {
    const errors: ShapeError[] = matchesShape.errors ?? [];
    // A choice reports each rejected alternative before the choice itself; only the choice has a name and a remedy.
    const faults = errors
      .filter((error) => error.keyword !== 'const' || schemaOf(error)?.title !== undefined)
      .map(shapeFault);
    return { ok: false, faults: firstPerField(faults) };
  }
  const own = [
    ...numberFaults(application),
    ...implausible(application),
    ...familyFaults(application),
    ...changeFaults(application),
  ];
  const faults = own.length > 0 ? own : ruleFaultsOfElements(application, today);
  return faults.length === 0 ? { ok: true, application } : { ok: false, faults: firstPerField(faults) };
}

type Named =
  | { readonly title?: string; readonly remedy?: string; readonly properties?: Readonly<Record<string, Named>> }
  | undefined;
type ShapeError = ErrorObject<string, { missingProperty?: string; additionalProperty?: string }, unknown>;
const schemaOf = (error: ShapeError) => error.parentSchema as Named;

function shapeFault(error: ShapeError): FieldFault {
  const { missingProperty, additionalProperty } = error.params;
  if (additionalProperty !== undefined)
    return {
      field: `${error.instancePath}/${additionalProperty.slice(0, 60)}`,
      title: 'Isian tidak dikenal',
      remedy: 'Hapus isian ini; formulir tidak memintanya.',
    };
  const schema = missingProperty === undefined ? schemaOf(error) : schemaOf(error)?.properties?.[missingProperty];
  return {
    field: missingProperty === undefined ? error.instancePath || '/' : `${error.instancePath}/${missingProperty}`,
    title: schema?.title ?? 'Isian',
    remedy: schema?.remedy ?? 'Periksa isian ini.',
  };
}

function numberFaults({ applicant, kkNumber, reason }: Application): FieldFault[] {
  const faults: FieldFault[] = [];
  if (toWhatsAppNumber(applicant.whatsapp) === undefined)
    faults.push({
      field: '/applicant/whatsapp',
      title: 'Nomor WhatsApp',
      remedy:
        'Tulis nomor seluler, misalnya 0812 3456 7890; dari luar negeri dengan kode negara, misalnya +65 9123 4567. Nomor telepon rumah tidak bisa menerima WhatsApp.',
    });
  // Who lost the card may not know its number: the officer finds it by the NIK (rule R08).
  if (kkNumber === undefined && reason === 'perubahan-data')
    faults.push({ field: '/kkNumber', title: 'Nomor KK', remedy: 'Tulis 16 angka Nomor KK seperti pada KK lama.' });
  return faults;
}

function familyFaults({ members, address }: Application): FieldFault[] {
  const faults: FieldFault[] = [];
  const heads = members.filter((member) => member.shdk === 'KEPALA KELUARGA').length;
  if (heads !== 1)
    faults.push({
      field: '/members',
      title: 'Anggota keluarga',
      remedy: ruleNumbered('R19').sentence,
    });
  members.forEach((member, i) => {
    if (!(SHDK as readonly string[]).includes(member.shdk))
      faults.push({ field: `/members/${i}/shdk`, title: 'SHDK', remedy: 'Pilih hubungan dalam keluarga dari daftar.' });
    if (members.findIndex((other) => other.nik === member.nik) !== i)
      faults.push({
        field: `/members/${i}/nik`,
        title: 'NIK',
        remedy: 'NIK ini sudah dipakai anggota lain. Periksa keduanya.',
      });
  });
  if (kalurahanOf(address.kalurahan) === undefined)
    faults.push({ field: '/address/kalurahan', title: 'Kalurahan', remedy: 'Pilih kalurahan di Bantul dari daftar.' });
  return faults;
}

function changeFaults({ reason, changes, members }: Application): FieldFault[] {
  if (reason !== 'perubahan-data')
    return changes.length === 0
      ? []
      : [
          {
            field: '/changes',
            title: 'Perubahan',
            remedy:
              reason === 'baru'
                ? 'Hapus daftar perubahan, atau pilih alasan "Perubahan data dalam KK".'
                : ruleNumbered('R69').sentence,
          },
        ];
  if (changes.length === 0)
    return [{ field: '/changes', title: 'Perubahan', remedy: 'Isi paling sedikit satu data yang berubah.' }];
  const faults: FieldFault[] = [];
  changes.forEach((change, i) => {
    const at = `/changes/${i}`;
    const element = ELEMENTS.find((e) => e.code === change.element)!;
    const list = listForElement(change.element);
    if (members[change.member] === undefined)
      faults.push({
        field: `${at}/member`,
        title: 'Anggota',
        remedy: 'Pilih anggota keluarga yang ada di daftar anggota.',
      });
    if (list !== undefined && !list.includes(change.to))
      faults.push({ field: `${at}/to`, title: `${element.label}: menjadi`, remedy: 'Pilih isi dari daftar.' });
    if (change.element === 'tanggal-lahir' && !isPlainDate(change.to))
      faults.push({
        field: `${at}/to`,
        title: 'Tanggal lahir: menjadi',
        remedy: 'Tulis tanggal yang ada, dengan bentuk TTTT-BB-HH, misalnya 1984-03-25.',
      });
    if (change.element === 'dokumen-imigrasi' && !/^(-|[A-Za-z0-9][A-Za-z0-9 ./-]{3,19})$/.test(change.to.trim()))
      faults.push({
        field: `${at}/to`,
        title: `${element.label}: menjadi`,
        remedy: 'Tuliskan nomor seperti tercetak di dokumen, huruf dan angka saja.',
      });
    if (change.from.trim() === change.to.trim())
      faults.push({
        field: `${at}/to`,
        title: `${element.label}: menjadi`,
        remedy: 'Isi "semula" dan "menjadi" sama. Tulis data yang baru.',
      });
    if (change.element === 'shdk' && change.to === 'KEPALA KELUARGA')
      faults.push({
        field: `${at}/to`,
        title: 'SHDK: menjadi',
        remedy: 'Mengganti kepala keluarga adalah permohonan KK baru. Pilih alasan "KK baru".',
      });
    if (changes.findIndex((other) => other.member === change.member && other.element === change.element) !== i)
      faults.push({
        field: at,
        title: element.label,
        remedy: 'Data ini sudah ada di daftar perubahan. Hapus salah satunya.',
      });
  });
  return faults;
}

function firstPerField(faults: readonly FieldFault[]): FieldFault[] {
  return faults.filter((fault, i) => faults.findIndex((other) => other.field === fault.field) === i);
}
