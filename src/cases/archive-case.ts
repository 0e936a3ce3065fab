import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { packedOnce } from './pack-case.ts';
import { notReached } from './step-reached.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'archive' | 'trustAnchor' | 'now'>;

/** Key of the copy of a case on one medium, in the ledger of effects. */
export const copyKey = (applicationNumber: string, layer: string) => `archive:${applicationNumber}:${layer}`;

/**
 * SOP step 10: a package of the case into every layer. A layer whose medium is absent becomes a visible remainder
 * (`absent`), filled when it is back. What is packed is fixed at the first try: a second delivery of the job lays the
 * same package, and finds the copies it made. Throws Failure: STEP_NOT_REACHED when the case has no signed card or the
 * applicant did not get it; ARCHIVE_UNAVAILABLE.
 */
export function archiveCase(needs: Needs) {
  const { store, archive: layers, now } = needs;
  return async ({ applicationNumber }: CaseReference): Promise<void> => {
    const record = await store.cases.get(applicationNumber);
    const { signedSha256 } = record;
    if (signedSha256 === null || !['delivered', 'archived'].includes(record.state))
      throw notReached('not signed and delivered', record);
    const begun = await intend(needs, applicationNumber);
    const copies = await layers.store({
      applicationNumber,
      files: await packedOnce(needs, { ...record, signedSha256 }, begun),
    });
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
