/** JSON as text of a page: nothing in it means anything to HTML. */
export function inPage(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('&', '\\u0026');
}
