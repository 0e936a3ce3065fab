import type { CaseRecord, Store } from '../store/store.ts';
import { amendedApplications } from './amendments.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { notReached } from './step-reached.ts';
import { verificationInForce } from './verified-draft.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'archive' | 'trustAnchor' | 'now'>;

/** Events that follow from archiving itself. */
const AFTERWARDS = ['case-archived', 'archive-filled', 'archive-damaged', 'archive-repaired', 'archive-lost'];

/** Key of the copy of a case on one medium, in the ledger of effects. */
export const copyKey = (applicationNumber: string, layer: string) => `archive:${applicationNumber}:${layer}`;

/**
 * SOP step 10: a package of the case into every layer. A layer whose medium is absent becomes a visible remainder
 * (`absent`), filled when it is back. A second delivery of the job packs the same content, and finds the copies it
 * made. Throws Failure: STEP_NOT_REACHED when the case has no signed card or the applicant did not get it;
 * ARCHIVE_UNAVAILABLE.
 */
export function archiveCase(needs: Needs) {
  const { store, archive: layers, now } = needs;
  return async ({ applicationNumber }: CaseReference): Promise<void> => {
    const record = await store.cases.get(applicationNumber);
    if (record.signedSha256 === null || !['delivered', 'archived'].includes(record.state))
      throw notReached('not signed and delivered', record);
    const begun = await intend(needs, applicationNumber);
    const copies = await layers.store({ applicationNumber, files: await filesOf(needs, record, begun) });
    await store.transaction(async (tables) => {
      for (const copy of copies) {
        await tables.archiveCopies.put({ applicationNumber, ...copy });
        if (copy.path !== null) await tables.effects.settle(copyKey(applicationNumber, copy.layer), 'done', copy.path);
      }
      // A commit whose answer was lost may have come through meanwhile: the rows of the effects were waited for.
      if ((await tables.cases.get(applicationNumber)).state === 'archived') return;
      await tables.cases.change(applicationNumber, { state: 'archived' });
      await tables.journal.write({
        applicationNumber,
        actor: 'sistem',
        event: 'case-archived',
        step: 10,
        detail: {
          at: now().toISOString(),
          stored: copies.filter((c) => c.state === 'stored').map((c) => c.layer),
          absent: copies.filter((c) => c.state === 'absent').map((c) => c.layer),
        },
      });
    });
  };
}

/** When archiving of the case began for the first time: what is packed ends there. */
async function intend({ store, archive: { layers } }: Needs, applicationNumber: string): Promise<Date> {
  const intended = [];
  for (const layer of layers)
    intended.push(
      await store.effects.intend({ key: copyKey(applicationNumber, layer), kind: 'archive-copy', applicationNumber }),
    );
  return new Date(Math.min(...intended.map(({ effect }) => effect.intendedAt.getTime())));
}

/** Names are fixed and say nothing of the family. */
async function filesOf(
  { store, documents, trustAnchor }: Needs,
  record: CaseRecord,
  begun: Date,
): Promise<Map<string, Uint8Array>> {
  const { applicationNumber, signedSha256, draftSha256 } = record;
  const files = new Map<string, Uint8Array>();
  if (signedSha256 !== null) files.set('kk-signed.pdf', await documents.get(signedSha256));
  if (draftSha256 !== null) files.set('kk-draft.pdf', await documents.get(draftSha256));
  const verified = draftSha256 === null ? undefined : await verifiedBefore(store, applicationNumber, draftSha256);
  if (verified !== undefined) files.set('kk-draft-verified.pdf', await documents.get(verified));
  for (const [i, paper] of (await store.papers.of(applicationNumber)).entries()) {
    const extension = paper.mediaType === 'image/jpeg' ? 'jpg' : 'pdf';
    files.set(`papers/${String(i + 1).padStart(2, '0')}-${paper.kind}.${extension}`, await documents.get(paper.sha256));
  }
  const { application, reason, elements, siakReference, submittedAt } = record;
  files.set(
    'case.json',
    json({ applicationNumber, reason, elements, application, siakReference, draftSha256, signedSha256, submittedAt }),
  );
  const journal = (await store.journal.of(applicationNumber)).filter(({ at }) => at <= begun);
  const amendments = await amendedApplications({ documents }, journal);
  if (amendments.length > 0) files.set('amendments.json', json(amendments));
  files.set('decisions.json', json(await store.decisions.of(applicationNumber)));
  // One that still waits to be sent is not in it: begun again, the bag is the same.
  const messages = (await store.messages.of(applicationNumber)).filter(
    ({ at, direction, sid, sentAt }) =>
      at <= begun && (direction === 'in' || (sid !== null && (sentAt ?? at) <= begun)),
  );
  files.set(
    'messages.json',
    json(messages.map(({ direction, purpose, sid, at }) => ({ direction, purpose, sid, at }))),
  );
  // Notes of officers to each other show how the case was decided; later notes are not in the package.
  const notes = (await store.caseNotes.of(applicationNumber)).filter(({ writtenAt }) => writtenAt <= begun);
  files.set('notes.json', json(notes.toReversed().map(({ author, writtenAt, text }) => ({ author, writtenAt, text }))));
  files.set('journal.json', json(journal.filter(({ event }) => !AFTERWARDS.includes(event))));
  // The end of the whole journal at that time: an anchor outside the database (docs/archive.md).
  files.set('journal-head.json', json(await store.journal.headAt(begun)));
  files.set('trust.pem', await trustAnchor());
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
