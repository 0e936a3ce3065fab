/**
 * `npm run talk -- [sequences] [seed]`: plays generated conversations (default 10 000) and holds what is promised of
 * any of them.
 */
import { playSequences } from '../test/talk/sequences.ts';

const runs = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
if (!(Number.isInteger(runs) && runs > 0 && Number.isInteger(seed) && seed >= 0)) {
  process.stderr.write('Tulis banyaknya percakapan dan benih acak, bilangan bulat: npm run talk -- 10000 7\n');
  process.exit(2);
}
process.stdout.write(`seed ${seed}, ${runs} sequences\n`);
const started = Date.now();
const { messages, photos, papers } = await playSequences(runs, seed);
process.stdout.write(
  `${runs} sequences, ${messages} messages, ${photos} pictures, ${papers} papers laid: none lost, unanswered, in a wrong case or sent twice (${Math.round((Date.now() - started) / 1000)} s)\n`,
);
