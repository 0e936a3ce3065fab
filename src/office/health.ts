/** Each part's answer within this time, or it counts as down. */
const PATIENCE_MS = 3_000;
/**
 * An answer serves everybody who asks within this time: each question costs a call of SIAK's quota, and anybody may ask.
 */
export const HEALTH_KEPT_MS = 15_000;

/**
 * State of the office's parts for /healthz: 'ok', or what is wrong in a word: a part that answers a text says it
 * itself. Never throws, never holds an exception's text. The parts are asked once at a time, and again when the answer
 * is older than `keptMs`.
 */
export function healthOf(
  parts: Readonly<Record<string, () => Promise<unknown>>>,
  keptMs = HEALTH_KEPT_MS,
): () => Promise<Record<string, string>> {
  let newest: Promise<Record<string, string>> | undefined;
  let askAgainAt = Infinity;

  async function ask(): Promise<Record<string, string>> {
    const answers = await Promise.all(
      Object.entries(parts).map(async ([name, part]) => [name, await stateOf(part)] as const),
    );
    askAgainAt = performance.now() + keptMs;
    return Object.fromEntries(answers);
  }

  return () => {
    if (newest === undefined || performance.now() >= askAgainAt) {
      askAgainAt = Infinity;
      newest = ask();
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
