import { INDONESIAN } from '../domain/language/indonesian.ts';
import type { Application } from '../domain/application.ts';
import { isEventApplication } from '../domain/events/from-application.ts';
import { applicationOf } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';

/** The answers of the applicant as they stand, and the people they listed, so that a NIK can be shown by its name. */
export interface OwnEvents {
  readonly events: NonNullable<Application['events']>;
  readonly people: readonly { readonly name: string; readonly nik: string }[];
}

/**
 * What the applicant answered to the questions of the events, to correct it while an officer waits for that. Journalled,
 * because it shows personal data. Throws NotYourCase, and NotNow when nothing is to be corrected.
 */
export function viewOwnEvents(dependencies: Pick<Dependencies, 'store' | 'documents'>, guard: PinGuard) {
  return async (applicationNumber: string, pin: string, from?: string): Promise<OwnEvents> => {
    const record = await ownCase(dependencies, guard, applicationNumber, pin, from);
    if (record.state !== 'waiting-for-applicant') throw new NotNow(INDONESIAN.refusals['saat-ini-isian-tidak']);
    if (!isEventApplication(record.application))
      throw new NotNow(INDONESIAN.refusals['permohonan-ini-dilengkapi-dengan']);
    const { applicant, events = [], listed = [], members } = await applicationOf(dependencies, record);
    await dependencies.store.journal.write({
      applicationNumber,
      actor: 'pemohon',
      event: 'application-shown-to-applicant',
      step: 3,
      detail: {},
    });
    const people = [applicant, ...listed, ...members].flatMap(({ name, nik }) =>
      nik === undefined || nik === '' ? [] : [{ name, nik }],
    );
    return { events, people: people.filter(({ nik }, i) => people.findIndex((one) => one.nik === nik) === i) };
  };
}
