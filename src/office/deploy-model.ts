import type { Logger } from 'pino';
import { tagOf } from '../process/model-tag.ts';
import { readModel } from '../process/read-model.ts';
import { ModelRefused, type Deployment, type Model, type ProcessEngine } from '../process/process.ts';
import { checkModel } from './model-check/check-model.ts';

/** Which model the office works with. */
export interface ModelState {
  /** The model in force. */
  readonly deployment: Deployment;
  /** Why the model on the disk is not the one in force; undefined: it is. */
  readonly refused: ModelRefused | undefined;
}

export interface DeployOptions {
  readonly engine: Pick<ProcessEngine, 'deploy' | 'deployed'>;
  /** Holds `bpmn/` and `forms/`. */
  readonly folder: string;
  readonly baseUrl: string;
  /** Hears one Indonesian sentence for each thing that the process owner has to mend. */
  readonly say: (sentence: string) => void;
  readonly logger: Logger;
}

/**
 * Deploys the model on the disk when it keeps what SOP, law and the programs expect of it, whatever an engine would
 * take. One that is refused does not shut the office: the last good one stays in force, and the findings are said.
 * Throws ModelRefused only when there is no model in force yet.
 */
export async function deployModel({ engine, folder, baseUrl, say, logger }: DeployOptions): Promise<ModelState> {
  try {
    const model = await readModel({ folder, baseUrl });
    if ((await engine.deployed())?.versionTag !== tagOf(model)) await refuseFaults(model);
    const deployment = await engine.deploy(model);
    logger.info(deployment, 'the model is in force');
    return { deployment, refused: undefined };
  } catch (error) {
    const deployment = error instanceof ModelRefused ? await engine.deployed() : undefined;
    if (!(error instanceof ModelRefused) || deployment === undefined) throw error;
    logger.error({ findings: error.findings, inForce: deployment }, 'the model on the disk was refused');
    say(`Diagram di bpmn/ belum dapat dipakai; versi ${deployment.version} tetap berjalan. Yang perlu diperbaiki:`);
    for (const { file, element, sentence } of error.findings)
      say(`  ${file}${element === null ? '' : `, ${element}`}: ${sentence}`);
    return { deployment, refused: error };
  }
}

/** Throws ModelRefused; a model that is in force already was checked before it came there. */
async function refuseFaults(model: Model): Promise<void> {
  const faults = (await checkModel(model)).filter(({ weight }) => weight === 'fault');
  if (faults.length > 0) throw new ModelRefused(faults);
}
