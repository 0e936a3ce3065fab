import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isAdult } from '../card/age.ts';
import { isNamedParent } from '../card/couples.ts';
import { cardOf, changeMember, memberOf } from '../card/register.ts';
import { F_1_02, F_1_06, KK_LAMA } from './common-evidence.ts';
import { Changes, changeElements, changesOf } from './element-changes.ts';
import { defineEvent, isReportedDead, withRegister, type EvidenceContext } from './event.ts';
import { form, text } from './fields.ts';
import { canonicalValue } from './synonyms.ts';

const Belief = form({
  ...Changes.properties,
  /** Stored, never printed. */
  organisation: Type.Optional(text(INDONESIAN.fields['nama-organisasi-kepercayaan'])),
});
type Belief = Static<typeof Belief>;

const KEPERCAYAAN = 'KEPERCAYAAN TERHADAP TUHAN YME';
const isBelief = (text: string) => canonicalValue('agama', text) === KEPERCAYAAN;

/** Religion becomes or ceases to be Kepercayaan: rule R58 asks for a letter or an SPTJM. */
export const touchesBelief = (data: { readonly changes: readonly { readonly from?: string; readonly to: string }[] }) =>
  data.changes.some(({ from, to }) => isBelief(to) || isBelief(from ?? ''));

const otherReligions = ({ data }: EvidenceContext<Belief>) =>
  data.changes.some(({ from, to }) => !isBelief(to) && !isBelief(from));

/** E20, column 6. */
export const agamaKepercayaan = defineEvent({
  code: 'E20',
  name: 'agama-kepercayaan',
  tile: INDONESIAN.events['tile.sekolah-pekerjaan'],
  ...eventTexts('agama-kepercayaan'),
  law: 'Permendagri 108/2019 art. 15(1)e; Putusan MK 97/PUU-XIV/2016; SE Mendagri 470/1989/MD',
  assumed: 'Anak di bawah 17 tahun: kedua orang tua menandatangani F-1.06.',
  changesMembers: false,
  entry: true,
  data: Belief,
  boxes: () => ['I.B.3'],
  evidence: [
    F_1_02,
    {
      ...F_1_06,
      fits: (paper, c) => {
        const { data, before, today } = c;
        const child = data.changes
          .map(({ person }) => memberOf(before, person))
          .find((row) => row && !isAdult(row, today));
        if (child === undefined || paper.signedBy === undefined) return true;
        const parents = (cardOf(before, child.nik)?.members ?? []).filter((row) => isNamedParent(row, child));
        const late = parents.filter(({ nik }) => isReportedDead(c.plan, nik));
        return paper.signedBy.length >= Math.max(1, 2 - late.length);
      },
    },
    KK_LAMA,
    {
      anyOf: ['surat-pemuka-agama'],
      mark: 'F',
      law: 'Permendagri 108/2019 art. 15(4)',
      when: otherReligions,
    },
    // Kepercayaan: letter or SPTJM is rule R58, with its own sentence.
  ],
  effect: (plan, data) => {
    const changed = changeElements(plan, changesOf('agama', data));
    const register = data.changes.reduce((now, { person, to }) => {
      return changeMember(now, person, ({ beliefOrganisation: _former, ...row }) => ({
        ...row,
        ...(isBelief(to) && data.organisation !== undefined ? { beliefOrganisation: data.organisation } : {}),
      }));
    }, changed.register);
    return withRegister(changed, register);
  },
});
