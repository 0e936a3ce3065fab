/** All places where a case leaves something, read as whoever may read there would. */
import { PDFDict, PDFDocument, PDFHexString, PDFRawStream, PDFString, decodePDFRawStream } from '@cantoo/pdf-lib';
import { createReadStream, readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { TestOffice } from './the-office.ts';
import type { Trace } from './scan.ts';

const PAGE = 500;

/**
 * What the engine's REST interface answers to whoever may ask it: variables, incidents, instances, tasks and their
 * histories.
 */
export async function* engineAnswers({ engineHost }: TestOffice): AsyncGenerator<Trace> {
  const { url, secret } = engineHost!;
  for (const kind of ['variable-instance', 'incident', 'process-instance', 'activity-instance', 'task', 'detail']) {
    for (let first = 0; ; first += PAGE) {
      const response = await fetch(`${url}/engine-rest/history/${kind}?firstResult=${first}&maxResults=${PAGE}`, {
        headers: { Authorization: `Bearer ${secret}` },
      });
      if (!response.ok) throw new Error(`the engine answers ${response.status} to ${kind}`);
      const items = (await response.json()) as unknown[];
      for (const item of items) yield { where: `engine ${kind}`, content: JSON.stringify(item) };
      if (items.length < PAGE) break;
    }
  }
}

/** Ids of the rules of the decision tables that the engine found to match, over all cases. */
export async function rulesMatched({ engineHost }: TestOffice): Promise<Set<string>> {
  const { url, secret } = engineHost!;
  const matched = new Set<string>();
  for (let first = 0; ; first += PAGE) {
    const response = await fetch(
      `${url}/engine-rest/history/decision-instance?includeOutputs=true&firstResult=${first}&maxResults=${PAGE}`,
      { headers: { Authorization: `Bearer ${secret}` } },
    );
    if (!response.ok) throw new Error(`the engine answers ${response.status} to its decisions`);
    const instances = (await response.json()) as { outputs: { ruleId: string | null }[] }[];
    for (const { ruleId } of instances.flatMap(({ outputs }) => outputs)) if (ruleId !== null) matched.add(ruleId);
    if (instances.length < PAGE) return matched;
  }
}

/** Large files in pieces that overlap by more than the longest needle. */
const PIECE = 4_000_000;
const OVERLAP = 200;

/** Contents of all files below the folders. */
export async function* inFiles(...roots: readonly string[]): AsyncGenerator<Trace> {
  for (const root of roots)
    for (const file of filesBelow(root)) {
      let before = Buffer.alloc(0);
      try {
        for await (const chunk of createReadStream(file, { highWaterMark: PIECE })) {
          if (!Buffer.isBuffer(chunk)) continue;
          const content = Buffer.concat([before, chunk]);
          yield { where: path.relative(path.dirname(root), file), content };
          before = Buffer.from(content.subarray(-OVERLAP));
        }
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    }
}

export function* fileNames(root: string): Generator<Trace> {
  for (const file of filesBelow(root)) yield { where: 'file name', content: path.relative(root, file) };
}

function filesBelow(root: string): string[] {
  if (statSync(root).isFile()) return [root];
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The engine and the browser come and go with their files. */
const isGone = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES');

/**
 * Arguments and environment of this process and of everything it has started: any account of the machine may list the
 * first, root the second.
 */
export function* processes(root = process.pid): Generator<Trace> {
  for (const pid of [root, ...descendantsOf(root)])
    for (const what of ['cmdline', 'environ'] as const) {
      try {
        yield { where: `${nameOf(pid)} ${what}`, content: readFileSync(`/proc/${pid}/${what}`) };
      } catch (error) {
        if (!isGone(error) && !(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    }
}

const nameOf = (pid: number) => {
  try {
    return path.basename(readlinkSync(`/proc/${pid}/exe`));
  } catch {
    return String(pid);
  }
};

/** Everything that this process has started and what that has started. */
export function descendantsOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      // "pid (name with blanks) state ppid ..."
      const [, ppid] = readFileSync(`/proc/${entry}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      parents.set(Number(entry), Number(ppid));
    } catch {
      continue; // ended while we looked
    }
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && parent > 1 && (parent === root || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}

/** Rows as text; of all tables, the engine's included, or of those named. */
export async function* tables(
  { postgres }: Pick<TestOffice, 'postgres'>,
  ...named: readonly string[]
): AsyncGenerator<Trace> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
    );
    for (const { name } of rows.filter(
      (table) => named.length === 0 || named.some((one) => table.name.endsWith(`.${one}`)),
    )) {
      const { rows: lines } = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
      for (const { line } of lines) yield { where: name, content: line };
    }
  } finally {
    await client.end();
  }
}

/**
 * Everything in a PDF that is neither page nor signature: the information dictionary, all XMP streams, all names and
 * strings of its dictionaries.
 */
export async function* pdfMetadata(pdf: Buffer): AsyncGenerator<Trace> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  for (const [reference, object] of document.context.enumerateIndirectObjects()) {
    const where = `PDF object ${reference.toString()}`;
    if (object instanceof PDFRawStream && object.dict.toString().includes('/Metadata'))
      yield { where: `${where} XMP`, content: Buffer.from(decodePDFRawStream(object).decode()) };
    if (object instanceof PDFDict)
      for (const [key, value] of object.entries())
        if (value instanceof PDFString || value instanceof PDFHexString)
          yield { where: `${where} ${key.toString()}`, content: value.decodeText() };
  }
}
