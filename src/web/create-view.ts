import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';

export type View = (page: string, content?: Readonly<Record<string, unknown>>) => string;

export interface ViewOptions {
  /** Folder of the pages, one `.hbs` file each, or the pages by name; each may include every other as a partial. */
  readonly pages: string | Readonly<Record<string, string>>;
  readonly helpers: Readonly<Record<string, Handlebars.HelperDelegate>>;
  /** What every page finds beside its own content. */
  readonly everywhere?: Readonly<Record<string, unknown>>;
}

const WIB = { timeZone: 'Asia/Jakarta', hour: '2-digit', minute: '2-digit' } as const;
const SHORT = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'short', year: 'numeric', ...WIB });

/** Helpers that mean the same on every page of the office. Times are the office's: WIB, UTC+7. */
const COMMON = {
  time: (value: Date) => SHORT.format(value),
  iso: (value: Date) => value.toISOString(),
  is: (a: unknown, b: unknown) => a === b,
  plus: (a: number, b: number) => a + b,
};

/** Pages compiled once. A name that a page uses and nobody gave is an error, not a gap. */
export function createView({ pages: given, helpers, everywhere = {} }: ViewOptions): View {
  const handlebars = Handlebars.create();
  handlebars.registerHelper({ ...COMMON, ...helpers });
  const pages = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, source] of Object.entries(typeof given === 'string' ? pagesIn(given) : given)) {
    const template = handlebars.compile(source, {
      strict: true,
      assumeObjects: false,
    });
    pages.set(name, template);
    handlebars.registerPartial(name, template);
  }
  return (page, content = {}) => {
    const template = pages.get(page);
    if (template === undefined) throw new Error(`no page ${page}.hbs`);
    return template({ ...everywhere, ...content });
  };
}

const pagesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.hbs'))
      .map((file) => [path.basename(file, '.hbs'), readFileSync(path.join(folder, file), 'utf8')]),
  );
