/** Each part's answer within this time, or it counts as down. */
const PATIENCE_MS = 3_000;
/** Services of others: each question costs a call of an agreed quota, and anybody may ask. */
const OF_OTHERS: ReadonlySet<string> = new Set(['siak', 'bsre', 'whatsapp']);
const KEPT_OF_OTHERS_MS = 15_000;
/** Our own parts answer of this second. */
const KEPT_MS = 1_000;

/**
 * State of the office's parts for /healthz: 'ok', or what is wrong in a word: a part that answers a text says it
 * itself. Never throws, never holds an exception's text. A part is asked once at a time, and its answer serves everybody
 * who asks for so many milliseconds.
 */
export function healthOf(
  parts: Readonly<Record<string, () => Promise<unknown>>>,
  keptMs: (part: string) => number = keptMsOf,
): () => Promise<Record<string, string>> {
  const known = Object.entries(parts).map(([name, part]) => ({
    name,
    state: remembered(() => stateOf(part), keptMs(name)),
  }));
  return async () => {
    const states = await Promise.all(known.map(async ({ name, state }) => [name, await state()] as const));
    return Object.fromEntries(states);
  };
}

function keptMsOf(part: string): number {
  return OF_OTHERS.has(part) ? KEPT_OF_OTHERS_MS : KEPT_MS;
}

function remembered<Answer>(ask: () => Promise<Answer>, keptMs: number): () => Promise<Answer> {
  let newest: Promise<Answer> | undefined;
  let askAgainAt = Infinity;
  return () => {
    if (newest === undefined || performance.now() >= askAgainAt) {
      askAgainAt = Infinity;
      newest = ask().finally(() => {
        askAgainAt = performance.now() + keptMs;
      });
    }
    return newest;
  };
}

async function stateOf(ask: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('tidak menjawab'), PATIENCE_MS);
  });
  const answer = ask().then(
    (said) => (typeof said === 'string' ? said : 'ok'),
    () => 'terganggu',
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
