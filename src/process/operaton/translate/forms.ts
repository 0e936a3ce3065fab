import { faultOf } from '../../feel-syntax.ts';
import { describeFault } from './feel-fault.ts';
import type { Findings } from './findings.ts';

/** Checks one form, which both engines take as it is; answers its id. */
export function checkForm(content: string, findings: Findings): string | undefined {
  const form = parsed(content);
  if (!isObject(form)) {
    findings.add(undefined, 'Berkas ini bukan formulir yang utuh. Buka dan simpan lagi dengan Camunda Modeler.');
    return undefined;
  }
  for (const { path, feel } of expressionsIn(form)) {
    const fault = faultOf(feel);
    if (fault !== undefined) findings.add(undefined, describeFault(fault, path));
  }
  const { id } = form;
  if (typeof id === 'string' && id !== '') return id;
  findings.add(undefined, 'Formulir ini belum mempunyai "ID". Isi di Modeler.');
  return undefined;
}

/** Every text that begins with "=" is FEEL to the form's player. `path` names the field. */
function* expressionsIn(value: unknown, path = 'formulir'): Generator<{ path: string; feel: string }> {
  if (typeof value === 'string' && value.startsWith('=')) yield { path, feel: value.slice(1).trim() };
  else if (Array.isArray(value)) for (const each of value) yield* expressionsIn(each, path);
  else if (isObject(value)) {
    const { key, id } = value;
    const name = typeof key === 'string' ? key : typeof id === 'string' ? id : undefined;
    for (const [field, each] of Object.entries(value))
      yield* expressionsIn(each, name === undefined ? path : `"${name}" (${field})`);
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
