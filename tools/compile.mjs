/**
 * Takes the types out of our TypeScript: every `.ts` has a `.js` of the same lines below `dist/`, and Node runs that. A
 * loader would do it anew in every process, which doubles what the office needs to be read at each start, and every program
 * and test a part of it. `start.mjs` calls this before each command; by itself: `node tools/compile.mjs`.
 *
 * A compiled module stands for its source: errors name the lines of the source (`sourceURL`), and `import.meta.dirname`
 * and `import.meta.url` are the place of the source, beside its templates and pictures. Only `import` and
 * `import.meta.resolve` lead to other compiled modules.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');
/** What all of `dist` was made by: the place of the project is written into it. */
const MAKER = path.join(DIST, 'made-by.json');

/** @returns {Promise<number>} how many modules were compiled: those that are new or have changed */
export async function compile() {
  const maker = JSON.stringify({ root: ROOT, compiler: sha256(readFileSync(import.meta.filename)) });
  // Nothing is removed first: another command may just be running from it.
  const isOurs = textOf(MAKER) === maker;
  const { include } = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8'));
  const sources = include.flatMap(modulesBelow);
  const changed = sources.filter((source) => !isOurs || timeOf(compiledFrom(source)) !== timeOf(source));
  if (changed.length > 0) {
    const compiled = await compiler();
    for (const source of changed) {
      // Before it is read: what is edited meanwhile is compiled again next time.
      const { mtime } = statSync(source);
      write(compiledFrom(source), compiled(source), mtime);
    }
  }
  if (!isOurs) {
    write(path.join(DIST, 'package.json'), '{ "type": "module" }\n');
    write(MAKER, maker);
  }
  return changed.length;
}

/** @param {string} source such as /…/src/main.ts */
export function compiledFrom(source) {
  return path.join(DIST, path.relative(ROOT, source)).replace(/\.ts$/, '.js');
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function modulesBelow(folder) {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** In whole milliseconds, as a `Date` has them: a file system keeps finer ones than can be set. */
function timeOf(file) {
  const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return time === undefined ? undefined : Math.round(time);
}

function textOf(file) {
  return statSync(file, { throwIfNoEntry: false }) === undefined ? undefined : readFileSync(file, 'utf8');
}

/** Renamed into place: who starts at the same moment finds a whole file. */
function write(file, text, time) {
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text);
  if (time !== undefined) utimesSync(unfinished, time, time);
  renameSync(unfinished, file);
}

/**
 * Loaded only when something has changed.
 * @returns {Promise<(source: string) => string>} throws an Error that names the source and the line it cannot read
 */
async function compiler() {
  const { transformSync } = await import('@swc/wasm-typescript');
  const { init, parse } = await import('es-module-lexer');
  await init();
  return (source) => {
    const code = withoutTypes(source, transformSync);
    const replacements = parse(code)[0].flatMap((reference) =>
      reference.type === 'import-meta' ? ofPlace(code, reference.end, source) : ofImport(code, reference, source),
    );
    return `${replaced(code, replacements)}\n//# sourceURL=${pathToFileURL(source).href}\n`;
  };
}

function withoutTypes(source, transformSync) {
  try {
    return transformSync(readFileSync(source, 'utf8'), { mode: 'strip-only', module: true, filename: source }).code;
  } catch (error) {
    const line = error?.startLine === undefined ? '' : `:${error.startLine}`;
    throw new Error(`${path.relative(ROOT, source)}${line}: ${error?.message ?? String(error)}`, { cause: error });
  }
}

function ofImport(code, { specifier, start, end }, source) {
  if (specifier?.startsWith('.') !== true) return [];
  // Of a dynamic import the quotes are a part.
  return [{ start, end, text: code.slice(start, end).replace(specifier, leadingTo(specifier, source)) }];
}

/** To the compiled module; to anything else (JSON) where it lies. */
function leadingTo(specifier, source) {
  if (specifier.endsWith('.ts')) return specifier.replace(/\.ts$/, '.js');
  const file = path.resolve(path.dirname(source), specifier);
  return path
    .relative(path.dirname(compiledFrom(source)), file)
    .split(path.sep)
    .join('/');
}

function ofPlace(code, start, source) {
  const place = { dirname: path.dirname(source), filename: source, url: pathToFileURL(source).href };
  const property = /^\.(\w+)/.exec(code.slice(start, start + 20))?.[1];
  if (property !== undefined && property in place)
    return [{ start: start - META.length, end: start + 1 + property.length, text: JSON.stringify(place[property]) }];
  const module = /^\.resolve\(\s*'(\.[^']+\.ts)'/.exec(code.slice(start, start + 300));
  if (module === null) return [];
  const end = start + module[0].length - 1;
  return [{ start: end - module[1].length, end, text: leadingTo(module[1], source) }];
}

const META = 'import.meta';

/** The pieces do not overlap, and stand in the order of the text. */
function replaced(code, replacements) {
  let done = 0;
  const pieces = replacements.map(({ start, end, text }) => {
    const piece = code.slice(done, start) + text;
    done = end;
    return piece;
  });
  return pieces.join('') + code.slice(done);
}

if (process.argv[1] === import.meta.filename) await compile();
