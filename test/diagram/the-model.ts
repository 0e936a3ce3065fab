import path from 'node:path';
import { readDiagram, type Diagram } from '../../src/process/model/read-diagram.ts';
import { PLACEHOLDER_BASE_URL, readModel } from '../../src/process/read-model.ts';
import type { Model } from '../../src/process/process.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Diagram, tables and forms of the office, as they lie in `bpmn/` and `forms/`. */
export const theModel = (): Promise<Model> => readModel({ folder: ROOT, baseUrl: PLACEHOLDER_BASE_URL });

/** The diagram of the office. */
export async function theDiagram(): Promise<Diagram> {
  const { resources } = await theModel();
  const file = resources.find(({ name }) => name.endsWith('.bpmn'));
  const { diagram } = await readDiagram(file?.content ?? '');
  if (diagram === undefined) throw new Error('the diagram of the office cannot be read');
  return diagram;
}
