import { fileURLToPath } from 'node:url';
import type { Response } from 'express';
import type { Language } from '../domain/language/language.ts';
import type { OfficeCalendar } from '../domain/office-calendar.ts';
import { weekHours } from '../domain/office-hours.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { createView, type View } from '../web/create-view.ts';

export type { View };

/** What every page shows around its own content. */
export interface OfficeFace {
  readonly name: string;
  /** Where people without a phone are helped. */
  readonly help: string;
  /** A line above every page, for example that this office is a simulation. */
  readonly banner?: string;
}

const FOLDER = fileURLToPath(new URL('../../templates/portal/', import.meta.url));
const WIB = new Intl.DateTimeFormat('id-ID', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Jakarta',
});

/** The pages of `templates/portal/`. */
export function createPortalView(
  office: OfficeFace,
  calendar: OfficeCalendar,
  language: Language,
  assetUrl: (name: string) => string,
): View {
  return createView({
    folder: FOLDER,
    helpers: {
      officeHours: () => weekHours(language, calendar, plainDateOf(new Date())),
      asset: (name: string) => assetUrl(name),
      time: (value: string | Date) => `${WIB.format(new Date(value))} WIB`,
    },
    everywhere: { office: { banner: null, ...office } },
  });
}

/** Answers with a page that holds nobody's data: a browser may keep it, but asks whether it is still the same. */
export function showPublic(response: Response, html: string): void {
  response.set('Cache-Control', 'no-cache').type('html').send(html);
}

/** Answers with a page that belongs to one person. */
export function showPersonal(response: Response, html: string, status = 200): void {
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow, noarchive' })
    .type('html')
    .send(html);
}
