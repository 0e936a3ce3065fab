import type { ArchivePackage } from '../../src/archive/archive.ts';

/** A case as it is archived; `serial` makes its number and content. */
export function packageOf(serial: number, change: Readonly<Record<string, string>> = {}): ArchivePackage {
  const texts = {
    'kk-signed.pdf': `%PDF-1.7 signed ${serial}`,
    'kk-draft.pdf': `%PDF-1.7 draft ${serial}`,
    'papers/01-ijazah.jpg': 'x'.repeat(20_000),
    'case.json': '{}\n',
    ...change,
  };
  return {
    applicationNumber: `KK-261122-${String(serial).padStart(6, '0')}`,
    files: new Map(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)])),
  };
}
