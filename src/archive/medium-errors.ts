/**
 * What the file system answers when a medium of the archive is at fault, by its code; anything else is a defect of the
 * program.
 */

const MISSING: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);
const OCCUPIED: ReadonlySet<unknown> = new Set(['ENOTEMPTY', 'EEXIST']);
const CANNOT_FLUSH: ReadonlySet<unknown> = new Set(['EINVAL', 'ENOTSUP']);
const UNREADABLE: ReadonlySet<unknown> = new Set(['EIO', 'EBADMSG', 'EUCLEAN', 'EISDIR', 'ENAMETOOLONG']);

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
 * Damage of the medium itself: a sector that cannot be read, a file system that is not what it was (a folder or a name
 * that no file can have). It is what a check looks for, never a reason to end it.
 */
export function isUnreadable(error: unknown): boolean {
  return UNREADABLE.has(codeOf(error));
}
