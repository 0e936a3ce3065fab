/** A process of `lanes.ts`: is sent the scenarios of one office, opens it, runs them and sends the counts. */
import { closeWhatIsShared } from './at-end.ts';
import { failure, runSideBySide, type Counts } from './run-files.ts';
import type { Scenarios } from './lanes.ts';
import { closeTheOffice, theOffice } from './scenarios/the-office.ts';

/** Scenarios wait for the engine most of their time. */
const LANES = 4;
const PATIENT = { timeout: 1_800_000, slow: 30_000 };

async function run({ together, alone }: Scenarios): Promise<Counts[]> {
  try {
    await theOffice();
    const results = await runSideBySide(together, LANES, PATIENT);
    return [...results, ...(await runSideBySide(alone, 1, PATIENT))];
  } catch (error) {
    console.error(error);
    return [failure('the office of the scenarios')];
  }
}

async function close(): Promise<void> {
  await closeTheOffice();
  await closeWhatIsShared();
}

// Ctrl-C of a terminal reaches this process too; who began it lets it close.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => void close().finally(() => process.exit()));
process.on('message', (scenarios: Scenarios) => void run(scenarios).then((counts) => process.send?.(counts)));
