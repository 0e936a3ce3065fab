import { INDONESIAN } from '../language/indonesian.ts';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { firstPerField, tooLongRemedy, type FieldFault } from '../field-fault.ts';
import { toWhatsAppNumber } from '../phone.ts';
import { EventApplication, type EventApplication as Application } from './application.ts';
import { EVENTS, type EventName } from './catalogue.ts';

export type ReadApplication =
  | { readonly ok: true; readonly application: Application }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
addFormats.default(ajv);
const matchesEnvelope = ajv.compile(EventApplication);
const matchesData = new Map<EventName, ValidateFunction>(EVENTS.map(({ name, data }) => [name, ajv.compile(data)]));

/**
 * The shape of an application: what is missing or of the wrong kind, field by field. Spaces and dots inside numbers of
 * sixteen digits are removed (rule R01). What is wrong in a value is said by the rules. Does not change its argument.
 */
export function readApplication(value: unknown): ReadApplication {
  const application = plainNumbers(structuredClone(value));
  if (!matchesEnvelope(application)) return { ok: false, faults: faultsOf(matchesEnvelope.errors, '') };
  const read = application as Application;
  const faults = [
    ...(toWhatsAppNumber(read.applicant.whatsapp) === undefined ? [UNREACHABLE] : []),
    ...read.events.flatMap(({ event, data }, i) => {
      const matches = matchesData.get(event)!;
      return matches(data) ? [] : faultsOf(matches.errors, `/events/${i}/data`);
    }),
  ];
  return faults.length === 0 ? { ok: true, application: read } : { ok: false, faults };
}

const UNREACHABLE: FieldFault = {
  field: '/applicant/whatsapp',
  title: INDONESIAN.fields['nomor-whatsapp'],
  remedy: INDONESIAN.faults['tuliskan-nomor-seluler-misalnya'],
};

/** "3402 1617 0884 9001" and "3402.1617.0884.9001" are the number without its spaces and dots. */
function plainNumbers(value: unknown): unknown {
  if (typeof value === 'string') return plainNumber(value);
  if (Array.isArray(value)) return value.map(plainNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [plainNumber(key), plainNumbers(part)]));
}

export function plainNumber(text: string): string {
  const digits = text.replace(/[\s.]/g, '');
  return /^\d{16}$/.test(digits) ? digits : text;
}

type Titled =
  | { readonly title?: string; readonly remedy?: string; readonly properties?: Record<string, Titled> }
  | undefined;
type Fault = ErrorObject<string, { missingProperty?: string; additionalProperty?: string; limit?: unknown }>;

/** One fault a field, the outermost that has a name: a choice reports each alternative before the choice itself. */
function faultsOf(errors: readonly ErrorObject[] | null | undefined, at: string): FieldFault[] {
  const faults = (errors ?? []).flatMap((error) => fault(error as Fault, at));
  const shortest = firstPerField(faults);
  return shortest.length > 0
    ? shortest
    : [{ field: at || '/', title: INDONESIAN.fields['isian'], remedy: INDONESIAN.faults['periksa-isian-ini'] }];
}

function fault(error: Fault, at: string): FieldFault[] {
  const { missingProperty, additionalProperty, limit } = error.params;
  const parent = error.parentSchema as Titled;
  if (additionalProperty !== undefined)
    return [
      {
        field: `${at}${error.instancePath}/${additionalProperty.slice(0, 60)}`,
        title: INDONESIAN.fields['isian-tidak-dikenal'],
        remedy: INDONESIAN.faults['hapus-isian-ini-formulir'],
      },
    ];
  const schema = missingProperty === undefined ? parent : parent?.properties?.[missingProperty];
  if (schema?.title === undefined) return [];
  const field = missingProperty === undefined ? error.instancePath : `${error.instancePath}/${missingProperty}`;
  return [
    {
      field: `${at}${field}` || '/',
      title: schema.title,
      remedy: tooLongRemedy(error.keyword, limit) ?? schema.remedy ?? INDONESIAN.faults['periksa-isian-ini'],
    },
  ];
}
