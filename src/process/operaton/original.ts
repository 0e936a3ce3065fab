/**
 * The diagram as its owner edits it goes along with its translation in the same deployment, so that what a case is
 * drawn on is the version it began with. The ending keeps the engine from reading it as a diagram of its own.
 */
const ENDING = '.zeebe';

/** Name in the deployment of the original of this file. */
export const originalName = (name: string): string => `${name}${ENDING}`;
