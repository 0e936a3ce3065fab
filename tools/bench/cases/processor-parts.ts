import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

export const PARTS = ['engine', 'database', 'browser', 'office'] as const;
export type PartName = (typeof PARTS)[number];

/** Seconds of processor time used so far, and resident MB without what processes share, by part of an office. */
export type PartUse = Readonly<Record<PartName, { readonly seconds: number; readonly memory: number }>>;

/**
 * Everything below the process of an office (Linux): the JVM, PostgreSQL, Chromium, and the process itself with its
 * helpers.
 */
export function useOf(root: number): PartUse {
  const use = Object.fromEntries(PARTS.map((part) => [part, { seconds: 0, memory: 0 }])) as Record<
    PartName,
    { seconds: number; memory: number }
  >;
  const children = new Map<number, number[]>();
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    const parent = Number(fieldsOf(pid)?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const add = (pid: number, above: PartName): void => {
    const part = above === 'office' ? partOf(pid) : above;
    const fields = fieldsOf(pid);
    if (fields !== undefined) {
      // User and system time, and those of children that have ended.
      use[part].seconds += fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
      use[part].memory += memoryOf(pid);
    }
    for (const child of children.get(pid) ?? []) add(child, part);
  };
  add(root, 'office');
  return use;
}

/** What was used between two looks, in seconds. */
export const between = (before: PartUse, after: PartUse): Record<PartName, number> =>
  Object.fromEntries(PARTS.map((part) => [part, after[part].seconds - before[part].seconds])) as Record<
    PartName,
    number
  >;

function partOf(pid: number): PartName {
  const command = read(pid, 'cmdline').split('\0').join(' ');
  if (/java/.test(command.split(' ')[0] ?? '')) return 'engine';
  if (/postgres/.test(command.split(' ')[0] ?? '')) return 'database';
  return /chrom/i.test(command.split(' ')[0] ?? '') ? 'browser' : 'office';
}

/** From the state on: "pid (name, which may hold anything) state ppid ...". */
function fieldsOf(pid: number): string[] | undefined {
  const stat = read(pid, 'stat');
  return stat === '' ? undefined : stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
}

function memoryOf(pid: number): number {
  const [, resident = 0, shared = 0] = read(pid, 'statm').split(' ').map(Number);
  return ((resident - shared) * PAGE_BYTES) / 1e6;
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return ''; // ended while we looked
  }
}
