import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

/** The file that Node runs for a module of ours, to begin it in a process of its own: `program('tools/account.ts')`. */
export const program = (source: string): string => path.join(ROOT, 'dist', source.replace(/\.ts$/, '.js'));
