import type { Language } from '../../domain/language/language.ts';
import { delayText, unattendedKind } from '../../domain/waiting.ts';
import type { Dependencies } from '../dependencies.ts';

/**
 * What the applicant reads when their case waits for a service for longer than `SERVICE_TERM_MINUTES`: a plain
 * sentence, or null while all goes its way.
 */
export async function delayOf(
  { store, now, settings }: Pick<Dependencies, 'store' | 'now'> & { settings: Pick<Dependencies['settings'], 'terms'> },
  applicationNumber: string,
  language: Language,
): Promise<string | null> {
  const waits = await store.inquiries.unattendedCase(applicationNumber);
  if (waits === undefined) return null;
  const minutes = (now().getTime() - waits.since.getTime()) / 60_000;
  if (minutes < settings.terms.serviceMinutes) return null;
  return delayText(language, unattendedKind(waits.state, waits.takenUpAt !== null, waits.lastEvent));
}
