import { tagOf } from '../../model-tag.ts';
import { ModelRefused, type Model } from '../../process.ts';
import type { DecisionResult } from './construct.ts';
import { Findings, type FeelText } from './findings.ts';
import { checkForm } from './forms.ts';
import { translateBpmn } from './translate-bpmn.ts';
import { translateDmn } from './translate-dmn.ts';

/** A model in the engine's dialect. */
export interface TranslatedModel {
  readonly resources: readonly { readonly name: string; readonly content: string }[];
  /** Id of its one executable process. */
  readonly processId: string;
  /** Of the content: the same model has the same tag on every engine. */
  readonly versionTag: string;
  /** Of the translation, without the drawing: also changes when this program translates the same model otherwise. */
  readonly fingerprint: string;
  /** Every FEEL text of diagrams and tables, as its owner wrote it. */
  readonly feel: readonly FeelText[];
}

/** Written into every diagram, with the fingerprint as its version. */
export const WRITTEN_BY = 'penerbitan-kk';
/** Stands for the fingerprint until the translation is complete; not part of what the tag is made of. */
const NOT_YET = 'fingerprint';

type Resource = Model['resources'][number];
type Decisions = ReadonlyMap<string, DecisionResult>;

/**
 * The whole model for the engine, checked before anything is deployed: throws ModelRefused with everything that has no
 * translation or cannot be read, in all files.
 */
export async function translateModel(model: Model): Promise<TranslatedModel> {
  const versionTag = tagOf(model);
  const findings = new Map(model.resources.map(({ name }) => [name, new Findings(name)]));
  const of = ({ name }: Resource): Findings => findings.get(name) ?? new Findings(name);
  const kind = (ending: string) => model.resources.filter(({ name }) => name.endsWith(ending));
  const [diagrams, tables, forms] = [kind('.bpmn'), kind('.dmn'), kind('.form')];

  for (const resource of model.resources)
    if (![...diagrams, ...tables, ...forms].includes(resource))
      of(resource).add(undefined, 'Jenis berkas ini tidak dikenal. Model berisi berkas .bpmn, .dmn, dan .form.');

  const formIds = new Set<string>();
  for (const form of forms) {
    const id = checkForm(form.content, of(form));
    if (id === undefined) continue;
    if (formIds.has(id)) of(form).add(undefined, `Formulir lain sudah memakai "ID" "${id}". Ganti salah satunya.`);
    formIds.add(id);
  }

  const translated: Resource[] = [...forms];
  const decisions = new Map<string, DecisionResult>();
  const tableIds = new Set<string>();
  for (const table of tables) {
    const result = await translateDmn({ xml: table.content, findings: of(table), versionTag });
    translated.push({ name: table.name, content: result.xml });
    if (tableIds.has(result.id))
      of(table).add(undefined, `Berkas tabel lain sudah memakai "ID" "${result.id}". Ganti salah satunya.`);
    if (result.id !== '') tableIds.add(result.id);
    for (const [id, decision] of result.decisions) {
      if (decisions.has(id))
        of(table).add(undefined, `Keputusan "${id}" ada di dua berkas. Hapus atau ganti nama salah satunya.`);
      decisions.set(id, decision);
    }
  }

  const processes: string[] = [];
  for (const diagram of diagrams) {
    const result = await translate(diagram, of(diagram), { versionTag, forms: formIds, decisions });
    translated.push({ name: diagram.name, content: result.xml });
    processes.push(...result.processes);
    if (processes.length > 1)
      of(diagram).add(undefined, 'Model ini memuat lebih dari satu proses yang dapat dijalankan. Sisakan satu.');
  }

  const found = [...findings.values()].flatMap(({ all }) => all);
  const [processId] = processes;
  if (found.length > 0) throw new ModelRefused(found);
  if (processId === undefined)
    throw new ModelRefused([
      {
        file: diagrams[0]?.name ?? 'bpmn',
        element: null,
        sentence: 'Model ini tidak memuat proses yang dapat dijalankan. Centang "Executable" pada prosesnya.',
      },
    ]);
  const fingerprint = tagOf({ resources: translated });
  return {
    processId,
    versionTag,
    fingerprint,
    resources: translated.map((each) => signed(each, fingerprint)),
    feel: [...findings.values()].flatMap(({ feel }) => feel),
  };
}

function translate(
  { content }: Resource,
  findings: Findings,
  known: { versionTag: string; forms: ReadonlySet<string>; decisions: Decisions },
) {
  return translateBpmn({ xml: content, findings, ...known, writtenBy: { name: WRITTEN_BY, version: NOT_YET } });
}

function signed(resource: Resource, fingerprint: string): Resource {
  if (!resource.name.endsWith('.bpmn')) return resource;
  const content = resource.content.replace(`exporterVersion="${NOT_YET}"`, `exporterVersion="${fingerprint}"`);
  return { name: resource.name, content };
}
