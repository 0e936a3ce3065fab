import type { Response } from 'express';
import type { Languages } from '../domain/language/language.ts';
import type { OfficeCalendar } from '../domain/office-calendar.ts';
import { weekHours } from '../domain/office-hours.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { createView } from '../web/create-view.ts';
import { inPage } from './in-page.ts';
import { languageOf } from './middleware/language.ts';

/** What every page shows around its own content. */
export interface OfficeFace {
  readonly name: string;
  /** Where people without a phone are helped; by default as the language says it. */
  readonly help?: string;
  /** Whether a line above every page says that nothing here is real. */
  readonly isSimulated?: boolean;
  /** The office's own number on WhatsApp, as people read it; the link is absent where nobody would answer it. */
  readonly whatsapp?: { readonly number: string; readonly link?: string };
}

/** A page of the portal in the language of this answer (`speak`). */
export type View = (response: Response, page: string, content?: Readonly<Record<string, unknown>>) => string;

/** The pages of every language that the office offers. */
export function createPortalView(
  { help, ...office }: OfficeFace,
  calendar: OfficeCalendar,
  languages: Languages,
  assetUrl: (name: string) => string,
): View {
  const views = new Map(
    languages.offered.map((language) => {
      const time = new Intl.DateTimeFormat(language.locale, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'Asia/Jakarta',
      });
      const view = createView({
        pages: language.pages,
        helpers: {
          officeHours: () => weekHours(language, calendar, plainDateOf(new Date())),
          asset: (name: string) => assetUrl(name),
          time: (value: string | Date) => `${time.format(new Date(value))} WIB`,
        },
        everywhere: {
          office: { isSimulated: false, whatsapp: null, help: help ?? language.titles('help'), ...office },
          language: { code: language.code, locale: language.locale },
          says: inPage(language.scriptTexts),
          languages:
            languages.offered.length === 1
              ? []
              : languages.offered.map(({ code, name }) => ({ code, name, isCurrent: code === language.code })),
        },
      });
      return [language.code, view];
    }),
  );
  return (response, page, content) => views.get(languageOf(response).code)!(page, content);
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
