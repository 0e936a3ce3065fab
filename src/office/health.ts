/** Each part's answer within this time, or it counts as down. */
const PATIENCE_MS = 3_000;

/**
 * State of the office's parts for /healthz: 'ok', or what is wrong in a word: a part that answers a text says it
 * itself. Never throws, never holds an exception's text.
 */
export function healthOf(
  parts: Readonly<Record<string, () => Promise<unknown>>>,
): () => Promise<Record<string, string>> {
  return async () => {
    const answers = await Promise.all(
      Object.entries(parts).map(async ([name, ask]) => [name, await stateOf(ask)] as const),
    );
    return Object.fromEntries(answers);
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
