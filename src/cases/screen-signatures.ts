import type { Application } from '../domain/application.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import type { OfficeRules } from '../domain/events/office-rules.ts';
import { formForScreen, formSha256, isStillSigned, type ScreenSignature } from '../domain/forms/screen-signature.ts';
import type { ScreenSignatureRecord } from '../store/screen-signatures.ts';
import type { CaseRecord, PaperRecord, Store } from '../store/store.ts';
import { applicationOf } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';
import { SignatureStale } from './not-possible.ts';

type Needs = Pick<Dependencies, 'store' | 'documents'>;
type Record = Pick<CaseRecord, 'applicationNumber' | 'application' | 'amendedSha256'>;

/** A signature of a case, and whether what it was given for still stands in the application. */
export interface JudgedSignature extends ScreenSignatureRecord {
  /** The application was corrected since, and the form says something else now. */
  readonly stale: boolean;
}

/** The forms of a case that were signed on the screen, oldest first. `record` says which application counts. */
export async function screenSignaturesOf(needs: Needs, record: Record): Promise<JudgedSignature[]> {
  const signatures = await needs.store.screenSignatures.of(record.applicationNumber);
  // Most signatures stand as they were given, and the application need not be opened.
  if (signatures.every(({ amendedSha256 }) => amendedSha256 === record.amendedSha256))
    return signatures.map((signature) => ({ ...signature, stale: false }));
  const application = await applicationOf(needs, record);
  return signatures.map((signature) => ({
    ...signature,
    stale: signature.amendedSha256 !== record.amendedSha256 && !isStillSigned(signature, application),
  }));
}

/** The papers that count: a form whose signature was given for something else is none. */
export async function papersThatCount<P extends Pick<PaperRecord, 'id'>>(
  needs: Needs,
  record: Record,
  papers: readonly P[],
): Promise<P[]> {
  return withoutStale(await screenSignaturesOf(needs, record), papers);
}

/** The same for who has read the signatures already. */
export function withoutStale<P extends Pick<PaperRecord, 'id'>>(
  signatures: readonly Pick<JudgedSignature, 'paperId' | 'stale'>[],
  papers: readonly P[],
): P[] {
  const stale = new Set(signatures.filter((one) => one.stale).map((one) => one.paperId));
  return papers.filter(({ id }) => !stale.has(id));
}

/** Kinds of papers that were there, and whose only signatures are stale now: to be asked for again. */
export async function kindsToSignAgain(needs: Needs, record: Record): Promise<DocumentKind[]> {
  const papers = await needs.store.papers.of(record.applicationNumber);
  const counting = new Set((await papersThatCount(needs, record, papers)).map(({ kind }) => kind));
  return [...new Set(papers.map(({ kind }) => kind))].filter((kind) => !counting.has(kind));
}

/** Notes that a paper of this case was signed on the screen, and journals who signed what and when. */
export async function noteScreenSignature(
  tables: Pick<Store, 'screenSignatures' | 'journal'>,
  { id: paperId, applicationNumber }: Pick<PaperRecord, 'id' | 'applicationNumber'>,
  { form, contentSha256, signedAt }: ScreenSignature,
  { amendedSha256, way }: { readonly amendedSha256: string | null; readonly way: 'application' | 'tracking' },
): Promise<void> {
  await tables.screenSignatures.add({
    ...{ paperId, applicationNumber, form, contentSha256, amendedSha256, signedAt },
  });
  await tables.journal.write({
    applicationNumber,
    actor: 'pemohon',
    event: 'form-signed-on-screen',
    step: way === 'application' ? 1 : 3,
    // On the page of a case number and PIN say who signs; before the submission the phone that submits.
    detail: { form, contentSha256, signedAt: signedAt.toISOString(), way },
  });
}

/**
 * Refuses what was signed on the screen before the submission and does not fit it: another office rule since, another
 * kind of paper, or answers that were changed after the signature. Throws SignatureStale with the places.
 */
export function refuseStaleSignatures(
  application: Application,
  papers: readonly { readonly kind: DocumentKind; readonly signature?: ScreenSignature | undefined }[],
  office: OfficeRules,
): void {
  const places = papers.flatMap(({ kind, signature }, place) => {
    if (signature === undefined) return [];
    const content = formForScreen(kind, application, office, signature.signedAt);
    const fits = kind === signature.form && content !== undefined && formSha256(content) === signature.contentSha256;
    const index = papers.slice(0, place).filter((other) => other.kind === kind).length;
    return fits ? [] : [{ kind, index }];
  });
  if (places.length > 0) throw new SignatureStale(places);
}
