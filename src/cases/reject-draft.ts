import { LONGEST_NOTE, SHORTEST_REASON } from '../domain/decision-answers.ts';
import { HUMAN_TASKS } from '../domain/process.ts';
import { typedText } from '../domain/typed-text.ts';
import type { Decide } from './decide.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';

/**
 * The head says no: the draft goes back to Kasi/Kabid with the head's reason. A passphrase given for it is forgotten.
 */
export function rejectDraft({ store, grants }: Pick<Dependencies, 'store' | 'grants'>, decide: Decide) {
  return async (username: string, applicationNumber: string, note: string): Promise<void> => {
    const reason = typedText(note);
    if (reason.length < SHORTEST_REASON)
      throw new NotNow('Tulis alasan, agar Kasi/Kabid tahu apa yang harus diperbaiki.');
    if (reason.length > LONGEST_NOTE) throw new NotNow(`Alasan paling panjang ${LONGEST_NOTE} huruf.`);
    const { draftSha256 } = await store.cases.get(applicationNumber);
    if (draftSha256 !== null && (await store.signingBatches.isUnderWay(draftSha256)))
      throw new NotNow('Draf ini sedang ditandatangani. Tunggu hasilnya.');
    const item = (await store.workList.open({ applicationNumber })).find(({ element }) => element === HUMAN_TASKS[7]);
    if (item === undefined) throw new NotNow('Tidak sedang menunggu tanda tangan. Muat ulang daftar.');
    await decide(username, { applicationNumber, task: item.taskId, answer: { signing: 'rejected', note: reason } });
    if (draftSha256 === null) return;
    grants.revoke(draftSha256);
    await store.grantHolders.remove(draftSha256);
  };
}
