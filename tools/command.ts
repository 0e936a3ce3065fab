/** Bad usage or an unusable file; the message is Indonesian, ends with a line break and is printed as it is. */
export class Unusable extends Error {}

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
