/**
 * `npm run talk -- [sequences] [seed]`: plays generated conversations (default 10 000) and holds what is promised of
 * any of them. Ends with 0, 1 (a promise is broken) or 2 (asked wrongly).
 */
import { playSequences } from '../test/talk/sequences.ts';
import { runCommand, Unusable, wordsOf } from './command.ts';

const USAGE = 'Tulis banyaknya percakapan dan benih acak, bilangan bulat: npm run talk -- 10000 7\n';

async function main(): Promise<number> {
  const [runs = 10_000, seed = Date.now() % 2 ** 31] = wordsOf(USAGE, 2).map(Number);
  if (!(Number.isInteger(runs) && runs > 0 && Number.isInteger(seed) && seed >= 0)) throw new Unusable(USAGE);
  process.stdout.write(`seed ${seed}, ${runs} sequences\n`);
  const started = Date.now();
  try {
    const { messages, photos, papers } = await playSequences(runs, seed);
    process.stdout.write(
      `${runs} sequences, ${messages} messages, ${photos} pictures, ${papers} papers laid: none lost, unanswered, in a wrong case or sent twice (${Math.round((Date.now() - started) / 1000)} s)\n`,
    );
    return 0;
  } catch (broken) {
    process.stderr.write(`${broken instanceof Error ? broken.stack : String(broken)}\n`);
    return 1;
  }
}

runCommand(main);
