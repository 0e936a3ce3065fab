import type { Model } from '../../process/process.ts';
import { readDiagram, type Diagram } from '../../process/model/read-diagram.ts';
import { readForm } from '../../process/model/read-forms.ts';
import { readTables } from '../../process/model/read-tables.ts';
import { flowName, nameOf } from './finding.ts';
import { fieldName } from './form-fields.ts';

export interface Difference {
  readonly file: string;
  readonly what: 'baru' | 'hilang' | 'berubah';
  /** Name of the element, row or field, as its owner finds it. */
  readonly element: string;
  /** What of it changed, from what to what; empty for what is new or gone. */
  readonly changes: readonly string[];
}

interface Part {
  readonly element: string;
  readonly properties: Readonly<Record<string, unknown>>;
}
type Parts = ReadonlyMap<string, Part>;

const LABELS: Readonly<Record<string, string>> = {
  name: 'nama',
  documentation: 'keterangan',
  condition: 'syarat',
  isDefault: 'alur baku',
  from: 'dari',
  to: 'menuju',
  lane: 'lajur',
  timer: 'waktu',
  errorCode: 'galat',
  message: 'pesan',
  job: 'pekerjaan',
  headers: 'header',
  inputs: 'pemetaan masukan',
  outputs: 'pemetaan keluaran',
  form: 'formulir',
  assignee: 'pemegang',
  candidateGroups: 'kelompok',
  interrupting: 'menghentikan',
  cells: 'isi baris',
  expression: 'rumus',
  label: 'label',
  text: 'teks',
  values: 'pilihan',
  conditional: 'syarat tampil',
  validate: 'aturan isian',
};

/** What two versions of the model differ in, for their owner: positions, colours and spacing do not count. */
export async function differencesBetween(before: Model, after: Model): Promise<Difference[]> {
  const names = new Set([...before.resources, ...after.resources].map(({ name }) => name));
  const found: Difference[] = [];
  for (const file of [...names].sort())
    found.push(...compare(file, await partsOf(file, before), await partsOf(file, after)));
  return found;
}

function compare(file: string, before: Parts, after: Parts): Difference[] {
  const gone = [...before].filter(([id]) => !after.has(id));
  return [
    ...[...after].flatMap(([id, part]): Difference[] => {
      const old = before.get(id);
      if (old === undefined) return [{ file, what: 'baru', element: part.element, changes: [] }];
      const changes = changesOf(old.properties, part.properties);
      return changes.length === 0 ? [] : [{ file, what: 'berubah', element: part.element, changes }];
    }),
    ...gone.map(([, { element }]): Difference => ({ file, what: 'hilang', element, changes: [] })),
  ];
}

function changesOf(before: Part['properties'], after: Part['properties']): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [from, to] = [shown(before[name]), shown(after[name])];
    return from === to ? [] : [`${LABELS[name] ?? name}: ${from} → ${to}`];
  });
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return '(kosong)';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak';
  return JSON.stringify(value);
}

async function partsOf(file: string, { resources }: Model): Promise<Parts> {
  const content = resources.find(({ name }) => name === file)?.content;
  if (content === undefined) return new Map();
  if (file.endsWith('.bpmn')) return diagramParts((await readDiagram(content)).diagram);
  if (file.endsWith('.dmn')) return tableParts(content);
  return formParts(file, content);
}

function diagramParts(diagram: Diagram | undefined): Parts {
  if (diagram === undefined) return new Map();
  const laneOf = (id: string) => diagram.lanes.find(({ nodes }) => nodes.includes(id))?.name;
  return new Map([
    ...diagram.nodes.map(({ id, ...node }) => {
      const part: Part = { element: nameOf({ id, ...node }), properties: { ...node, lane: laneOf(id) } };
      return [id, part] as const;
    }),
    ...diagram.flows.map(({ id, ...flow }) => {
      const part: Part = { element: flowName({ id, ...flow }), properties: flow };
      return [id, part] as const;
    }),
  ]);
}

async function tableParts(content: string): Promise<Parts> {
  const { decisions } = await readTables(content);
  return new Map(
    decisions.flatMap(({ id, name, rows, ...decision }) => [
      [id, { element: `${name} (${id})`, properties: { name, ...decision } }] as const,
      ...rows.map((row, place) => {
        const cells = [...row.inputs, '⇒', ...row.outputs].join(' ');
        const part: Part = {
          element: `${name}, baris ${place + 1}`,
          properties: { cells, documentation: row.annotation },
        };
        return [row.id, part] as const;
      }),
    ]),
  );
}

function formParts(file: string, content: string): Parts {
  const { form } = readForm(file, content);
  const parts = (form?.components ?? []).map(
    ({ layout: _place, ...component }) =>
      [component.id, { element: fieldName(component), properties: component }] as const,
  );
  return new Map(parts);
}
