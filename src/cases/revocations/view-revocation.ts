import { isDenied, judgeRevoker, mayDecline } from '../../domain/revocation.ts';
import type { CaseRecord, MessageRecord, Store } from '../../store/store.ts';
import type { IdentifiedOfficer } from '../identify-officer.ts';
import { isFinished, revokerOf } from './request-revocation.ts';

/** What the case page says of taking the card back, and what this officer may do about it. */
export interface RevocationView {
  /** Null: nobody asked. */
  readonly newest: {
    readonly outcome: 'revoked' | 'declined' | null;
    readonly reason: string;
    readonly requestedBy: string;
    readonly requestedAt: Date;
    readonly settledBy: string | null;
    readonly settledAt: Date | null;
    /** In force, and no message went to the applicant: somebody has to tell them. */
    readonly untold: boolean;
  } | null;
  /** The card is void. */
  readonly isVoid: boolean;
  /** There is something to say or to do. */
  readonly shown: boolean;
  readonly mayRequest: boolean;
  readonly mayGrant: boolean;
  readonly mayDecline: boolean;
  /** This officer asked: "take back" instead of "say no". */
  readonly isOwn: boolean;
}

export async function viewRevocation(
  { revocations }: Pick<Store, 'revocations'>,
  identified: Pick<IdentifiedOfficer, 'officer'>,
  record: CaseRecord,
  messages: readonly Pick<MessageRecord, 'purpose'>[],
  nameOf: (username: string) => string,
  ownFamily = false,
): Promise<RevocationView> {
  const found = await revocations.newest(record.applicationNumber);
  const revoker = revokerOf(identified);
  const open = found?.outcome === null ? found : undefined;
  const isOff = found === undefined || found.outcome === 'declined';
  const told = messages.some(({ purpose }) => purpose === 'revoked');
  const mayRequest = !ownFamily && isOff && isFinished(record) && judgeRevoker(revoker, undefined) !== 'WRONG_ROLE';
  return {
    isVoid: found?.outcome === 'revoked',
    shown: found !== undefined || mayRequest,
    newest:
      found === undefined
        ? null
        : {
            outcome: found.outcome,
            reason: found.reason,
            requestedBy: nameOf(found.requestedBy),
            requestedAt: found.requestedAt,
            settledBy: found.settledBy === null ? null : nameOf(found.settledBy),
            settledAt: found.settledAt,
            untold: found.outcome === 'revoked' && !told,
          },
    mayRequest,
    mayGrant: !ownFamily && open !== undefined && !isDenied(judgeRevoker(revoker, open)),
    mayDecline: !ownFamily && open !== undefined && mayDecline(revoker, open),
    isOwn: open !== undefined && open.requestedBy === revoker.username,
  };
}
