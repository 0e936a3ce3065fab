import { failureText } from '../../domain/labels.ts';

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

/** Details of a journal row for a reader: codes as sentences, names as they are. */
export function detailText(detail: Readonly<Record<string, unknown>>): string {
  const because = detail['because'];
  const parts = Object.entries(detail).flatMap(([name, value]) => {
    const label = LABELS[name];
    const text = Array.isArray(value) ? value.join(', ') : value;
    return label === undefined || (typeof text !== 'string' && typeof text !== 'number') ? [] : [`${label}: ${text}`];
  });
  return [...parts, ...(typeof because === 'string' ? [failureText(because)] : [])].join('; ');
}
