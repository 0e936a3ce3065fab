/** Lines on the terminal while the office opens: what is being done, and how long it took. */
export interface Progress {
  (text: string): void;
  /** Runs a long part and prints its time; passes its answer or its error on. */
  readonly during: <T>(text: string, work: () => Promise<T>) => Promise<T>;
}

/** `write` gets whole lines. */
export function createProgress(write: (line: string) => void): Progress {
  const started = Date.now();
  const clock = () => `${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s`;
  const say = (text: string) => write(`${clock()}  ${text}`);
  const during = async <T>(text: string, work: () => Promise<T>): Promise<T> => {
    const begin = Date.now();
    say(`${text} …`);
    const answer = await work();
    say(`${text}: siap (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
    return answer;
  };
  return Object.assign(say, { during });
}
