/** A form on the case page, beside that of the decision. */
export type Box = 'answer' | 'note' | 'revocation' | 'number' | 'reading' | 'immigration';

/** The forms that have one box to type into, with its field. */
export const FIELD_OF = {
  answer: 'jawaban',
  note: 'catatan',
  revocation: 'alasan',
  number: 'nomor',
} as const satisfies Partial<Record<Box, string>>;

/** What was typed into such a form and why it was not taken. */
export interface RefusedForm {
  readonly status: number;
  readonly refused: string;
  readonly box: Box;
  readonly fields: URLSearchParams;
}

/** What was typed into this form when it was refused; undefined: it was not. */
export const typedIn = (box: Box, form: RefusedForm | undefined): URLSearchParams | undefined =>
  form?.box === box ? form.fields : undefined;

/** By form: why it was refused, and what stood in its one box; both are empty while nothing was. */
export function boxesView(form: RefusedForm | undefined): Record<string, unknown> {
  const refusedIn = (box: Box) => (form?.box === box ? form.refused : '');
  const boxOf = (box: keyof typeof FIELD_OF) => ({
    typed: typedIn(box, form)?.get(FIELD_OF[box]) ?? '',
    refused: refusedIn(box),
  });
  return {
    boxes: {
      answer: boxOf('answer'),
      note: boxOf('note'),
      revocation: boxOf('revocation'),
      number: boxOf('number'),
      reading: { refused: refusedIn('reading') },
      immigration: { refused: refusedIn('immigration') },
    },
  };
}
