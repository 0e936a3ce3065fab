/** The text as the beginning of a sentence. */
export const capitalised = (text: string): string => text.replace(/^./u, (letter) => letter.toUpperCase());
