import { readCertificate } from './certificates/certificate.ts';
import { readRevocationList, type RevocationList } from './certificates/revocation-list.ts';
import { catalogOf, findObject, resolve, type PdfFile } from './pdf/pdf-file.ts';
import { entry, ofKind, PdfDefect, type PdfValue } from './pdf/values.ts';

/** The document security store of the catalog (DSS); undefined when there is none. */
export function securityStore(file: PdfFile): PdfValue | undefined {
  return entry(catalogOf(file), 'DSS');
}

/**
 * Revocation lists that the file itself carries (ETSI EN 319 142-1, 5.4.2). Everything in the store must be readable:
 * plain streams, each a certificate or a full list. Throws PdfDefect and DerDefect.
 */
export function carriedLists(file: PdfFile): RevocationList[] {
  const store = ofKind(resolve(file, securityStore(file)), 'dictionary');
  if (![...store.entries.keys()].every((key) => KEYS.has(key))) throw new PdfDefect('security store');
  streams(file, entry(store, 'Certs')).forEach(readCertificate);
  return streams(file, entry(store, 'CRLs')).map(readRevocationList);
}

/** As many as two chains need; each may be large, and is read every time that it is named. */
const MAX_ITEMS = 16;

const KEYS = new Set(['Type', 'Certs', 'CRLs']);

function streams(file: PdfFile, list: PdfValue | undefined): Buffer[] {
  const { items } = ofKind(resolve(file, list), 'array');
  if (items.length > MAX_ITEMS) throw new PdfDefect('security store');
  return items.map((item) => {
    const object = findObject(file, ofKind(item, 'reference'));
    // A dictionary with its length alone: packed or encrypted, it could be read in two ways.
    if (object?.stream === undefined || ofKind(object.value, 'dictionary').entries.size !== 1)
      throw new PdfDefect('security store');
    return file.bytes.subarray(object.stream.start, object.stream.end);
  });
}
