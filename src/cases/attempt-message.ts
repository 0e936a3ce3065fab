import { Failure } from '../domain/failures.ts';
import type { EffectRecord, Store } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * A message as its sender sees it: sent now, or found in WhatsApp's list, where it has been since an earlier attempt.
 */
export interface AttemptedMessage {
  readonly sid: string;
  readonly status: string;
  readonly wasFound: boolean;
}

/**
 * After a silence a slow line may still bring the message to WhatsApp: so long its list is asked, and nothing sent
 * again.
 */
const STILL_ON_ITS_WAY_MS = 2 * 60_000;
/**
 * A message is tried within seconds. One that is older waited while the office was closed, or lay in a backup: the office
 * that was lost since may have sent it.
 */
const MAY_BE_SENT_AFTER_MS = 5 * 60_000;
/** Attempts without an answer that the list does not know either. After the second one a person asks the applicant. */
const MOST_ATTEMPTS = 2;

/**
 * Sends what the effect intends, unless WhatsApp's list knows its reference already: that interface takes no
 * idempotency key. `since`: when what the message tells of came about. Throws Failure WHATSAPP_UNREACHABLE while an
 * earlier attempt may still arrive, and MESSAGE_STATE_UNKNOWN when nobody can tell whether it was sent.
 */
export async function attemptMessage(
  { store, messenger, now }: Pick<Dependencies, 'messenger' | 'now'> & { readonly store: Pick<Store, 'effects'> },
  effect: EffectRecord,
  { ref, to, since }: { readonly ref: string; readonly to: string; readonly since: Date },
  put: () => Promise<{ sid: string; status: string }>,
): Promise<AttemptedMessage> {
  const earliest = new Date(Math.min(since.getTime(), effect.intendedAt.getTime()));
  const mayBeSent = effect.attempts > 0 || now().getTime() - earliest.getTime() >= MAY_BE_SENT_AFTER_MS;
  const known = mayBeSent ? await messenger.find({ ref, to }, earliest) : undefined;
  if (known !== undefined) return { ...known, wasFound: true };
  requireNotOnItsWay(effect, now());
  if (!(await store.effects.attempt(effect.key, { at: now(), after: effect.attempts })))
    throw new Failure('WHATSAPP_UNREACHABLE', 'another process has just sent it');
  try {
    return { ...(await put()), wasFound: false };
  } catch (error) {
    if (error instanceof Failure && error.code !== 'WHATSAPP_UNREACHABLE') await store.effects.didNothing(effect.key);
    throw error;
  }
}

/** Throws Failure unless nothing was sent for certain, or as certainly as WhatsApp's list shows. */
function requireNotOnItsWay({ attempts, attemptedAt }: EffectRecord, now: Date): void {
  if (attemptedAt === null) return;
  if (now.getTime() - attemptedAt.getTime() < STILL_ON_ITS_WAY_MS)
    throw new Failure('WHATSAPP_UNREACHABLE', 'an earlier attempt may still arrive');
  if (attempts >= MOST_ATTEMPTS) throw new Failure('MESSAGE_STATE_UNKNOWN', `${attempts} attempts without an answer`);
}
