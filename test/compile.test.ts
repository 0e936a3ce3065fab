import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { installed, smallProject } from './small-project.ts';

/** Compiles in a process of its own, as each command does first; then runs the program. */
function run(project: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['start.mjs', 'tools/script.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  return { status, said: stdout.trim(), stderr };
}
const compiled = (project: string, name = 'script') => path.join(project, 'dist', 'tools', `${name}.js`);

describe('tools/compile.mjs, which takes the types away', () => {
  it('leaves every line where it was: an error names the place in the source', () => {
    const project = installed(
      smallProject({
        'script.ts': [
          'interface Card {',
          '  readonly number: string;',
          '}',
          "const card: Card = { number: '1' };",
          'if (card.number) throw new Error(card.number satisfies string);',
        ].join('\n'),
      }),
    );
    const { status, stderr } = run(project);
    expect(status).to.equal(1);
    expect(stderr).to.match(/at .*\/tools\/script\.ts:5:24/);
  });

  it('a module finds its neighbours: other modules, JSON, and what lies beside its source', () => {
    const project = installed(
      smallProject({
        'script.ts': [
          "import { word } from './word.ts';",
          "import names from './names.json' with { type: 'json' };",
          "const later = await import('./word.ts');",
          "const beside = [import.meta.dirname, new URL('x.hbs', import.meta.url).pathname, import.meta.filename];",
          "console.log(JSON.stringify([word, names.one, later.word, beside, import.meta.resolve('./word.ts')]));",
        ].join('\n'),
        'word.ts': "export const word: string = 'kartu';",
        'names.json': '{ "one": "KK" }',
      }),
    );
    const tools = path.join(project, 'tools');
    expect(JSON.parse(run(project).said)).to.deep.equal([
      'kartu',
      'KK',
      'kartu',
      [tools, path.join(tools, 'x.hbs'), path.join(tools, 'script.ts')],
      `file://${compiled(project, 'word')}`,
    ]);
  });

  it('leaves alone what only looks like an import', () => {
    const text = "const help: string = `import x from './x.ts'; import.meta.dirname`; console.log(help);";
    expect(run(installed(smallProject({ 'script.ts': text }))).said).to.equal(
      "import x from './x.ts'; import.meta.dirname",
    );
  });

  it('compiles again what has changed, also when it became older, and nothing else', () => {
    const project = installed(smallProject({ 'script.ts': "console.log('one');", 'other.ts': '' }));
    run(project);
    const before = statSync(compiled(project, 'other')).ino;
    const source = path.join(project, 'tools', 'script.ts');
    writeFileSync(source, "console.log('other');");
    utimesSync(source, new Date(0), new Date(0));
    expect(run(project).said).to.equal('other');
    expect(statSync(compiled(project, 'other')).ino).to.equal(before);
  });

  it('compiles everything again in a project that was moved: places are written into the modules', () => {
    const project = installed(smallProject({ 'script.ts': 'console.log(import.meta.dirname);' }));
    run(project);
    const moved = `${project}-moved`;
    renameSync(project, moved);
    expect(run(moved).said).to.equal(path.join(moved, 'tools'));
    rmSync(moved, { recursive: true });
  });

  it('serves several commands that start at the same moment on a new project', async () => {
    const project = installed(
      smallProject({
        'script.ts': "import { word } from './word.ts';\nconsole.log(word);",
        'word.ts': "export const word: string = 'kartu';",
      }),
    );
    const start = () => promisify(execFile)(process.execPath, ['start.mjs', 'tools/script.ts'], { cwd: project });
    const said = (await Promise.all([start(), start(), start()])).map(({ stdout }) => stdout.trim());
    expect(said).to.deep.equal(['kartu', 'kartu', 'kartu']);
  });

  it('names the file and the line that it cannot read, and runs nothing', () => {
    const project = installed(
      smallProject({ 'script.ts': "console.log('runs');", 'broken.ts': 'export {};\nconst = 1;' }),
    );
    const { status, said, stderr } = run(project);
    expect([status, said]).to.deep.equal([1, '']);
    expect(stderr).to.contain('tools/broken.ts:2: ');
  });

  it('what no compiled module could do is refused by name, not left out', () => {
    const project = installed(smallProject({ 'script.ts': 'enum Colour { Red }\nconsole.log(Colour.Red);' }));
    const { status, stderr } = run(project);
    expect(status).to.equal(1);
    expect(stderr).to.contain('tools/script.ts:1: ').and.contain('enum');
    expect(() => readFileSync(compiled(project))).to.throw('ENOENT');
  });
});
