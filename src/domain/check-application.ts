import { INDONESIAN } from './language/indonesian.ts';
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { Application } from './application.ts';
import { becomes, checkEventApplication, hasEvents } from './check-event-application.ts';
import { SHDK, listForElement } from './code-lists.ts';
import { ELEMENTS } from './elements.ts';
import { kalurahanOf } from './kalurahan.ts';
import { asWritten, ruleFaultsOfElements } from './check-by-rules.ts';
import { toWhatsAppNumber } from './phone.ts';
import { implausible } from './plausible-applicant.ts';
import { ruleNumbered } from './rules/table.ts';
import { isPlainDate, plainDateOf } from './plain-date.ts';
import { firstPerField, tooLongRemedy, type FieldFault } from './field-fault.ts';

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
type ShapeError = ErrorObject<
  string,
  { missingProperty?: string; additionalProperty?: string; limit?: unknown },
  unknown
>;
const schemaOf = (error: ShapeError) => error.parentSchema as Named;

function shapeFault(error: ShapeError): FieldFault {
  const { missingProperty, additionalProperty, limit } = error.params;
  if (additionalProperty !== undefined)
    return {
      field: `${error.instancePath}/${additionalProperty.slice(0, 60)}`,
      title: INDONESIAN.fields['isian-tidak-dikenal'],
      remedy: INDONESIAN.faults['hapus-isian-ini-formulir'],
    };
  const schema = missingProperty === undefined ? schemaOf(error) : schemaOf(error)?.properties?.[missingProperty];
  return {
    field: missingProperty === undefined ? error.instancePath || '/' : `${error.instancePath}/${missingProperty}`,
    title: schema?.title ?? INDONESIAN.fields['isian'],
    remedy: tooLongRemedy(error.keyword, limit) ?? schema?.remedy ?? INDONESIAN.faults['periksa-isian-ini'],
  };
}

function numberFaults({ applicant, kkNumber, reason }: Application): FieldFault[] {
  const faults: FieldFault[] = [];
  if (toWhatsAppNumber(applicant.whatsapp) === undefined)
    faults.push({
      field: '/applicant/whatsapp',
      title: INDONESIAN.fields['nomor-whatsapp'],
      remedy: INDONESIAN.faults['tulis-nomor-seluler-misalnya-0812'],
    });
  // Who lost the card may not know its number: the officer finds it by the NIK (rule R08).
  if (kkNumber === undefined && reason === 'perubahan-data')
    faults.push({
      field: '/kkNumber',
      title: INDONESIAN.fields['nomor-kk'],
      remedy: INDONESIAN.faults['tulis-16-angka-nomor-kk'],
    });
  return faults;
}

function familyFaults({ members, address }: Application): FieldFault[] {
  const faults: FieldFault[] = [];
  const heads = members.filter((member) => member.shdk === 'KEPALA KELUARGA').length;
  if (heads !== 1)
    faults.push({
      field: '/members',
      title: INDONESIAN.fields['anggota-keluarga'],
      remedy: ruleNumbered('R19').sentence,
    });
  members.forEach((member, i) => {
    if (!(SHDK as readonly string[]).includes(member.shdk))
      faults.push({
        field: `/members/${i}/shdk`,
        title: INDONESIAN.fields['shdk'],
        remedy: INDONESIAN.faults['pilih-hubungan-dalam-keluarga'],
      });
    if (members.findIndex((other) => other.nik === member.nik) !== i)
      faults.push({
        field: `/members/${i}/nik`,
        title: INDONESIAN.fields['nik'],
        remedy: INDONESIAN.faults['nik-ini-sudah-dipakai'],
      });
  });
  if (kalurahanOf(address.kalurahan) === undefined)
    faults.push({
      field: '/address/kalurahan',
      title: INDONESIAN.fields['kalurahan'],
      remedy: INDONESIAN.faults['pilih-kalurahan-di-bantul'],
    });
  return faults;
}

function changeFaults({ reason, changes, members }: Application): FieldFault[] {
  if (reason !== 'perubahan-data')
    return changes.length === 0
      ? []
      : [
          {
            field: '/changes',
            title: INDONESIAN.fields['perubahan'],
            remedy: reason === 'baru' ? INDONESIAN.faults['hapus-daftar-perubahan-atau'] : ruleNumbered('R69').sentence,
          },
        ];
  if (changes.length === 0)
    return [
      {
        field: '/changes',
        title: INDONESIAN.fields['perubahan'],
        remedy: INDONESIAN.faults['isi-paling-sedikit-satu-data-yang'],
      },
    ];
  const faults: FieldFault[] = [];
  changes.forEach((change, i) => {
    const at = `/changes/${i}`;
    const element = ELEMENTS.find((e) => e.code === change.element)!;
    const list = listForElement(change.element);
    if (members[change.member] === undefined)
      faults.push({
        field: `${at}/member`,
        title: INDONESIAN.fields['anggota'],
        remedy: INDONESIAN.faults['pilih-anggota-keluarga-yang-ada'],
      });
    if (list !== undefined && !list.includes(change.to))
      faults.push({
        field: `${at}/to`,
        title: becomes(element.label),
        remedy: INDONESIAN.faults['pilih-isi-dari-daftar'],
      });
    if (change.element === 'tanggal-lahir' && !isPlainDate(change.to))
      faults.push({
        field: `${at}/to`,
        title: INDONESIAN.fields['tanggal-lahir-menjadi'],
        remedy: INDONESIAN.faults['tulis-tanggal-yang-ada'],
      });
    if (change.element === 'dokumen-imigrasi' && !/^(-|[A-Za-z0-9][A-Za-z0-9 ./-]{3,19})$/.test(change.to.trim()))
      faults.push({
        field: `${at}/to`,
        title: becomes(element.label),
        remedy: INDONESIAN.faults['tuliskan-nomor-seperti-tercetak'],
      });
    if (change.from.trim() === change.to.trim())
      faults.push({
        field: `${at}/to`,
        title: becomes(element.label),
        remedy: INDONESIAN.faults['isi-semula-dan-menjadi'],
      });
    if (change.element === 'shdk' && change.to === 'KEPALA KELUARGA')
      faults.push({
        field: `${at}/to`,
        title: INDONESIAN.fields['shdk-menjadi'],
        remedy: INDONESIAN.faults['mengganti-kepala-keluarga-adalah'],
      });
    if (changes.findIndex((other) => other.member === change.member && other.element === change.element) !== i)
      faults.push({
        field: at,
        title: element.label,
        remedy: INDONESIAN.faults['data-ini-sudah-ada'],
      });
  });
  return faults;
}
