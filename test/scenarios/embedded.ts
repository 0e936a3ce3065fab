/**
 * What only the embedded engine has: Tasklist behind our proxy, a clock that moves, tables that answer which way was
 * taken, a process that can be killed. On an existing cluster (ENGINE=zeebe) these are passed over, and counted as such.
 */
export const isEmbedded = process.env['ENGINE'] !== 'zeebe';

// Mocha's globals belong to the file that is being loaded: they are asked for at each call.
export const itOnEmbedded = (title: string, test: Mocha.AsyncFunc): Mocha.Test =>
  (isEmbedded ? it : it.skip)(title, test);

export const describeOnEmbedded = (title: string, tests: (this: Mocha.Suite) => void): Mocha.Suite | void =>
  isEmbedded ? describe(title, tests) : describe.skip(title, tests);
