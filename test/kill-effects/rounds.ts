import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyKey } from '../../src/cases/archive-case.ts';
import { FAILURES } from '../../src/domain/failures.ts';
import { OfficeProcess } from './processes.ts';
import { HEAD, PASSPHRASE, type Effect, type Ready, type TestPlace } from './place.ts';
import type { Answer, Delivery } from './worker-process.ts';

/**
 * What is struck once the service has done its part: our process, the line to our database, or the line of the answer.
 */
export const PARTS = ['process', 'database', 'answer'] as const;
export type Part = (typeof PARTS)[number];

export interface Tally {
  readonly effect: Effect;
  readonly part: Part;
  rounds: number;
  /** The blow fell before our own database knew of the effect. */
  between: number;
  /** Rounds that went on without a person. */
  alone: number;
  /** Rounds in which a person was asked, and read why. */
  person: number;
  doubled: number;
  lost: number;
  /** What was not as it must be. */
  readonly faults: string[];
}

/**
 * The blows are spread over the time between the service's answer and our commit, as an unharmed round takes it, and
 * half as much again.
 */
const SPREAD = 1.5;
/** Long enough for every call that runs to notice. */
const CUT_MS = 400;
/** More deliveries than any of them needs. */
const MOST_DELIVERIES = 12;
/** The job comes again after a rest. */
const REST_MS = 3 * 60_000;

/**
 * Strikes one part so many times, each at another moment between the answer and the commit. `survivor` does what is
 * left to do after a process was killed; where the database or the answer is struck it is the one that is at work.
 */
export async function strike(
  place: TestPlace,
  survivor: OfficeProcess,
  { effect, part, times }: { readonly effect: Effect; readonly part: Part; readonly times: number },
): Promise<Tally> {
  const tally: Tally = { effect, part, rounds: 0, between: 0, alone: 0, person: 0, doubled: 0, lost: 0, faults: [] };
  const spreadMs = SPREAD * (await unharmed(place, survivor, effect));
  const another = () => (part === 'process' ? new OfficeProcess(place) : survivor);
  let next: OfficeProcess | undefined = another();
  // A blow that falls after the commit tries nothing: such rounds do not count.
  for (let tried = 0; tally.between < times && tried < 3 * times + 3; tried++) {
    const struck: OfficeProcess = next ?? another();
    await struck.ready;
    next = tally.between + 1 < times ? another() : undefined;
    await round(place, tally, { struck, survivor, spreadMs, number: tried });
    if (struck !== survivor) struck.kill();
  }
  if (next !== survivor) next?.kill();
  return tally;
}

interface Blow {
  readonly struck: OfficeProcess;
  readonly survivor: OfficeProcess;
  readonly spreadMs: number;
  readonly number: number;
}

const deliveryOf = (effect: Effect, { applicationNumber, draftSha256 }: Ready): Delivery => ({
  effect,
  applicationNumber,
  draftSha256,
  once: `${applicationNumber}:${randomUUID()}`,
  passphrase: PASSPHRASE,
  signer: HEAD,
  later: 0,
});

/** How long it takes from the answer to our commit when nothing is struck, ms. */
async function unharmed(place: TestPlace, survivor: OfficeProcess, effect: Effect): Promise<number> {
  const ready = await place.ready(effect);
  let answered = performance.now();
  const note = () => void (answered = performance.now());
  const watch = effect === 'archive-copy' ? watchBags(place, ready, note) : undefined;
  if (effect !== 'archive-copy') place.lines[effect].meet({ atAnswer: () => 'pass', afterAnswer: note });
  const answer = await survivor.deliver(deliveryOf(effect, ready));
  watch?.abort();
  if (answer === 'killed' || answer.kind !== 'done') throw new Error(`${effect}: not done though nothing was struck`);
  return performance.now() - answered;
}

async function round(place: TestPlace, tally: Tally, { struck, survivor, spreadMs, number }: Blow): Promise<void> {
  const { effect, part } = tally;
  const ready = await place.ready(effect);
  const delivery = deliveryOf(effect, ready);
  const { once } = delivery;
  // From the answer in hand over every moment of what follows.
  const delay = number % 4 === 0 ? 0 : Math.random() * spreadMs;
  let knownBefore = true;
  const blow = () => {
    knownBefore = false;
    if (part === 'process') struck.kill();
    else place.database.cut(CUT_MS);
  };
  const fall = () => (delay === 0 ? blow() : void setTimeout(blow, delay).unref());
  const watch = effect === 'archive-copy' ? watchBags(place, ready, fall) : undefined;
  if (effect !== 'archive-copy')
    place.lines[effect].meet({
      atAnswer: () => {
        if (part === 'answer') {
          knownBefore = false;
          return 'lose';
        }
        if (delay === 0) blow();
        return 'pass';
      },
      afterAnswer: () => {
        if (delay > 0 && part !== 'answer') fall();
      },
    });
  const first = await struck.deliver(delivery);
  watch?.abort();
  const wasDone = first !== 'killed' && first.kind === 'done';
  if (!knownBefore && !wasDone) tally.between += 1;
  // The line is dead for just so long; what survives is asked when it is there again.
  await sleep(part === 'database' ? CUT_MS : 0);

  const asked = await untilDone(place, survivor, delivery, ready, first);
  tally.rounds += 1;
  if (asked === 0) tally.alone += 1;
  else tally.person += 1;
  judge(tally, ready, await countOf(place, effect, ready, once), asked);
}

/**
 * Delivers the job again until it is done, as the engine does; a person is asked where the diagram asks one. Answers
 * how often.
 */
async function untilDone(
  place: TestPlace,
  survivor: OfficeProcess,
  delivery: Delivery,
  ready: Ready,
  first: Answer | 'killed',
): Promise<number> {
  let answer = first;
  let asked = 0;
  let again = { ...delivery, passphrase: null as string | null };
  for (let count = 0; count < MOST_DELIVERIES; count++) {
    if (answer !== 'killed' && answer.kind === 'done') return asked;
    if (answer !== 'killed' && answer.kind === 'failed') {
      const code = answer.code;
      if (answer.outcome === 'bpmn-error') {
        asked += 1;
        if (!(code in FAILURES) || (await personReads(place, ready, code)) === false)
          throw new Error(`${delivery.effect}: a person was asked because of ${code}, and nothing says so`);
        if (delivery.effect !== 'signature') return asked;
        await place.approves(ready);
        again = { ...again, passphrase: PASSPHRASE };
      } else if (answer.outcome !== 'retry') throw new Error(`${delivery.effect}: ${code}`);
    }
    again = { ...again, later: again.later + REST_MS };
    answer = await survivor.deliver(again);
    again = { ...again, passphrase: null };
  }
  throw new Error(`${delivery.effect}: not done after ${MOST_DELIVERIES} deliveries`);
}

async function personReads({ office }: TestPlace, { applicationNumber }: Ready, code: string): Promise<boolean> {
  return (await office.journal(applicationNumber)).some(({ detail }) => detail['code'] === code);
}

/** How often it happened outside, and whether our own books say so, once. */
async function countOf(
  place: TestPlace,
  effect: Effect,
  { applicationNumber, draftSha256 }: Ready,
  once: string,
): Promise<{ external: number; written: boolean }> {
  const { store } = place.office;
  const record = await store.cases.get(applicationNumber);
  const journal = await place.office.journal(applicationNumber);
  const rows = (event: string) => journal.filter((row) => row.event === event).length;
  const done = async (key: string) => (await store.effects.find(key))?.state === 'done';
  switch (effect) {
    case 'signature':
      return {
        external: place.lines.signature.done(),
        written:
          record.signedSha256 !== null &&
          rows('card-signed') === 1 &&
          (await done(`signature:${applicationNumber}:${draftSha256}`)),
      };
    case 'message': {
      // The receipt of the application is a message too.
      const sent = (await store.messages.of(applicationNumber)).filter(({ purpose }) => purpose === 'closed').length;
      const unknown = (await store.effects.find(`message:${once}`))?.state === 'unknown';
      return {
        external: place.lines.message.done(),
        written: unknown || (sent === 1 && (await done(`message:${once}`))),
      };
    }
    case 'siak-entry':
      return {
        external: place.lines['siak-entry'].done(),
        written: record.siakReference !== null && rows('siak-entered') === 1,
      };
    case 'archive-copy': {
      const bags = place.layers.map(({ path }) => bagsOf(path, applicationNumber));
      const settled = await Promise.all(place.layers.map(({ name }) => done(copyKey(applicationNumber, name))));
      return {
        external: Math.max(...bags),
        written: Math.min(...bags) > 0 && settled.every(Boolean) && rows('case-archived') === 1,
      };
    }
  }
}

function judge(
  tally: Tally,
  { applicationNumber }: Ready,
  seen: { external: number; written: boolean },
  asked: number,
) {
  // What a person approved again is not a double; a message that a person is asked about is not lost.
  const doubled = seen.external > 1 + (tally.effect === 'signature' ? asked : 0);
  const lost = !seen.written || (seen.external === 0 && asked === 0);
  tally.doubled += Number(doubled);
  tally.lost += Number(lost);
  if (doubled || lost)
    tally.faults.push(
      `${applicationNumber}: ${seen.external} times outside, written: ${seen.written}, asked: ${asked}`,
    );
}

/**
 * Whole copies of the case in a layer: their names begin with the case number. What is being written lies under a name
 * with a dot.
 */
function bagsOf(folder: string, applicationNumber: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => (name.startsWith(applicationNumber) ? 1 : bagsOf(path.join(folder, name), applicationNumber)))
    .reduce((sum, one) => sum + one, 0);
}

/** The layers are no service that answers: the blow falls when the first copy stands there. */
function watchBags(place: TestPlace, { applicationNumber }: Ready, fall: () => void): AbortController {
  const stop = new AbortController();
  const look = () => {
    if (stop.signal.aborted) return;
    if (bagsOf(place.layers[0]!.path, applicationNumber) > 0) return fall();
    setTimeout(look, 1);
  };
  look();
  return stop;
}
