import { plainDateOf } from '../domain/plain-date.ts';
import { applicationOf } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';
import { noticesOf } from './notices-with-card.ts';
import { mayWithdraw, ownCase } from './own-case.ts';
import { paperAlternatives } from './paper-alternatives.ts';
import type { PinGuard } from './pin-guard.ts';
import { trackedMessages } from './tracked-messages.ts';
import { isCardReady, trackingOf, type Tracking } from './tracking.ts';
import { delayOf } from './waiting/service-away.ts';
import { revocationInForce } from './revocations/revocation-in-force.ts';

export interface Delayed {
  /** A service that the case waits for has not answered for long: a sentence for the applicant. */
  readonly delay: string | null;
}

/** The process takes a withdrawal within a moment, or when the engine is back; until then the case stands as it was. */
async function hasAskedToWithdraw({ store }: Pick<Dependencies, 'store'>, applicationNumber: string): Promise<boolean> {
  const messages = await store.outbox.of(applicationNumber);
  return messages.some(({ name, voidAt }) => name === 'application-withdrawn' && voidAt === null);
}

/** What the applicant sees of their case by number and PIN. */
export function trackApplication(
  dependencies: Pick<Dependencies, 'store' | 'documents' | 'languages' | 'now'> & {
    readonly settings: Pick<Dependencies['settings'], 'terms' | 'officeRules'>;
  },
  guard: PinGuard,
) {
  const { store } = dependencies;
  return async (applicationNumber: string, pin: string, from?: string): Promise<Tracking & Delayed> => {
    const record = await ownCase(dependencies, guard, applicationNumber, pin, from);
    const [journal, decisions] = await Promise.all([
      store.journal.of(applicationNumber),
      store.decisions.of(applicationNumber),
    ]);
    const language = dependencies.languages.of(record.application.language);
    const application = await applicationOf(dependencies, record);
    const revoked = await revocationInForce(store, applicationNumber);
    const may = await mayWithdraw(dependencies, record);
    const isWithdrawing = may && (await hasAskedToWithdraw(dependencies, applicationNumber));
    return {
      delay: await delayOf(dependencies, applicationNumber, language),
      ...trackingOf(record, journal, decisions, {
        application,
        // Worked out only where something is asked for: the page looks every few seconds.
        instead:
          record.missingDocuments.length === 0
            ? new Map()
            : paperAlternatives(application, plainDateOf(dependencies.now()), dependencies.settings.officeRules),
        notices: isCardReady(record, revoked) ? await noticesOf(dependencies, record) : [],
        language,
        mayWithdraw: may && !isWithdrawing,
        isWithdrawing,
        revoked,
        messages: await trackedMessages(
          dependencies,
          await store.messages.of(applicationNumber),
          record.whatsapp,
          language,
        ),
      }),
    };
  };
}
