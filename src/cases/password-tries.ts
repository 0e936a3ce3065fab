import { createHmac } from 'node:crypto';
import type { Limit, LimitRule } from '../store/limits.ts';
import type { AccountDependencies, Origin } from './account-dependencies.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Wrong tries of a day for one account from one place: a known browser, or else an address. */
const OF_PLACE: LimitRule = { name: 'password-tries', most: 1000, windowSeconds: 24 * HOUR };
/** From the so-manieth wrong try of the day on, so many seconds pass before the next is judged. */
const DELAYS: readonly { readonly from: number; readonly seconds: number }[] = [
  { from: 5, seconds: MINUTE },
  { from: 8, seconds: 5 * MINUTE },
  { from: 11, seconds: 15 * MINUTE },
  { from: 14, seconds: HOUR },
  { from: 17, seconds: 6 * HOUR },
];
/** Wrong tries from one address for whichever accounts: a whole office may share it. */
const OF_ADDRESS: LimitRule = { name: 'password-tries-address', most: 100, windowSeconds: 15 * MINUTE };
/**
 * Wrong tries for one account from strange browsers everywhere (NIST SP 800-63B-4 3.2.2: at most 100). Browsers in
 * which the officer has logged in before go on, so that nobody can shut the owner out.
 */
const FROM_STRANGERS: LimitRule = { name: 'password-tries-strangers', most: 100, windowSeconds: 24 * HOUR };

/** A try that has been counted, before it is known to be wrong. */
export interface CountedTry {
  readonly allowed: boolean;
  /** Seconds until the next try is judged; 0 when allowed. */
  readonly retryAfterSeconds: number;
  /** True for the first try that a lock refuses: it goes into the journal, those after it do not. */
  readonly locksNow: boolean;
  /** It was right: forgets what was counted for this account from this place. */
  wasRight(): Promise<void>;
}

/** Counts a try before it is judged, so that of a hundred at the same moment no more than allowed are judged. */
export async function countTry(
  { limits }: Pick<AccountDependencies, 'limits'>,
  account: { readonly username: string; readonly generation: number },
  { address, browser }: Origin,
): Promise<CountedTry> {
  // A new password begins with new counts: its generation is another.
  const subject = `${account.username} ${account.generation}`;
  const place = `${subject} ${browser === null ? `address ${address}` : `browser ${browser}`}`;
  const shared: Shared[] =
    browser === null
      ? [
          { limit: limits.limit(OF_ADDRESS), subject: address, most: OF_ADDRESS.most },
          { limit: limits.limit(FROM_STRANGERS), subject, most: FROM_STRANGERS.most },
        ]
      : [];
  for (const [index, one] of shared.entries()) {
    const { allowed, used, retryAfterSeconds } = await one.limit.count(one.subject);
    if (allowed) continue;
    await takeBack(shared.slice(0, index));
    return refused(retryAfterSeconds, used === one.most + 1);
  }

  const ofPlace = limits.limit(OF_PLACE);
  const { used: wrongTries } = await ofPlace.count(place);
  const delay = DELAYS.findLast(({ from }) => wrongTries >= from);
  const gate = limits.limit(gateOf(delay?.seconds ?? MINUTE));
  if (delay !== undefined) {
    const { allowed, used, retryAfterSeconds } = await gate.count(place);
    if (!allowed) {
      await takeBack([...shared, { limit: ofPlace, subject: place }]);
      return refused(retryAfterSeconds, used === 2);
    }
  }
  return {
    allowed: true,
    retryAfterSeconds: 0,
    locksNow: false,
    async wasRight() {
      await takeBack(shared);
      await ofPlace.forget(place);
      await gate.forget(place);
    },
  };
}

interface Shared {
  readonly limit: Limit;
  readonly subject: string;
  readonly most: number;
}

/** One try passes and closes the gate behind it. Gates of all delays are one count: only the time differs. */
const gateOf = (seconds: number): LimitRule => ({ name: 'password-tries-gate', most: 1, windowSeconds: seconds });

async function takeBack(counts: readonly Pick<Shared, 'limit' | 'subject'>[]): Promise<void> {
  for (const { limit, subject } of counts) await limit.takeBack(subject);
}

const refused = (retryAfterSeconds: number, locksNow: boolean): CountedTry => ({
  allowed: false,
  retryAfterSeconds,
  locksNow,
  wasRight: () => Promise.resolve(),
});

/** Twelve hex digits that are the same for the same address, for the journal. */
export function addressMark({ addressKey }: Pick<AccountDependencies, 'addressKey'>, address: string): string {
  return createHmac('sha256', addressKey).update(address).digest('hex').slice(0, 12);
}
