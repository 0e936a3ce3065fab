/** A text as it stands between the tags of SVG or of Pango's markup. */
export const markupOf = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
