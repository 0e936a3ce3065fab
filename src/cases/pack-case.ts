import type { CaseRecord, Store } from '../store/store.ts';
import { amendedApplications } from './amendments.ts';
import type { Dependencies } from './dependencies.ts';
import { verificationInForce } from './verified-draft.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'trustAnchor'>;
type SignedCase = CaseRecord & { readonly signedSha256: string };
interface PackedFile {
  readonly name: string;
  readonly sha256: string;
}

/** Events that follow from archiving itself. */
const AFTERWARDS = [
  'case-archived',
  'archive-filled',
  'archive-damaged',
  'archive-repaired',
  'archive-whole-again',
  'archive-lost',
  'archive-not-written',
];

/**
 * The files of a case's package. They are packed once, kept as documents, and given again to every further try: the
 * applicant may choose another language meanwhile, the office another trust anchor or a newer program, a row may be
 * committed late; a second package beside the first would say that one of them is wrong. `begun`: when archiving began,
 * what happened later is not packed.
 */
export async function packedOnce(
  needs: Needs,
  record: SignedCase,
  begun: Date,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { store, documents } = needs;
  const { applicationNumber, signedSha256 } = record;
  const { contentsSha256 } =
    (await store.archivePackages.find(applicationNumber, signedSha256)) ??
    (await store.archivePackages.fix({
      applicationNumber,
      signedSha256,
      contentsSha256: (await documents.put(json(await contentsOf(needs, record, begun)))).sha256,
    }));
  return filesOf(documents, contentsSha256);
}

/** The files of the package that was laid for this signed card; undefined: none was fixed. Throws Failure DOCUMENT_DAMAGED. */
export async function packedBefore(
  { store, documents }: Pick<Needs, 'store' | 'documents'>,
  { applicationNumber, signedSha256 }: CaseRecord,
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const packed = signedSha256 === null ? undefined : await store.archivePackages.find(applicationNumber, signedSha256);
  return packed && filesOf(documents, packed.contentsSha256);
}

async function filesOf(documents: Needs['documents'], contentsSha256: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const { name, sha256 } of await listPacked(documents, contentsSha256))
    files.set(name, await documents.get(sha256));
  return files;
}

/** Which documents a package holds. Throws Failure DOCUMENT_DAMAGED. */
export async function listPacked(
  documents: Pick<Needs['documents'], 'get'>,
  contentsSha256: string,
): Promise<readonly PackedFile[]> {
  return JSON.parse((await documents.get(contentsSha256)).toString()) as PackedFile[];
}

/** Names are fixed and say nothing of the family. What is made here is kept as a document like all others. */
async function contentsOf(
  { store, documents, trustAnchor }: Needs,
  record: SignedCase,
  begun: Date,
): Promise<PackedFile[]> {
  const { applicationNumber, signedSha256, draftSha256 } = record;
  const files: PackedFile[] = [];
  const lay = (name: string, sha256: string) => void files.push({ name, sha256 });
  const make = async (name: string, bytes: Uint8Array) => lay(name, (await documents.put(bytes)).sha256);

  lay('kk-signed.pdf', signedSha256);
  if (draftSha256 !== null) lay('kk-draft.pdf', draftSha256);
  const verified = draftSha256 === null ? undefined : await verifiedBefore(store, applicationNumber, draftSha256);
  if (verified !== undefined) lay('kk-draft-verified.pdf', verified);
  for (const [i, paper] of (await store.papers.of(applicationNumber)).entries()) {
    const extension = paper.mediaType === 'image/jpeg' ? 'jpg' : 'pdf';
    lay(`papers/${String(i + 1).padStart(2, '0')}-${paper.kind}.${extension}`, paper.sha256);
  }
  const { application, reason, elements, siakReference, submittedAt } = record;
  await make(
    'case.json',
    json({ applicationNumber, reason, elements, application, siakReference, draftSha256, signedSha256, submittedAt }),
  );
  const journal = (await store.journal.of(applicationNumber)).filter(({ at }) => at <= begun);
  const amendments = await amendedApplications({ documents }, journal);
  if (amendments.length > 0) await make('amendments.json', json(amendments));
  await make('decisions.json', json(await store.decisions.of(applicationNumber)));
  // What still waits to be sent did not go out.
  const messages = (await store.messages.of(applicationNumber)).filter(
    ({ at, direction, sid, sentAt }) =>
      at <= begun && (direction === 'in' || (sid !== null && (sentAt ?? at) <= begun)),
  );
  await make(
    'messages.json',
    json(messages.map(({ direction, purpose, sid, at }) => ({ direction, purpose, sid, at }))),
  );
  // Notes of officers to each other show how the case was decided; later notes are not in the package.
  const notes = (await store.caseNotes.of(applicationNumber)).filter(({ writtenAt }) => writtenAt <= begun);
  await make(
    'notes.json',
    json(notes.toReversed().map(({ author, writtenAt, text }) => ({ author, writtenAt, text }))),
  );
  await make('journal.json', json(journal.filter(({ event }) => !AFTERWARDS.includes(event))));
  // The end of the whole journal at that time: an anchor outside the database (docs/archive.md).
  await make('journal-head.json', json(await store.journal.headAt(begun)));
  await make('trust.pem', await trustAnchor());
  return files;
}

/** The draft that was verified, where the signed one was redrawn from it for its signer. */
async function verifiedBefore(
  store: Store,
  applicationNumber: string,
  draftSha256: string,
): Promise<string | undefined> {
  const verification = await verificationInForce(store, await store.decisions.of(applicationNumber), draftSha256);
  const sha256 = verification?.draftSha256 ?? draftSha256;
  return sha256 === draftSha256 ? undefined : sha256;
}

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
