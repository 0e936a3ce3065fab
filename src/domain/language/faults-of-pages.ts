/** What a reader reads of a tag; everything else in it must be the same in every language. */
const READ = /\b(aria-label|alt|title|content|placeholder)="[^"]*"/g;
const TAG = /<[^>]*>|\{\{[^}]*\}\}+/g;

/**
 * What another language's pages have too much or too little, as Indonesian sentences: the same pages, and on each the same
 * tags and values as in Indonesian, in whatever order its sentences need. A form that lost a field would be sent without it.
 */
export function faultsOfPages(
  indonesian: Readonly<Record<string, string>>,
  pages: Readonly<Record<string, string>>,
): string[] {
  const unknown = Object.keys(pages).filter((page) => !Object.hasOwn(indonesian, page));
  return [
    ...unknown.map((page) => `halaman "${page}.hbs" tidak dikenal. Hapus, atau periksa namanya.`),
    ...Object.entries(indonesian).flatMap(([page, source]) => {
      const own = pages[page];
      if (own === undefined) return [`halaman "${page}.hbs" tidak ada. Salin dari folder id.`];
      const [wanted, found] = [tagsOf(source), tagsOf(own)];
      const isInOrder = blocksIn(wanted).join('') === blocksIn(found).join('');
      return [
        ...(isInOrder ? [] : [`halaman "${page}.hbs" memakai {{#...}} dan {{/...}} dalam urutan lain dari folder id.`]),
        ...without(wanted, found).map(
          (tag) => `halaman "${page}.hbs" tanpa ${tag}. Tambahkan seperti dalam folder id.`,
        ),
        ...without(found, wanted).map(
          (tag) => `halaman "${page}.hbs" mempunyai ${tag} yang tidak ada dalam folder id. Hapus.`,
        ),
      ];
    }),
  ];
}

const tagsOf = (source: string): string[] => (source.match(TAG) ?? []).map((tag) => tag.replace(READ, '$1'));

/** Their order is what makes a page well-formed; values and tags may change places. */
const blocksIn = (tags: readonly string[]): string[] => tags.filter((tag) => /^\{\{(?:[#/]|else)/.test(tag));

/** What is in `all` more often than in `those`. */
function without(all: readonly string[], those: readonly string[]): string[] {
  const left = [...those];
  return all.filter((tag) => {
    const at = left.indexOf(tag);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}
