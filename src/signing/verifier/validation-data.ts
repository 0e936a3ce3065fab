import { readCertificate } from './certificates/certificate.ts';
import { readRevocationList, type RevocationList } from './certificates/revocation-list.ts';
import { findObject, resolve, type PdfFile } from './pdf/pdf-file.ts';
import { entry, PdfDefect, type PdfValue } from './pdf/values.ts';

/** The document security store of the catalog (DSS); undefined when there is none. */
export function securityStore(file: PdfFile): PdfValue | undefined {
  const catalog = resolve(file, file.revisions.at(-1)?.trailer.entries.get('Root'));
  return entry(catalog, 'DSS');
}

/**
 * Revocation lists that the file itself carries (ETSI EN 319 142-1, 5.4.2). Everything in the store must be readable: plain
 * streams, each a certificate or a full list. Throws PdfDefect and DerDefect.
 */
export function carriedLists(file: PdfFile): RevocationList[] {
  const store = resolve(file, securityStore(file));
  if (store?.kind !== 'dictionary' || ![...store.entries.keys()].every((key) => KEYS.has(key))) throw new PdfDefect('security store');
  streams(file, entry(store, 'Certs')).forEach(readCertificate);
  return streams(file, entry(store, 'CRLs')).map(readRevocationList);
}

const KEYS = new Set(['Type', 'Certs', 'CRLs']);

function streams(file: PdfFile, list: PdfValue | undefined): Buffer[] {
  const items = resolve(file, list);
  if (items?.kind !== 'array') throw new PdfDefect('security store');
  return items.items.map((item) => {
    const object = item.kind === 'reference' ? findObject(file, item) : undefined;
    if (object?.stream === undefined || object.value.kind !== 'dictionary' || object.value.entries.size !== 1) throw new PdfDefect('security store');
    return file.bytes.subarray(object.stream.start, object.stream.end);
  });
}
