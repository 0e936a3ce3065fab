/**
 * A text without its SHA-256 values: about one of a hundred holds sixteen digits in a row, as a NIK does, and a test that
 * looks for numbers of people would depend on chance.
 */
export const withoutHashes = (text: string): string => text.replaceAll(/\b[0-9a-f]{64}\b/g, '');
