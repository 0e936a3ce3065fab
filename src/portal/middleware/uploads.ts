import { fill } from '../../domain/language/placeholders.ts';
import { INDONESIAN } from '../../domain/language/indonesian.ts';
import type { Request, RequestHandler } from 'express';
import { pipeline, type Writable } from 'node:stream';
import multer from 'multer';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/document-kinds.ts';
import type { FieldFault } from '../../domain/check-application.ts';
import { PaperRefused, UPLOAD_LIMITS, type CleanPaper } from '../../documents/documents.ts';
import type { SubmittedPaper } from '../../cases/store-papers.ts';
import { fileFault } from './file-faults.ts';
import { Problem } from './problems.ts';
import { bodyOf } from './upload-budget.ts';

/** Bytes of the JSON part and of form fields; the largest honest application has about 20 KB. */
export const FORM_BYTES = 64 * 1024;
/** Bytes of one request with papers: all files at their limit, and the form around them. */
export const REQUEST_BYTES = UPLOAD_LIMITS.files * UPLOAD_LIMITS.bytesPerFile + 2 * FORM_BYTES;

/** Hygiene of one file; askers take turns. */
export type Clean = (bytes: Buffer, askedBy: string) => Promise<CleanPaper>;

/** A file as it came in; the name it had on the visitor's phone is not looked at. */
export interface ReceivedFile {
  readonly part: string;
  readonly bytes: Buffer;
}
export interface Received {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly ReceivedFile[];
}

/**
 * Reads a multipart body with one part per document kind (repeatable) beside the named other parts. A program may send
 * a text part with a type of its own and thereby as a file (`new Blob([json], {type: 'application/json'})`); it is read
 * as the text it is.
 */
export function multipart(parts: {
  readonly texts: readonly string[];
  readonly files: readonly string[];
  /** Default: that of a paper. */
  readonly bytesPerFile?: number;
  /** What to say of a file above it; default: that of a photo. */
  readonly tooLarge?: string;
}): RequestHandler {
  const options = {
    storage: multer.memoryStorage(),
    limits: {
      fileSize: parts.bytesPerFile ?? UPLOAD_LIMITS.bytesPerFile,
      files: UPLOAD_LIMITS.files + parts.texts.length,
      fields: 8,
      fieldSize: FORM_BYTES,
      fieldNameSize: 100,
      parts: UPLOAD_LIMITS.files + 10,
      headerPairs: 20,
    },
    streamHandler: (request: Request, parser: Writable) =>
      void bodyOf(request).then((body) => pipeline(body.content(), parser, () => undefined)),
  };
  const named = [...parts.texts.map((name) => ({ name, maxCount: 1 })), ...parts.files.map((name) => ({ name }))];
  const read = multer(options).fields(named);
  return async (request, response, next) => {
    if (!request.is('multipart/form-data'))
      throw new Problem('MEDIA_TYPE', { remedy: INDONESIAN.refusals['kirim-sebagai-multipart-form'] });
    await bodyOf(request);
    read(request, response, (error?: unknown) => {
      if (error === undefined || error === null) return next();
      if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE' && parts.tooLarge !== undefined)
        return next(new Problem('FILE_TOO_LARGE', { remedy: parts.tooLarge }));
      next(error instanceof multer.MulterError ? error : new Problem('REQUEST_UNREADABLE', { cause: error }));
    });
  };
}
export const PAPER_PARTS: readonly string[] = DOCUMENT_KINDS.map((kind) => kind.code);

/** What `multipart` has read. Throws Problem for form fields nobody asked for. */
export function received(
  request: { readonly body?: unknown; readonly files?: unknown },
  texts: readonly string[],
): Received {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.body ?? {})) {
    if (!texts.includes(name) || typeof value !== 'string')
      throw new Problem('APPLICATION_INVALID', {
        faults: [
          {
            field: `/${name.slice(0, 60)}`,
            title: INDONESIAN.fields['isian-tidak-dikenal'],
            remedy: INDONESIAN.refusals['hapus-isian-ini-tidak'],
          },
        ],
      });
    fields[name] = value;
  }
  const files: ReceivedFile[] = [];
  for (const file of allFiles(request.files)) {
    if (texts.includes(file.fieldname)) {
      if (file.size > FORM_BYTES) throw new Problem('REQUEST_TOO_LARGE');
      fields[file.fieldname] = file.buffer.toString('utf8');
    } else if (file.size > 0 || file.originalname !== '') files.push({ part: file.fieldname, bytes: file.buffer });
  }
  // The order in which a client writes its parts means nothing; the order within one kind does (pages of one paper).
  return { fields, files: files.toSorted((a, b) => (a.part < b.part ? -1 : a.part > b.part ? 1 : 0)) };
}

function allFiles(files: unknown): Express.Multer.File[] {
  return typeof files === 'object' && files !== null
    ? Object.values(files as Record<string, Express.Multer.File[]>).flat()
    : [];
}

/**
 * Cleans one after the other (a decoded picture is large), and names every file that cannot be taken. Throws Problem;
 * then nothing may be stored.
 */
export async function cleanPapers(
  files: readonly ReceivedFile[],
  clean: (bytes: Buffer) => Promise<CleanPaper>,
  beside = 0,
): Promise<SubmittedPaper[]> {
  if (files.length + beside > UPLOAD_LIMITS.files)
    throw new Problem('REQUEST_TOO_LARGE', {
      remedy: fill(INDONESIAN.refusals['files-at-once'], { count: String(UPLOAD_LIMITS.files) }),
    });
  const papers: SubmittedPaper[] = [];
  const faults: FieldFault[] = [];
  for (const [i, file] of files.entries()) {
    const index = files.slice(0, i).filter((other) => other.part === file.part).length;
    const kind = DOCUMENT_KINDS.find((known) => known.code === file.part)?.code;
    if (kind === undefined) faults.push(fileFault(file.part, index, INDONESIAN.refusals['jenis-dokumen-ini-tidak']));
    else
      await cleanOne(kind, file.bytes, clean).then(
        (paper) => papers.push(paper),
        (error: unknown) => faults.push(fileFault(file.part, index, refusalOf(error))),
      );
  }
  if (faults.length > 0) throw new Problem('FILE_REFUSED', { faults });
  return papers;
}

async function cleanOne(
  kind: DocumentKind,
  bytes: Buffer,
  clean: (bytes: Buffer) => Promise<CleanPaper>,
): Promise<SubmittedPaper> {
  if (bytes.length === 0) throw new PaperRefused(INDONESIAN.refusals['foto-atau-pdf-ini-kosong']);
  return { kind, paper: await clean(bytes) };
}

function refusalOf(error: unknown): string {
  if (error instanceof PaperRefused) return error.reason;
  throw error;
}
