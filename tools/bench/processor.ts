import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of Linux's clock in /proc. */
const TICKS_PER_SECOND = 100;

/**
 * Seconds of processor time that this process, its threads, its living children and those that have ended have used:
 * what a card costs, however busy the machine is with other things. Undefined where there is no /proc.
 */
function processorSeconds(): number | undefined {
  const ticks = ticksOf(process.pid);
  return ticks === undefined ? undefined : ticks / TICKS_PER_SECOND;
}

function ticksOf(pid: number): number | undefined {
  try {
    // Behind the name, which may hold anything: user, system, and the same of children that have ended.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    const own = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1').trim().split(' ').filter(Boolean).map(Number),
    );
    return children.reduce((sum, child) => sum + (ticksOf(child) ?? 0), own);
  } catch {
    return undefined; // not Linux, or the helper has just ended
  }
}

export interface Rate {
  readonly documents: number;
  readonly seconds: number;
  /** Undefined where it cannot be measured. */
  readonly processor: number | undefined;
}

/** Times a piece of work on that many documents. */
export async function timed(documents: number, work: () => Promise<unknown>): Promise<Rate> {
  const [before, begun] = [processorSeconds(), performance.now()];
  await work();
  const [after, seconds] = [processorSeconds(), (performance.now() - begun) / 1000];
  return { documents, seconds, processor: before === undefined || after === undefined ? undefined : after - before };
}
