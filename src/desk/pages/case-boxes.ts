/** A box for words on the case page, beside the form of the decision. */
export type Box = 'answer' | 'note' | 'revocation';

/** What was typed into a box and why it was not taken. */
export interface RefusedWords {
  readonly status: number;
  readonly refused: string;
  readonly box: Box;
  readonly typed: string;
}

/** By box: what was typed and why it was refused; both are empty while nothing was. */
export function boxesView(words: RefusedWords | undefined): Record<string, unknown> {
  const boxOf = (box: Box) =>
    words?.box === box ? { typed: words.typed, refused: words.refused } : { typed: '', refused: '' };
  return { boxes: { answer: boxOf('answer'), note: boxOf('note'), revocation: boxOf('revocation') } };
}
