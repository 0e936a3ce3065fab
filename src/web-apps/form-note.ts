import type { AskedFor } from './allow-list.ts';

const FORM_VARIABLES = /^api\/engine\/engine\/default\/task\/([\w-]{1,64})\/form-variables$/;

/** The task whose form is being filled with its variables; undefined for every other request. */
export const taskOfForm = ({ method, path }: AskedFor): string | undefined =>
  method === 'GET' ? FORM_VARIABLES.exec(path)?.[1] : undefined;

/**
 * The engine's answer with the note in its place. What is no answer of variables, a failure for example, stays as it is.
 */
export function withNote(body: string, note: string): string {
  const variables = read(body);
  if (variables === undefined) return body;
  return JSON.stringify({ ...variables, note: { type: 'String', value: note, valueInfo: {} } });
}

function read(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
