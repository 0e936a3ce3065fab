import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Bad usage or an unusable file; the message is Indonesian, ends with a line break and is printed as it is. */
export class Unusable extends Error {}

/** What is written behind a command; what does not fit is answered with how it is called. */
export function argumentsOf<const Config extends ParseArgsConfig>(usage: string, config: Config) {
  try {
    return parseArgs(config);
  } catch {
    throw new Unusable(usage);
  }
}

/** The words behind a command without options, at most so many. */
export function wordsOf(usage: string, most: number): readonly string[] {
  const { positionals } = argumentsOf(usage, { allowPositionals: true, options: {} });
  if (positionals.length > most) throw new Unusable(usage);
  return positionals;
}

/**
 * Runs a command of the office and exits with the code that it answers. A command that cannot be carried out prints its
 * reason and exits with 2; anything thrown that is not an Error is a defect.
 */
export function runCommand(main: () => Promise<number>): void {
  main().then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      if (!(error instanceof Error)) throw error;
      process.stderr.write(error instanceof Unusable ? error.message : `${error.message}\n`);
      process.exitCode = 2;
    },
  );
}
