import { isDenied, judgeRevoker, mayDecline } from '../../domain/revocation.ts';
import type { RevocationRecord } from '../../store/revocations.ts';
import type { CaseRecord, Store } from '../../store/store.ts';
import type { Dependencies } from '../dependencies.ts';
import { NotNow } from '../not-possible.ts';
import { openForAct, refusal } from '../open-case.ts';
import { revokerOf } from './request-revocation.ts';

type Needs = Pick<Dependencies, 'store' | 'settings' | 'now'>;
type Open = RevocationRecord & { readonly outcome: null };

/**
 * The second person grants a request: the card is void from now on, whoever asks for it reads so, and its applicant is
 * told by WhatsApp where there is a number that takes messages. Throws Refusal (FOUR_EYES for who asked), NotNow.
 */
export function grantRevocation(needs: Needs) {
  const { now } = needs;
  return (username: string, applicationNumber: string): Promise<void> =>
    settle(needs, username, applicationNumber, 'card-revoked', async (tables, record, open) => {
      const settled = { outcome: 'revoked', settledBy: username, settledAt: now() } as const;
      if (!(await tables.revocations.settle(applicationNumber, settled))) throw new NotNow(GONE);
      const told = await tell(tables, needs, record, username);
      return { signedSha256: open.signedSha256, by: open.requestedBy, told };
    });
}

/** The second person says no, or the first takes the request back: the card stays as it is. */
export function declineRevocation(needs: Needs) {
  const { now } = needs;
  return (username: string, applicationNumber: string): Promise<void> =>
    settle(needs, username, applicationNumber, 'card-revocation-declined', async (tables, _record, open) => {
      const settled = { outcome: 'declined', settledBy: username, settledAt: now() } as const;
      if (!(await tables.revocations.settle(applicationNumber, settled))) throw new NotNow(GONE);
      return { signedSha256: open.signedSha256, by: open.requestedBy };
    });
}

const GONE = 'Tidak ada pencabutan yang menunggu persetujuan pada berkas ini. Muat ulang halaman.';

async function settle(
  needs: Needs,
  username: string,
  applicationNumber: string,
  event: 'card-revoked' | 'card-revocation-declined',
  write: (tables: Store, record: CaseRecord, open: Open) => Promise<Readonly<Record<string, unknown>>>,
): Promise<void> {
  const { store } = needs;
  const { identified } = await openForAct(needs, username, applicationNumber, event);
  await store.transaction(async (tables) => {
    // Two people at the same moment come one after the other.
    const record = await tables.cases.lock(applicationNumber);
    const open = await tables.revocations.newest(applicationNumber);
    if (!isOpen(open)) throw new NotNow(GONE);
    const revoker = revokerOf(identified);
    const judged = judgeRevoker(revoker, open);
    if (isDenied(judged) && !(event === 'card-revocation-declined' && mayDecline(revoker, open)))
      // Beside the transaction, which is undone by this.
      throw await refusal(
        { store },
        { username, event: 'act-refused', asked: event, applicationNumbers: [applicationNumber] },
        judged,
      );
    const detail = await write(tables, record, open);
    await tables.journal.write({ applicationNumber, actor: username, event, step: null, detail });
  });
}

const isOpen = (found: RevocationRecord | undefined): found is Open => found !== undefined && found.outcome === null;

/** Answers whether a message to the applicant is on its way; otherwise the officers tell them. */
async function tell(tables: Store, { now }: Needs, record: CaseRecord, author: string): Promise<boolean> {
  const { applicationNumber, whatsapp: phone } = record;
  if (phone === null || (await tables.conversations.find(phone))?.stoppedAt != null) return false;
  await tables.messages.add(
    {
      applicationNumber,
      direction: 'out',
      purpose: 'revoked',
      sid: null,
      status: 'waiting',
      errorCode: null,
      once: `revoked:${applicationNumber}`,
      phone,
      author,
      at: now(),
      nextTryAt: now(),
    },
    -1,
  );
  return true;
}
