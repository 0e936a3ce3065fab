import type { CaseHistory } from './process.ts';

/** What the admin reads of a case that was begun again at an element. */
export function begunAgain(elementName: string, at: Date): CaseHistory['byHand'][number] {
  return { who: null, what: `Dimulai lagi pada langkah "${elementName}"`, at };
}

/** A form and the version of the model it came with. */
export function formOfVersion(form: string | null | undefined, version: number): string | null {
  return form === null || form === undefined ? null : `${form} (versi ${version})`;
}
