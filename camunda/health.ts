import type { Probe } from './jvm-program.ts';

const PATIENCE_MS = 4_000;

/** Asks a health page with the secret of its host. */
export function probeOf(url: string, secret: string): Probe {
  return async () => {
    try {
      const answer = await fetch(url, {
        headers: { authorization: `Bearer ${secret}` },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.body?.cancel();
      return answer.ok ? 'ready' : 'alive';
    } catch {
      return 'silent';
    }
  };
}
