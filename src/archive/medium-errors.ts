/**
 * What the file system answers when a medium of the archive is at fault, by its code; anything else is a defect of the
 * program.
 */

const MISSING: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);
const OCCUPIED: ReadonlySet<unknown> = new Set(['ENOTEMPTY', 'EEXIST']);
const CANNOT_FLUSH: ReadonlySet<unknown> = new Set(['EINVAL', 'ENOTSUP']);
/** What this machine or program lacks for a moment; the medium may be whole. */
const NOT_OF_MEDIUM: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EBADF']);

/** The code of a file system's error; undefined for any other. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The file or folder is not there. */
export function isMissing(error: unknown): boolean {
  return MISSING.has(codeOf(error));
}

/** Something stands there already. */
export function isOccupied(error: unknown): boolean {
  return OCCUPIED.has(codeOf(error));
}

/** Some flash media cannot flush folders. */
export function cannotFlush(error: unknown): boolean {
  return CANNOT_FLUSH.has(codeOf(error));
}

/**
 * The medium does not give back what stands there: a sector that cannot be read, a file system that is not what it was,
 * a disk pulled out, a right taken away. It is what a check looks for, never a reason to end it. Whatever the kernel
 * says counts, as Node has no name for many such answers (EUCLEAN is "Unknown system error -117").
 */
export function isUnreadable(error: unknown): boolean {
  return isOfSystem(error) && !isMissing(error) && !NOT_OF_MEDIUM.has(codeOf(error));
}

function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'errno' in error && typeof error.errno === 'number';
}
