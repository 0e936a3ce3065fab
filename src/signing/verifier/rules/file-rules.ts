import { sameValue, walk, type PdfValue } from '../pdf/values.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { isSpace } from '../pdf/cursor.ts';
import { countSignatures } from '../signature-field.ts';
import { told, type Rule } from '../rule.ts';

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
  ...told('ENCRYPTED', {
    passed: 'The file is not encrypted.',
    failed: 'The file is encrypted; its content cannot be examined.',
  }),
  holds: ({ file }) => file.revisions.every((revision) => !revision.trailer.entries.has('Encrypt')),
};

const twoRevisions: Rule<FileEvidence> = {
  ...told('REVISIONS', {
    passed: 'The file is the original and one update: the signature.',
    failed: 'The file should be the original and exactly one update.',
  }),
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
  ...told('PREFIX', {
    passed: 'The original is, byte for byte, the approved draft.',
    failed: 'The original is not the approved draft.',
  }),
  holds: ({ file }) =>
    file.bytes.length > approvedPdf.length &&
    file.bytes.subarray(0, approvedPdf.length).equals(approvedPdf) &&
    isEndOfOriginal(file, approvedPdf.length),
});

const nothingActive: Rule<FileEvidence> = {
  ...told('ACTIVE_CONTENT', {
    passed: 'There is no active content (scripts, attachments, actions).',
    failed: 'There is active content (a script, attachment or action) that could change what is shown.',
  }),
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
  ...told('ONE_SIGNATURE', {
    passed: 'There is exactly one signature.',
    failed: 'The file does not hold exactly one signature.',
  }),
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
