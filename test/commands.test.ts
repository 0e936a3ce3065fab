import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { program } from './program.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The most words that a command takes; the others take none and refuse a word like an unknown option. */
const MOST_WORDS = {
  'tools/account.ts': 2,
  'tools/verify.ts': 1,
  'tools/check-language.ts': 1,
  'tools/check-diagram.ts': 1,
  'tools/compare-diagram.ts': 1,
  'tools/draw-diagram.ts': 2,
  'tools/show-card.ts': 1,
  'tools/talk.ts': 2,
} as const;
const COMMANDS = [
  ...Object.values(scripts).flatMap(
    (script) => /^node start\.mjs ((?:tools|test\/kill-effects)\/\S+)$/.exec(script)?.[1] ?? [],
  ),
  'tools/engine.ts',
  'tools/show-card.ts',
];
/** With no settings of an office: it does not come to them. */
function run(command: string, ...args: string[]): Promise<{ command: string; code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program(command), ...args], { cwd: ROOT });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('exit', (code) => resolve({ command, code, said }));
  });
}

const saysHowItIsCalled = ({ command, code, said }: Awaited<ReturnType<typeof run>>) => {
  expect(said, command).to.match(/^(?:Pemakaian: ?|Tulis .*: )(?:\n {2})?(?:npm run|node start\.mjs) /m);
  expect(said, command).to.not.match(/\n\s+at /);
  expect(code, command).to.equal(2);
};

describe('Every command that is called wrongly says how it is called, and ends with 2', () => {
  it('with an option that it does not know', async () => {
    expect(COMMANDS).to.have.length.greaterThan(18);
    for (const command of COMMANDS) saysHowItIsCalled(await run(command, '--apa'));
  });

  it('with a word too many', async () => {
    for (const [command, most] of Object.entries(MOST_WORDS))
      saysHowItIsCalled(await run(command, ...Array.from({ length: most + 1 }, () => '7')));
    saysHowItIsCalled(await run('tools/engine.ts', 'jv'));
  });

  it('with what is not there', async () => {
    for (const [command, ...args] of [
      ['tools/check-diagram.ts', 'jv'],
      ['tools/check-language.ts', '../id'],
      ['tools/check-language.ts', 'jv', '--folder', 'jv'],
      ['tools/compare-diagram.ts', 'no-such-version'],
      ['tools/draw-diagram.ts', 'jv.bpmn'],
      ['tools/mutation/mutate.ts', 'jv'],
      ['tools/show-card.ts'],
      ['tools/talk.ts', 'jv'],
    ] as const)
      saysHowItIsCalled(await run(command, ...args));
  });
});
