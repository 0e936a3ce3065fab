import { children, extension, text } from '../../../moddle.ts';
import { DEFAULT_RETRIES, OWN_PREFIX, TOOL_PREFIX, writeJobProperties } from '../../job-properties.ts';
import type { Construct, Translation } from '../construct.ts';
import type { XmlElement } from '../xml-element.ts';
import { isXmlElement } from '../xml-element.ts';

const TASKS = ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask'];
const THROWING = ['bpmn:EndEvent', 'bpmn:IntermediateThrowEvent'];

/**
 * A job of ours: zeebe:taskDefinition becomes an external task with the job type as its topic. Headers, retries and
 * where the result belongs travel as extension properties (`job-properties.ts`).
 */
export const job: Construct = {
  answersFor: {
    'zeebe:TaskDefinition': [...TASKS, ...THROWING],
    'zeebe:TaskHeaders': [...TASKS, ...THROWING],
  },
  translate(element, draft, t) {
    const definition = extension(element, 'zeebe:TaskDefinition');
    const carrier = carrierOf(element);
    if (carrier === undefined) {
      if (definition !== undefined && THROWING.includes(element.$type))
        t.refuse(
          element,
          'Hanya kejadian jenis "Message" yang dapat memuat job. Ganti jenisnya, atau hapus job type-nya.',
        );
      return;
    }
    if (definition === undefined) {
      // A business rule task may ask a table instead.
      if (element.$type !== 'bpmn:BusinessRuleTask')
        t.refuse(element, 'Belum ada yang mengerjakan langkah ini. Isi "Job type" pada bagian "Task definition".');
      return;
    }
    const type = text(definition, 'type') ?? '';
    if (type === '' || type.startsWith('=')) {
      t.refuse(element, 'Isi "Job type" dengan nama tetap, bukan ekspresi FEEL, misalnya "send-message".');
      return;
    }
    carrier.set('camunda:type', 'external');
    carrier.set('camunda:topic', type);
    const properties = writeJobProperties({
      headers: headersOf(element, t),
      retries: retriesOf(element, text(definition, 'retries'), t),
      resultIsLocal: children(extension(element, 'zeebe:IoMapping'), 'outputParameters').length > 0,
    });
    for (const [name, value] of Object.entries(properties)) draft.properties.set(name, value);
  },
};

/** The element that the engine reads the topic from. */
function carrierOf(element: XmlElement): XmlElement | undefined {
  if (TASKS.includes(element.$type)) return element;
  if (!THROWING.includes(element.$type)) return undefined;
  return children(element, 'eventDefinitions')
    .filter(isXmlElement)
    .find(({ $type }) => $type === 'bpmn:MessageEventDefinition');
}

function headersOf(element: XmlElement, t: Translation): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const header of children(extension(element, 'zeebe:TaskHeaders'), 'values')) {
    const key = text(header, 'key') ?? '';
    if (key === '') t.refuse(element, 'Satu header belum bernama. Isi "Key"-nya atau hapus header itu.');
    else if (key.startsWith(OWN_PREFIX) || key.startsWith(TOOL_PREFIX))
      t.refuse(element, `Nama header "${key}" dipakai oleh sistem. Pilih nama lain.`);
    else if (key in headers) t.refuse(element, `Header "${key}" tertulis dua kali. Hapus salah satunya.`);
    else headers[key] = text(header, 'value') ?? '';
  }
  return headers;
}

function retriesOf(element: XmlElement, retries: string | undefined, t: Translation): number {
  if (retries === undefined) return DEFAULT_RETRIES;
  if (/^[1-9]\d{0,2}$/.test(retries)) return Number(retries);
  t.refuse(element, `Jumlah percobaan "${retries}" tidak dapat dipakai. Isi "Retries" dengan angka 1 sampai 999.`);
  return DEFAULT_RETRIES;
}
