import { expect } from 'chai';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDERS = ['.', 'docs', 'docs/decisions', 'bpmn', 'camunda', 'templates/language', 'tools/oracles'];
const documents = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name)),
);
const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
/** Only what is not history: the changelog names settings and files that are gone. */
const current = documents.filter((file) => file !== 'CHANGELOG.md');
const scripts = Object.keys((JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }).scripts);

describe('The documents of the project', () => {
  it('link only to files that exist', () => {
    const dead = documents.flatMap((file) =>
      [...textOf(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(([, target]) => target!)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !existsSync(path.join(ROOT, path.dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    );
    expect(dead).to.deep.equal([]);
  });

  it('name only files of the source that exist', () => {
    const named = /`((?:src|test|tools|workers|bpmn|forms|templates|camunda|docs)\/[\w./-]+)`/g;
    const gone = current.flatMap((file) =>
      [...textOf(file).matchAll(named)]
        .map(([, target]) => target!)
        .filter((target) => !['', '.ts'].some((ending) => existsSync(path.join(ROOT, target + ending))))
        .map((target) => `${file}: ${target}`),
    );
    expect(gone).to.deep.equal([]);
  });

  it('name only commands that package.json has', () => {
    const unknown = current.flatMap((file) =>
      [...textOf(file).matchAll(/npm run ([a-z][\w:-]*)/g)]
        .map(([, name]) => name!)
        .filter((name) => !scripts.includes(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(unknown).to.deep.equal([]);
  });

  it('say of every command what it does, in docs/commands.md', () => {
    const page = textOf('docs/commands.md');
    const missing = scripts.filter((name) => !new RegExp(`\`(npm (run )?)?${name}( --[^\`]*)?\``).test(page));
    expect(missing).to.deep.equal([]);
  });
});
