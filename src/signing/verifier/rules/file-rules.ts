import { sameValue, walk, type PdfValue } from '../pdf/values.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { isSpace } from '../pdf/cursor.ts';
import { countSignatures } from '../signature-field.ts';
import type { Rule } from '../rule.ts';

export interface FileEvidence {
  readonly file: PdfFile;
}

/**
 * Anything that acts, opens or fetches when the file is looked at, forms that paint over it, and permissions that make
 * other changes look allowed. Names are compared with #-escapes resolved.
 */
const ACTIVE = new Set([
  'JavaScript',
  'JS',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'EF',
  'OpenAction',
  'AA',
  'XFA',
  'RichMedia',
  'SubmitForm',
  'ImportData',
  'ResetForm',
  'GoToR',
  'GoToE',
  'Rendition',
  'Movie',
  'Sound',
  '3D',
  'SetOCGState',
  'OCProperties',
  'Hide',
  'Named',
  'Thread',
  'Trans',
  'GoTo3DView',
  'RichMediaExecute',
  'Perms',
  'Legal',
  'FileAttachment',
  'Collection',
  'NeedAppearances',
  'PA',
  'GoToDp',
  'Screen',
  'Projection',
  'TrapNet',
  'Templates',
  'AlternatePresentations',
  'Requirements',
  'SpiderInfo',
  'PresSteps',
  'AF',
  'OPI',
  'Alternates',
  'FFilter',
  'FreeText',
  'Stamp',
  'Redact',
  'Watermark',
  'PrinterMark',
  'Popup',
  'Threads',
]);

const notEncrypted: Rule<FileEvidence> = {
  code: 'ENCRYPTED',
  passed: { id: 'Berkas tidak dikunci dengan sandi.', en: 'The file is not encrypted.' },
  failed: {
    id: 'Berkas dikunci dengan sandi, sehingga isinya tidak dapat diperiksa.',
    en: 'The file is encrypted; its content cannot be examined.',
  },
  holds: ({ file }) => file.revisions.every((revision) => !revision.trailer.entries.has('Encrypt')),
};

const twoRevisions: Rule<FileEvidence> = {
  code: 'REVISIONS',
  passed: {
    id: 'Berkas terdiri atas dokumen asli dan satu penambahan: tanda tangan.',
    en: 'The file is the original and one update: the signature.',
  },
  failed: {
    id: 'Jumlah perubahan berkas tidak sesuai: seharusnya dokumen asli dan satu penambahan.',
    en: 'The file should be the original and exactly one update.',
  },
  holds: ({ file }) => {
    const [original, update, further] = file.revisions;
    if (update === undefined || further !== undefined) return false;
    // An update that names another catalog or another identity shows another document.
    const same = (key: string) => sameValue(original.trailer.entries.get(key), update.trailer.entries.get(key));
    return (
      same('Root') &&
      (same('Info') || !update.trailer.entries.has('Info')) &&
      sameFirstId(original.trailer.entries.get('ID'), update.trailer.entries.get('ID'))
    );
  },
};

export const startsWithApproved = (approvedPdf: Buffer): Rule<FileEvidence> => ({
  code: 'PREFIX',
  passed: {
    id: 'Dokumen asli sama bita demi bita dengan draf yang disetujui.',
    en: 'The original is, byte for byte, the approved draft.',
  },
  failed: { id: 'Dokumen asli bukan draf yang disetujui.', en: 'The original is not the approved draft.' },
  holds: ({ file }) =>
    file.bytes.length > approvedPdf.length &&
    file.bytes.subarray(0, approvedPdf.length).equals(approvedPdf) &&
    isEndOfOriginal(file, approvedPdf.length),
});

const nothingActive: Rule<FileEvidence> = {
  code: 'ACTIVE_CONTENT',
  passed: {
    id: 'Tidak ada isi aktif (skrip, lampiran, aksi).',
    en: 'There is no active content (scripts, attachments, actions).',
  },
  failed: {
    id: 'Ada isi aktif (skrip, lampiran atau aksi) yang dapat mengubah tampilan.',
    en: 'There is active content (a script, attachment or action) that could change what is shown.',
  },
  holds: ({ file }) => {
    let found = false;
    for (const { objects, trailer } of file.revisions)
      for (const value of [trailer, ...[...objects.values()].map((object) => object.value)])
        walk(value, (part) => {
          found ||=
            part.kind === 'name'
              ? ACTIVE.has(part.name)
              : part.kind === 'dictionary' &&
                ([...part.entries.keys()].some((key) => ACTIVE.has(key)) || leadsElsewhere(part.entries.get('URI')));
        });
    return !found;
  },
};

/** The QR of a card leads to a web page; a script, a file or a base for all links does not. */
function leadsElsewhere(link: PdfValue | undefined): boolean {
  return link !== undefined && !(link.kind === 'string' && /^https?:\/\//.test(link.bytes.toString('latin1')));
}

const oneSignature: Rule<FileEvidence> = {
  code: 'ONE_SIGNATURE',
  passed: { id: 'Ada tepat satu tanda tangan.', en: 'There is exactly one signature.' },
  failed: { id: 'Berkas tidak memuat tepat satu tanda tangan.', en: 'The file does not hold exactly one signature.' },
  holds: ({ file }) =>
    countSignatures(file) === 1 && countSignatures({ ...file, revisions: [file.revisions[0]] }) === 0,
};

export const FILE_RULES: readonly Rule<FileEvidence>[] = [notEncrypted, twoRevisions, nothingActive, oneSignature];

function sameFirstId(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === undefined) return true;
  return a.kind === 'array' && b?.kind === 'array' && sameValue(a.items[0], b.items[0]);
}

/** The approved bytes end where the first revision ends; white space between them may belong to either. */
function isEndOfOriginal(file: PdfFile, length: number): boolean {
  const { end } = file.revisions[0];
  return file.bytes.subarray(Math.min(length, end), Math.max(length, end)).every(isSpace);
}
