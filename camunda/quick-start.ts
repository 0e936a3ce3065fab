import { createHash } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isThere } from '../src/machine/is-there.ts';
import type { Java } from './java.ts';
import type { JvmProgram } from './jvm-program.ts';
import { withLock } from './lock.ts';

/** Writing the archive takes 3 s on a calm machine. */
const WRITING_MS = 120_000;

/**
 * The archive of classes (AppCDS) with which the JVM starts in half the time. It fits one build of Java, one class path and
 * one set of options; Java leaves one that does not fit aside, so each has its own.
 */
export function archiveFile(folder: string, { home, build }: Java, program: JvmProgram): string {
  const mark = createHash('sha256')
    .update([home, build, ...program.jvmArguments].join('\n'))
    .digest('hex')
    .slice(0, 12);
  return path.join(folder, `classes-${mark}.jsa`);
}

export function startingFrom(archive: string, program: JvmProgram): JvmProgram {
  return withArgument(program, `-XX:SharedArchiveFile=${archive}`);
}

/**
 * Runs the program once until it is ready, and has it write the archive as it ends. Does nothing when it is there; of
 * two starters at once one writes it, and the other waits: two recordings on one machine take twice as long.
 */
export async function makeArchive(
  archive: string,
  program: JvmProgram,
  signal: AbortSignal | undefined,
  run: (program: JvmProgram) => Promise<{ stop(patienceMs: number): Promise<void> }>,
): Promise<void> {
  if (await isThere(archive)) return;
  await withLock(`${archive}.lock`, signal, async () => {
    if (await isThere(archive)) return;
    const unfinished = `${archive}.unfinished`;
    try {
      const running = await run(withArgument(program, `-XX:ArchiveClassesAtExit=${unfinished}`));
      await running.stop(WRITING_MS);
      if (await isThere(unfinished)) await rename(unfinished, archive);
    } finally {
      await rm(unfinished, { force: true });
    }
  });
}

function withArgument(program: JvmProgram, argument: string): JvmProgram {
  return { ...program, jvmArguments: [...program.jvmArguments, argument] };
}
