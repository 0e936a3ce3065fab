import type { CaseFile } from '../../cases/view-case.ts';

type Signed = Pick<CaseFile, 'screenSignatures'>;

/** What stands behind the name of a paper that was signed on the screen; empty for any other paper. */
export function signedNote({ screenSignatures }: Signed, paperId: string): string {
  const signature = screenSignatures.find((one) => one.paperId === paperId);
  if (signature === undefined) return '';
  return signature.stale ? ' (tanda tangan di layar, tidak berlaku lagi)' : ' (ditandatangani di layar)';
}

/** The signatures with the papers that they stand on, for the list below the evidence. */
export function signaturesView(
  { screenSignatures }: Signed,
  papers: readonly { readonly id: string; readonly number: number; readonly short: string }[],
): Record<string, unknown> {
  return {
    signatures: screenSignatures.flatMap(({ paperId, signedAt, stale }) => {
      const paper = papers.find(({ id }) => id === paperId);
      return paper === undefined ? [] : [{ ...paper, signedAt, stale }];
    }),
  };
}
