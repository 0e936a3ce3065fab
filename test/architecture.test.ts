import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

const ROOT = path.resolve(import.meta.dirname, '..');

/** The layers of ARCHITECTURE.md, lowest first. A module is a folder or, where a name ends in .ts, a file. */
const LAYERS: readonly (readonly string[])[] = [
  ['src/domain', 'src/machine', 'src/config'],
  ['src/process', 'src/web', 'src/store', 'src/documents', 'camunda'],
  ['src/card', 'src/signing', 'src/siak', 'src/messaging', 'src/archive'],
  ['src/cases'],
  ['src/portal', 'src/login', 'src/desk', 'src/auditor', 'src/web-apps', 'workers', 'src/simulators'],
  ['src/office', 'src/office.ts', 'src/main.ts', 'src/demo', 'tools'],
];

/** Libraries that only these modules may import: each external service lies behind an interface. */
const ALLOWED_MODULES: Readonly<Record<string, readonly string[]>> = {
  '@camunda8/orchestration-cluster-api': ['src/process/zeebe'],
  feelin: ['src/process'],
  'dmn-moddle': ['src/process'],
  saxen: ['src/process'],
  'bpmn-moddle': ['src/process'],
  express: [
    'src/web',
    'src/portal',
    'src/login',
    'src/desk',
    'src/auditor',
    'src/web-apps',
    'src/simulators',
    'src/office.ts',
    'src/office',
  ],
  esbuild: ['src/web'],
  knex: ['src/store'],
  pg: ['src/store'],
  '@node-rs/argon2': ['src/store'],
  'connect-pg-simple': ['src/store'],
  'express-session': ['src/store', 'src/login'],
  'http-proxy-middleware': ['src/web-apps'],
  'openid-client': ['src/login'],
  'rate-limiter-flexible': ['src/store'],
  twilio: ['src/messaging', 'src/simulators'],
  'puppeteer-core': ['src/card', 'tools'],
  handlebars: ['src/web', 'src/card', 'src/desk', 'src/simulators'],
  pkijs: ['src/signing', 'src/simulators'],
};
/** The domain imports nothing but these small pure libraries. */
const DOMAIN_MAY_USE = ['@sinclair/typebox', 'ajv', 'ajv-formats', 'libphonenumber-js', 'node:crypto'];

interface Import {
  readonly from: string;
  /** Path from the root for our own files; package name otherwise. */
  readonly to: string;
  readonly own: boolean;
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));
}

/** What the file names in `import ... from`, `export ... from` and `import('...')`; types count too. */
function requestsIn(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const { module, errors } = parseSync(file, text);
  expect(errors, file).to.deep.equal([]);
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports
      .map(({ moduleRequest: { start, end } }) => /^'([^']+)'$/.exec(text.slice(start, end))?.[1])
      .filter((name) => name !== undefined),
  ];
}

function importsOf(file: string): Import[] {
  return requestsIn(file).map((name) => {
    const own = name.startsWith('.');
    const packageName = name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/');
    return { from: file, to: own ? path.posix.join(path.posix.dirname(file), name) : packageName, own };
  });
}

const layerOf = (file: string) =>
  LAYERS.findIndex((modules) => modules.some((module) => file === module || file.startsWith(`${module}/`)));
const moduleOf = (file: string) => LAYERS.flat().find((module) => file === module || file.startsWith(`${module}/`));
const files = ['src', 'workers', 'camunda'].flatMap(filesIn);
const imports = files.flatMap(importsOf);
const arrow = ({ from, to }: Import) => `${from} -> ${to}`;

describe('The architecture (ARCHITECTURE.md)', () => {
  it('has a layer for every file', () => {
    expect(files.filter((file) => layerOf(file) === -1)).to.deep.equal([]);
  });

  it('lets an import run downwards only, or stay in its module; shared code moves down', () => {
    const wrong = imports.filter(
      (i) => i.own && layerOf(i.to) !== -1 && moduleOf(i.from) !== moduleOf(i.to) && layerOf(i.to) >= layerOf(i.from),
    );
    const within = (i: Import) => layerOf(i.from) === LAYERS.length - 1 && layerOf(i.to) === LAYERS.length - 1;
    expect(wrong.filter((i) => !within(i)).map(arrow)).to.deep.equal([]);
  });

  it('keeps the domain free of other libraries', () => {
    const domain = imports.filter((i) => i.from.startsWith('src/domain/') && !i.own);
    expect(domain.filter((i) => !DOMAIN_MAY_USE.includes(i.to)).map(arrow)).to.deep.equal([]);
  });

  for (const [library, modules] of Object.entries(ALLOWED_MODULES))
    it(`knows ${library} only in ${modules.join(', ')}`, () => {
      const users = imports.filter(
        (i) =>
          !i.own && i.to === library && !modules.some((module) => i.from === module || i.from.startsWith(`${module}/`)),
      );
      expect(users.map(arrow)).to.deep.equal([]);
    });

  it('has no import cycles', () => {
    const edges = new Map(
      files.map((file) => [file, imports.filter((i) => i.own && i.from === file).map((i) => i.to)]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
      if (done.has(file) || trail.includes(file)) return;
      for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).to.deep.equal([]);
  });
});
