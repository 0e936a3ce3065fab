/**
 * Aborted when this process is told to stop: a bench looks at it before every turn, and closes the office and the engine
 * that it has opened before it ends.
 */
export function toldToStop(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop.abort(new Error('Dihentikan; yang dibuka untuk pengukuran sudah ditutup.')));
  return stop.signal;
}
