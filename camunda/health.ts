import { setTimeout as wait } from 'node:timers/promises';

/** Whether the health page answers 200 within 2 s. */
export async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Resolves when the health page answers 200. Throws what `signal` was aborted with. */
export async function healthy(url: string, signal: AbortSignal): Promise<void> {
  while (!(await isHealthy(url))) await wait(250, undefined, { signal });
  signal.throwIfAborted();
}
