import { playSequences } from './sequences.ts';

/** Fixed, so that a run is repeated; `npm run talk -- 10000 <seed>` tries others. */
const SEED = 20261126;
const RUNS = 400;

describe('Any sequence of messages, callbacks, faults and restarts', () => {
  it('loses no message, leaves none unanswered, lays none to a wrong case, sends none twice', async () => {
    const { messages, photos, papers } = await playSequences(RUNS, SEED);
    console.log(
      `      seed ${SEED}: ${RUNS} sequences, ${messages} messages, ${photos} pictures, ${papers} papers laid`,
    );
  });
});
