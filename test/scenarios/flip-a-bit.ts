import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDocuments } from '../../src/documents/create-documents.ts';
import type { TestOffice } from './the-office.ts';

/**
 * A bit of the encrypted file, as a bad sector would. Where it lies is known to the key alone, so the same bytes are
 * stored beside and their name compared.
 */
export async function flipsABit({ config }: TestOffice, sha256: string): Promise<void> {
  const folder = path.join(config.varDir, 'documents');
  const key = Buffer.from(config.secrets.documentKey, 'base64');
  const beside = mkdtempSync(path.join(tmpdir(), 'kk-beside-'));
  try {
    await createDocuments({ folder: beside, key }).put(await createDocuments({ folder, key }).get(sha256));
    const [name] = readdirSync(beside, { recursive: true, encoding: 'utf8' }).filter(
      (entry) => path.basename(entry).length === 64,
    );
    const file = path.join(folder, name!);
    const bytes = readFileSync(file);
    bytes[bytes.length - 100]! ^= 1;
    writeFileSync(file, bytes);
  } finally {
    rmSync(beside, { recursive: true });
  }
}
