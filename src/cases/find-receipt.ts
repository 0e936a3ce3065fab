import { pinOf } from '../domain/application-number.ts';
import type { Dependencies } from './dependencies.ts';
import { NotYourCase } from './not-possible.ts';

/** For so long a lost answer is looked for; the draft on the phone lives no longer. */
const FINDABLE_MS = 7 * 24 * 3_600_000;
/**
 * A key drawn at random by the page. Programs choose theirs, and some of those can be guessed: these are not answered.
 */
const DRAWN = /^[0-9a-f]{32}$/;

export interface FoundReceipt {
  readonly applicationNumber: string;
  readonly pin: string;
}

/**
 * The receipt of a submission whose answer never arrived: by the random key under which it was sent and the applicant's
 * NIK. Throws NotYourCase when there is none, also after a new PIN was given at the counter (the old receipt is void).
 */
export function findReceipt({ store, settings, now }: Pick<Dependencies, 'store' | 'settings' | 'now'>) {
  return async (idempotencyKey: string, nik: string): Promise<FoundReceipt> => {
    const record = DRAWN.test(idempotencyKey) ? await store.cases.byIdempotencyKey(idempotencyKey) : undefined;
    if (
      record === undefined ||
      record.application.applicant.nik !== nik ||
      record.pinGeneration !== 0 ||
      now().getTime() - record.submittedAt.getTime() > FINDABLE_MS
    )
      throw new NotYourCase();
    const { applicationNumber } = record;
    return { applicationNumber, pin: pinOf(applicationNumber, settings.linkKey, record.pinGeneration) };
  };
}
