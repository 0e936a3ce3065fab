/** What was called and with which values, in order. `note(name, answer)` stands for a function of a table or a service. */
export function noteBook() {
  const did: unknown[][] = [];
  const note =
    (name: string, answer?: unknown) =>
    (...args: unknown[]): Promise<unknown> => {
      did.push([name, ...args]);
      return Promise.resolve(answer);
    };
  return { did, note };
}
