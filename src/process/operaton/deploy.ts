import { Type, type Static } from '@sinclair/typebox';
import { PROCESS_ID } from '../../domain/process.ts';
import { ModelRefused, type Deployment, type Model } from '../process.ts';
import { checker } from '../schema.ts';
import { findingsOf } from './deployment-report.ts';
import { EngineRefused } from './engine-errors.ts';
import { readFeel } from './read-feel.ts';
import { originalName } from './original.ts';
import { segment, type OperatonRest } from './rest.ts';
import { translateModel, WRITTEN_BY, type TranslatedModel } from './translate/translate.ts';

/** Reading a diagram with all its expressions takes the engine a second or two; a busy machine, much longer. */
const LIMIT_MS = 60_000;

const Definition = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  versionTag: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
type Definition = Static<typeof Definition>;
const checkDefinitions = checker(Type.Array(Definition), 'latest version of the process');
const checkDiagram = checker(Type.Object({ bpmn20Xml: Type.String() }), 'diagram of the latest version');

/**
 * Deploys the model as one version. Everything is checked before the engine hears of it, and the engine takes the
 * whole or nothing, so that a refused model (ModelRefused) leaves the version before it in force.
 */
export async function deployModel(rest: OperatonRest, model: Model): Promise<Deployment> {
  const translated = await translateModel(model);
  const { versionTag, processId } = translated;
  const before = await latest(rest, processId);
  if (before !== undefined && (await isThisModel(rest, before, translated)))
    return { versionTag, version: before.version, changed: false };
  await readFeel(rest, translated.feel);
  await create(rest, model, translated);
  const now = await latest(rest, processId);
  if (now === undefined) throw new Error(`the engine took ${processId} and does not know it`);
  return { versionTag, version: now.version, changed: now.id !== before?.id };
}

/** The version in force of the office's process; undefined: nothing was deployed yet. */
export async function deployedModel(rest: OperatonRest): Promise<Deployment | undefined> {
  const inForce = await latest(rest, PROCESS_ID);
  return inForce && { versionTag: inForce.versionTag ?? '', version: inForce.version, changed: false };
}

async function latest(rest: OperatonRest, processId: string): Promise<Definition | undefined> {
  const found = checkDefinitions(
    await rest.get('process-definition', { key: processId, latestVersion: true, withoutTenantId: true }),
  );
  return found[0];
}

/** The same content in the same translation: a diagram that was only drawn anew is the same model. */
async function isThisModel(
  rest: OperatonRest,
  { versionTag }: Definition,
  translated: TranslatedModel,
): Promise<boolean> {
  if (versionTag !== translated.versionTag) return false;
  const { bpmn20Xml } = checkDiagram(await rest.get(`process-definition/key/${segment(translated.processId)}/xml`));
  return bpmn20Xml.includes(`exporter="${WRITTEN_BY}" exporterVersion="${translated.fingerprint}"`);
}

async function create(rest: OperatonRest, model: Model, { processId, resources }: TranslatedModel): Promise<void> {
  const form = new FormData();
  // Two processes of ours that start at once deploy the same files under the same name: the engine takes them once.
  form.set('deployment-name', processId);
  form.set('deployment-source', WRITTEN_BY);
  form.set('enable-duplicate-filtering', 'true');
  form.set('deploy-changed-only', 'false');
  const originals = model.resources
    .filter(({ name }) => name.endsWith('.bpmn'))
    .map(({ name, content }) => ({ name: originalName(name), content }));
  for (const { name, content } of [...resources, ...originals]) form.set(name, new Blob([content]), name);
  try {
    await rest.post('deployment/create', form, { limitMs: LIMIT_MS });
  } catch (error) {
    const findings = error instanceof EngineRefused ? await findingsOf(error, model) : undefined;
    throw findings === undefined ? error : new ModelRefused(findings, { cause: error });
  }
}
