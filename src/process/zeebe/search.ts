/** The cluster's search may lag by a second; we take what it has and ask again later. */
export const NOW = { consistency: { waitUpToMs: 0 } } as const;

const PAGE = 100;
/** More than any case has, or an office has open. */
const MOST_PAGES = 100;

/** All items of a search, page by page. */
export async function searchAll<T>(
  page: (page: { readonly from: number; readonly limit: number }) => Promise<{ readonly items?: readonly T[] }>,
): Promise<T[]> {
  const all: T[] = [];
  for (let count = 0; count < MOST_PAGES; count++) {
    const { items = [] } = await page({ from: count * PAGE, limit: PAGE });
    all.push(...items);
    if (items.length < PAGE) break;
  }
  return all;
}
