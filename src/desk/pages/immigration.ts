import type { RequestHandler } from 'express';
import type { CaseFile } from '../../cases/view-case.ts';
import { numberOf, postedForm, text, type Kit } from '../kit.ts';

/** Longer than anything that is accepted: the use case says that it is too long. */
const LONGEST_VALUE = 60;

/** POST /meja/berkas/:number/kolom-asing: columns 13 to 15 of one person, as the entry officer sees them in SIAK. */
export function immigrationPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const number = numberOf(request);
    const field = (name: string) => text(fields.get(name)).slice(0, LONGEST_VALUE);
    await kit.cases.claimImmigration(username, number, field('orang'), {
      citizenship: field('kewarganegaraan'),
      passport: field('paspor'),
      kitap: field('kitap'),
    });
    response.redirect(303, `/meja/berkas/${number}#kolom-asing`);
  };
}

/** Who of the family is not said to be WNI, with what an officer said of them; nothing on the other ways through SIAK. */
export function immigrationView({ immigration }: Pick<CaseFile, 'immigration'>): Record<string, unknown> {
  const { people, mayClaim } = immigration;
  return {
    immigration:
      people.length === 0
        ? null
        : {
            mayClaim,
            people: people.map(({ nik, name, said, claim }, i) => ({
              ...{ nik, name, id: `asing-${i + 1}` },
              citizenship: claim?.citizenship ?? (said.citizenship === 'WNA' ? 'WNA' : ''),
              passport: claim === null ? (said.passportNumber ?? '') : (claim.passportNumber ?? ''),
              kitap: claim === null ? (said.kitapNumber ?? '') : (claim.kitapNumber ?? ''),
              unsaid: claim === null && said.citizenship !== 'WNA',
              claim: claim === null ? null : { by: claim.by, at: claim.at },
            })),
          },
  };
}
