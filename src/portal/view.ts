import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Response } from 'express';
import Handlebars from 'handlebars';

/** What every page shows around its own content. */
export interface OfficeFace {
  readonly name: string;
  readonly hours: string;
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

export type View = (page: string, content?: Readonly<Record<string, unknown>>) => string;

/** The pages of `templates/portal/`, compiled once. A name that a page uses and nobody gave is an error, not a gap. */
export function createView(office: OfficeFace, assetUrl: (name: string) => string): View {
  const handlebars = Handlebars.create();
  handlebars.registerHelper({
    asset: (name: string) => assetUrl(name),
    time: (value: string | Date) => `${WIB.format(new Date(value))} WIB`,
    is: (a: unknown, b: unknown) => a === b,
    plus: (a: number, b: number) => a + b,
  });
  const pages = new Map<string, Handlebars.TemplateDelegate>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.hbs'))) {
    const template = handlebars.compile(readFileSync(path.join(FOLDER, file), 'utf8'), {
      strict: true,
      assumeObjects: false,
    });
    pages.set(file.slice(0, -4), template);
    handlebars.registerPartial(file.slice(0, -4), template);
  }
  return (page, content = {}) => {
    const template = pages.get(page);
    if (template === undefined) throw new Error(`no page templates/portal/${page}.hbs`);
    return template({ office: { banner: null, ...office }, ...content });
  };
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
