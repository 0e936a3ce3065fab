import { BpmnModdle } from 'bpmn-moddle';
import { text } from '../moddle.ts';
import type { Model, ModelFinding } from '../process.ts';
import type { EngineRefused } from './engine-errors.ts';
import { labelOf } from './translate/label.ts';
import { isXmlElement, walk } from './translate/xml-element.ts';

/**
 * The engine does not say in one way that it cannot take a model, so whatever it answers to a deployment with one of
 * these counts as that: the office goes on with the model in force, and the reason is said.
 */
const OF_THE_MODEL = [400, 500];
/** Refusals that our own checks leave to the engine. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [
    /Invalid reference in boundary event/,
    'Kejadian ini tidak menempel pada langkah mana pun. Tempelkan lagi pada langkahnya.',
  ],
  [
    /without condition which is not the default|only one outgoing sequence flow without|No outgoing sequence flow/i,
    'Alur keluar dari gateway ini belum lengkap. Beri syarat pada setiap alur, dan pilih satu sebagai alur bawaan.',
  ],
  [
    /multiple occurrences of ID value|duplicate id/i,
    'Dua elemen memakai ID yang sama. Ganti salah satunya di Modeler.',
  ],
  [/Invalid (?:source|destination)/i, 'Alur ini tidak terhubung ke langkah. Hubungkan lagi atau hapus.'],
  [
    /already is a message event subscription/,
    'Pesan awal proses ini sudah dipakai proses lain yang berjalan. Kembalikan "ID" prosesnya seperti semula.',
  ],
  [/DmnTransform/, 'Mesin proses tidak dapat memakai tabel keputusan ini. Periksa panah dan isinya di Modeler.'],
  [/no start event|must have .*start/i, 'Bagian ini belum mempunyai kejadian awal. Tambahkan satu.'],
];
const LONGEST_QUOTE = 200;

/** The engine's refusal of a deployment for the owner of the model; undefined when it does not speak of the model. */
export async function findingsOf(refusal: EngineRefused, model: Model): Promise<ModelFinding[] | undefined> {
  const reports = reportsIn(refusal.details);
  if (reports.length > 0) {
    const labels = await labelsIn(model);
    const findings = reports.map(({ file, element, message }) => ({
      file,
      element: element === null ? null : (labels.get(`${file} ${element}`) ?? element),
      sentence: sentenceFor(message),
    }));
    // One fault may stand in the report once for each flow of a gateway.
    return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
  }
  if (!OF_THE_MODEL.includes(refusal.status)) return undefined;
  // The host keeps back the engine's text where it might quote a value, and with it the name of the file.
  const isTable = /dmn/i.test(refusal.message);
  const file =
    model.resources.find(({ name }) => refusal.message.includes(name)) ??
    model.resources.find(({ name }) => name.endsWith(isTable ? '.dmn' : '.bpmn'));
  return [{ file: file?.name ?? '', element: null, sentence: sentenceFor(refusal.message) }];
}

function sentenceFor(message: string): string {
  const known = SENTENCES.find(([pattern]) => pattern.test(message));
  if (known !== undefined) return known[1];
  const quote = message.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTE);
  return `Mesin proses tidak dapat memakai bagian ini ("${quote}"). Perbaiki di Modeler, atau tanyakan kepada pengelola sistem.`;
}

interface Report {
  readonly file: string;
  readonly element: string | null;
  readonly message: string;
}

/** `details` of a ParseException: errors by file, each with the ids of the elements it speaks of. */
function reportsIn(answer: unknown): Report[] {
  const details = field(answer, 'details');
  if (typeof details !== 'object' || details === null) return [];
  return Object.entries(details).flatMap(([file, report]: [string, unknown]) => {
    const errors = field(report, 'errors');
    return (Array.isArray(errors) ? errors : []).map((error: unknown) => {
      const [element, message] = [field(error, 'mainElementId'), field(error, 'message')];
      return {
        file,
        element: typeof element === 'string' ? element : null,
        message: typeof message === 'string' ? message : '',
      };
    });
  });
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Labels of the elements of the model's diagrams, by file and id. */
async function labelsIn({ resources }: Model): Promise<ReadonlyMap<string, string>> {
  const labels = new Map<string, string>();
  for (const { name, content } of resources.filter((resource) => resource.name.endsWith('.bpmn'))) {
    const { rootElement } = await new BpmnModdle().fromXML(content);
    if (!isXmlElement(rootElement)) continue;
    for (const element of walk(rootElement, () => true))
      labels.set(`${name} ${text(element, 'id') ?? ''}`, labelOf(element));
  }
  return labels;
}
