import type { JournalRow } from '../store/store.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'archive' | 'trustAnchor' | 'now'>;

/** SOP step 10: a package of the case into every layer. A layer whose medium is absent becomes a visible remainder (`absent`), filled when it is back. */
export function archiveCase(needs: Needs) {
  const { store, archive: layers, now } = needs;
  return async ({ applicationNumber }: CaseReference): Promise<void> => {
    const copies = await layers.store({ applicationNumber, files: await filesOf(needs, applicationNumber) });
    await store.transaction(async (tables) => {
      for (const copy of copies) await tables.archiveCopies.put({ applicationNumber, ...copy });
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

/** Names are fixed and say nothing of the family. */
async function filesOf(
  { store, documents, trustAnchor }: Needs,
  applicationNumber: string,
): Promise<Map<string, Uint8Array>> {
  const record = await store.cases.get(applicationNumber);
  const { signedSha256, draftSha256 } = record;
  const files = new Map<string, Uint8Array>();
  if (signedSha256 !== null) files.set('kk-signed.pdf', await documents.get(signedSha256));
  if (draftSha256 !== null) files.set('kk-draft.pdf', await documents.get(draftSha256));
  for (const [i, paper] of (await store.papers.of(applicationNumber)).entries()) {
    const extension = paper.mediaType === 'image/jpeg' ? 'jpg' : 'pdf';
    files.set(`papers/${String(i + 1).padStart(2, '0')}-${paper.kind}.${extension}`, await documents.get(paper.sha256));
  }
  const { application, reason, elements, siakReference, submittedAt } = record;
  files.set(
    'case.json',
    json({ applicationNumber, reason, elements, application, siakReference, draftSha256, signedSha256, submittedAt }),
  );
  files.set('decisions.json', json(await store.decisions.of(applicationNumber)));
  files.set('journal.json', json((await store.journal.of(applicationNumber)).filter(untilArchiving)));
  files.set('trust.pem', await trustAnchor());
  return files;
}

/** A second delivery of the job packs the same journal, so it finds its own package instead of a different one. */
function untilArchiving(row: JournalRow): boolean {
  return row.event !== 'case-archived' && row.event !== 'archive-filled' && row.event !== 'step-late';
}

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
