import { askedText, failureText, STAFF_ROLE_LABELS, taskText, wayText } from '../../domain/labels.ts';

/** Names of what the journal keeps beside an event; hashes and keys of the engine mean nothing to a reader. */
const LABELS: Readonly<Record<string, string>> = {
  officer: 'petugas',
  person: 'petugas',
  to: 'kepada',
  heldBy: 'pemegang',
  kind: 'jenis',
  validFrom: 'mulai',
  validTo: 'sampai',
  at: 'pada langkah',
  roles: 'peran',
  by: 'dengan',
  from: 'dari',
  asked: 'yang diminta',
  layer: 'lapisan',
  incident: 'insiden',
};

/** How a value that is a code is read; others are names, days and marks. */
const TEXTS: Readonly<Record<string, (value: string) => string>> = {
  asked: askedText,
  at: taskText,
  by: wayText,
  from: wayText,
  roles: (role) => (STAFF_ROLE_LABELS as Readonly<Record<string, string>>)[role] ?? role,
};

/** Details of a journal row for a reader: codes as sentences, names as they are. */
export function detailText(detail: Readonly<Record<string, unknown>>): string {
  const because = detail['because'];
  const parts = Object.entries(detail).flatMap(([name, value]) => {
    const label = LABELS[name];
    if (label === undefined) return [];
    const values = (Array.isArray(value) ? value : [value]).filter(
      (one) => typeof one === 'string' || typeof one === 'number',
    );
    const said = values.map((one) => TEXTS[name]?.(String(one)) ?? String(one)).join(', ');
    return said === '' ? [] : [`${label}: ${said}`];
  });
  return [...parts, ...(typeof because === 'string' ? [failureText(because)] : [])].join('; ');
}
