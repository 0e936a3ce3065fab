import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Model } from './process.ts';

/** Stands in the forms where the office's own address belongs. */
export const PLACEHOLDER_BASE_URL = 'https://meja.invalid';

/** Where the process owner keeps which files, and their endings. */
const PLACES = [
  { folder: 'bpmn', ending: '.bpmn' },
  { folder: 'bpmn', ending: '.dmn' },
  { folder: 'forms', ending: '.form' },
] as const;

export interface ReadModelOptions {
  /** Holds `bpmn/` with diagrams and decision tables, and `forms/`. */
  readonly folder: string;
  /** The office's own address, for pictures and links in the forms. */
  readonly baseUrl: string;
}

/** The model as it lies on the disk, with the office's address in its forms. Throws when there is none. */
export async function readModel({ folder, baseUrl }: ReadModelOptions): Promise<Model> {
  const groups = await Promise.all(PLACES.map((place) => read(path.join(folder, place.folder), place.ending)));
  const resources = groups.flat();
  if (resources.length === 0) throw new Error(`there is no model in ${folder}`);
  return {
    resources: resources.map(({ name, content }) =>
      name.endsWith('.form') ? { name, content: withBaseUrl(content, baseUrl) } : { name, content },
    ),
  };
}

/** The form's text with the placeholder replaced; the result is still JSON. */
export function withBaseUrl(form: string, baseUrl: string): string {
  const inJson = JSON.stringify(baseUrl.replace(/\/$/, '')).slice(1, -1);
  return form.replaceAll(PLACEHOLDER_BASE_URL, () => inJson);
}

async function read(folder: string, ending: string): Promise<{ name: string; content: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ name }) => name)
    .sort();
  return Promise.all(names.map(async (name) => ({ name, content: await readFile(path.join(folder, name), 'utf8') })));
}
