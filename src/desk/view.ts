import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import type { DocumentKind } from '../domain/document-kinds.ts';
import { documentLabel } from '../domain/document-kinds.ts';
import { elementOf, type ElementCode } from '../domain/elements.ts';
import { isPlainDate, printedDate } from '../domain/plain-date.ts';
import { sign } from './signs.ts';
import { duration } from './words.ts';

const FOLDER = fileURLToPath(new URL('../../templates/desk/', import.meta.url));
const TIME = new Intl.DateTimeFormat('id-ID', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Jakarta',
});
const CLOCK = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' });

export type View = (page: string, content: Readonly<Record<string, unknown>>) => string;

/** The pages of `templates/desk/`, compiled once. A name that a page uses and nobody gave is an error, not a gap. */
export function createView(assetUrl: (name: string) => string, links: { readonly tasklistUrl: string }): View {
  const handlebars = Handlebars.create();
  handlebars.registerHelper({
    asset: assetUrl,
    time: (value: Date) => TIME.format(value),
    clock: (value: Date) => CLOCK.format(value),
    iso: (value: Date) => value.toISOString(),
    duration,
    fingerprint: (sha256: string) => sha256.slice(0, 12),
    paperLabel: (kind: DocumentKind) => documentLabel(kind),
    elementLabel: (code: ElementCode) => elementOf(code).label,
    /** A NIK in groups is read aloud and compared more easily. */
    grouped: (value: string) => value.replace(/(\d{6})(\d{6})(\d{4})/, '$1 $2 $3'),
    shown: (text: string) => (isPlainDate(text) ? printedDate(text) : text),
    is: (a: unknown, b: unknown) => a === b,
    or: (a: readonly unknown[], b: readonly unknown[]) => a.length > 0 || b.length > 0,
    sign,
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
  return (page, content) => {
    const template = pages.get(page);
    if (template === undefined) throw new Error(`no page templates/desk/${page}.hbs`);
    return template({ tasklistUrl: links.tasklistUrl, ...content });
  };
}
