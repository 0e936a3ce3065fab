/**
 * `npm run kill:effects [-- --times 60] [--effect signature]`: kills whatever is between an external service's answer
 * and our commit, so many times for each effect, and counts what happened twice or was lost. Exit code 1 when anything
 * was, 2 when it was asked wrongly.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { EFFECTS, openPlace } from './place.ts';
import { OfficeProcess } from './processes.ts';
import { PARTS, strike, type Tally } from './rounds.ts';

/** How often, and which effect; undefined: asked wrongly. */
function asked(): { readonly times: number; readonly only: string | undefined } | undefined {
  try {
    const { times, effect } = parseArgs({
      options: { times: { type: 'string', default: '60' }, effect: { type: 'string' } },
    }).values;
    const isKnown = effect === undefined || EFFECTS.some((one) => one === effect);
    return Number.isInteger(Number(times)) && Number(times) > 0 && isKnown
      ? { times: Number(times), only: effect }
      : undefined;
  } catch {
    return undefined;
  }
}
const question = asked();
if (question === undefined) {
  console.error(`Pemakaian: npm run kill:effects -- [--times 60] [--effect ${EFFECTS.join('|')}]`);
  process.exit(2);
}
const { times, only } = question;

const load = () =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
console.log(
  `Each blow falls between the answer of the external service and our commit. Load of the machine: ${load()}`,
);
console.log('effect        part      blows  between  alone  person  doubled  lost');
const place = await openPlace();
const survivor = new OfficeProcess(place);
await survivor.ready;
const tallies: Tally[] = [];
try {
  for (const effect of EFFECTS.filter((one) => only === undefined || one === only))
    for (const part of PARTS) {
      // The layers of the archive are folders: no connection carries an answer.
      if (effect === 'archive-copy' && part === 'answer') continue;
      const tally = await strike(place, survivor, { effect, part, times });
      tallies.push(tally);
      const { rounds, between, alone, person, doubled, lost, faults } = tally;
      const cells = [
        [rounds, 5],
        [between, 7],
        [alone, 5],
        [person, 6],
        [doubled, 7],
        [lost, 4],
      ] as const;
      console.log(
        `${effect.padEnd(13)} ${part.padEnd(9)} ${cells.map(([value, width]) => String(value).padStart(width)).join('  ')}`,
      );
      for (const fault of faults) console.log(`  ${fault}`);
    }
} finally {
  await survivor.end();
  await place.close();
}
console.log(`Load of the machine: ${load()}`);
const sum = (of: 'doubled' | 'lost') => tallies.reduce((total, tally) => total + tally[of], 0);
console.log(`${sum('doubled')} doubled, ${sum('lost')} lost`);
process.exit(sum('doubled') + sum('lost') > 0 ? 1 : 0);
