/** Letters of an officer's answer or internal note, and of an applicant's question. */
export const LONGEST_WORDS = 1000;
/** Letters of an answer that goes by the approved template. */
export const LONGEST_TEMPLATE_WORDS = 500;

/**
 * What was typed into a box of several lines, as the box itself counts it: a browser sends each line break as two
 * characters, so a text that its page allowed would be measured as too long. Whoever measures or keeps such a text
 * reads it by this.
 */
export const typedText = (sent: string): string => sent.replace(/\r\n?/g, '\n').trim();
