import type { CaseFile } from '../../cases/view-case.ts';
import { text } from '../kit.ts';
import { typedIn, type RefusedForm } from './case-boxes.ts';

/**
 * Who of the family is not said to be WNI, with what an officer said of them; nothing on the other ways through SIAK.
 */
export function immigrationView(
  { immigration }: Pick<CaseFile, 'immigration'>,
  form: RefusedForm | undefined,
): Record<string, unknown> {
  const { people, mayClaim } = immigration;
  const typed = typedIn('immigration', form);
  return {
    immigration:
      people.length === 0
        ? null
        : {
            mayClaim,
            people: people.map(({ nik, name, said, claim }, i) => {
              const known = {
                citizenship: claim?.citizenship ?? (said.citizenship === 'WNA' ? 'WNA' : ''),
                passport: claim === null ? (said.passportNumber ?? '') : (claim.passportNumber ?? ''),
                kitap: claim === null ? (said.kitapNumber ?? '') : (claim.kitapNumber ?? ''),
              };
              const isRefused = typed?.get('orang') === nik;
              return {
                ...{ nik, name, id: `asing-${i + 1}` },
                ...known,
                unsaid: claim === null && said.citizenship !== 'WNA',
                claim: claim === null ? null : { by: claim.by, at: claim.at },
                isRefused,
                fields: isRefused ? typedOf(typed) : known,
              };
            }),
          },
  };
}

const typedOf = (fields: URLSearchParams) => ({
  citizenship: text(fields.get('kewarganegaraan')),
  passport: text(fields.get('paspor')),
  kitap: text(fields.get('kitap')),
});
