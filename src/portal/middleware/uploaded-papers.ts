import { fill } from '../../domain/language/placeholders.ts';
import { INDONESIAN } from '../../domain/language/indonesian.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/document-kinds.ts';
import { UPLOAD_LIMITS } from '../../documents/documents.ts';
import { UploadToken } from '../../documents/sealed-by-token.ts';
import { UploadGone } from '../../cases/not-possible.ts';
import type { SubmittedPaper } from '../../cases/store-papers.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { fileFault } from './file-faults.ts';
import { Problem } from './problems.ts';
import { readJson } from './read-json.ts';

interface NamedUpload {
  readonly kind: DocumentKind;
  readonly token: string;
}

/**
 * The papers that were brought ahead, as part `uploads` names them. Throws Problem, naming those that are not here any
 * more.
 */
export async function papersBroughtAhead(
  text: string | undefined,
  { uploadedPapers }: Pick<ApplicantCases, 'uploadedPapers'>,
): Promise<{ readonly papers: SubmittedPaper[]; readonly ids: string[] }> {
  if (text === undefined) return { papers: [], ids: [] };
  const named = namedIn(readJson(text));
  try {
    const papers = await uploadedPapers(named.map(({ token }) => token));
    return {
      papers: papers.map((uploaded, i) => ({ kind: named[i]!.kind, ...uploaded })),
      ids: named.map(({ token }) => new UploadToken(token).id),
    };
  } catch (error) {
    if (!(error instanceof UploadGone)) throw error;
    throw new Problem('UPLOAD_GONE', { faults: error.places.map((place) => goneFault(named, place)) });
  }
}

function goneFault(named: readonly NamedUpload[], place: number) {
  const { kind } = named[place]!;
  const index = named.slice(0, place).filter((other) => other.kind === kind).length;
  return fileFault(kind, index, fill(INDONESIAN.refusals['photo-gone'], { number: String(index + 1) }));
}

function namedIn(sent: unknown): NamedUpload[] {
  if (!Array.isArray(sent) || !sent.every(isNamed)) throw new Problem('REQUEST_UNREADABLE');
  if (sent.length > UPLOAD_LIMITS.files) throw new Problem('REQUEST_TOO_LARGE');
  return sent;
}

function isNamed(value: unknown): value is NamedUpload {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('token' in value)) return false;
  return (
    typeof value.kind === 'string' &&
    DOCUMENT_KINDS.some(({ code }) => code === value.kind) &&
    typeof value.token === 'string' &&
    /^[0-9a-f]{64}$/.test(value.token)
  );
}
