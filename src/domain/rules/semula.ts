import { ruleText } from './rule-text.ts';
import { rtOrRw } from '../card/address.ts';
import { isAdult } from '../card/age.ts';
import { isNamedParent } from '../card/couples.ts';
import { printedDate, toPlainDate } from '../plain-date.ts';
import { plainName, sameLetters, sameName } from '../card/names.ts';
import { cardOf, headOf, isSameRegister, memberOf } from '../card/register.ts';
import { BLOOD_TYPES, SHDK } from '../code-lists.ts';
import { shdkForWord } from '../card/relation-words.ts';
import { ELEMENT_LABELS, FIELD_OF, holdsAlready } from '../events/element-changes.ts';
import type { ElementChange } from '../events/event.ts';
import { changesCards } from '../events/care.ts';
import { homeCard } from '../events/household.ts';
import { canonicalValue, listOf, saysSame } from '../events/synonyms.ts';
import type { FamilyCard } from '../family-card.ts';
import { newPeople } from './nik.ts';
import { listedPeople, typedNiks } from './people.ts';
import { factsOf, hasPaper, type Hit, type Rule, type RuleContext } from './rule.ts';

/** Rules that compare what the resident writes with SIAK and with the code lists. */
const changesIn = (c: RuleContext): ElementChange[] => factsOf(c, 'change').map(({ change }) => change);

const words = (c: RuleContext, { nik, element }: ElementChange) => ({
  elemen: ELEMENT_LABELS[element],
  nama: memberOf(c.before, nik)?.name ?? '',
});

const DATES: readonly ElementChange['element'][] = ['tanggal-lahir', 'tanggal-perkawinan'];

function siakValue(c: RuleContext, { nik, element }: ElementChange): string | undefined {
  const row = memberOf(c.before, nik);
  return row === undefined ? undefined : (row[FIELD_OF[element]] ?? '-');
}

function differsFromSiak(element: ElementChange['element'], written: string, siak: string): boolean {
  if (DATES.includes(element)) return toPlainDate(written) !== siak;
  return !saysSame(element, written, siak) && !sameLetters(written, siak);
}

/** Of a blood group its letters; undefined for "-" and TIDAK TAHU. */
function bloodLetters(text: string): string | undefined {
  const group = canonicalValue('golongan-darah', text);
  return group === 'TIDAK TAHU' || !(BLOOD_TYPES as readonly string[]).includes(group)
    ? undefined
    : group.replace(/[+-]$/, '');
}

/** The card whose members the resident has listed. */
const listedCard = (c: RuleContext): FamilyCard | undefined => {
  const first = listedPeople(c).find(({ inSiak }) => inSiak);
  return homeCard(c) ?? (first === undefined ? undefined : cardOf(c.before, first.nik));
};

/** Typed values that must stand in a code list, besides the changes: the new-born's, and relations. */
function listedValues(c: RuleContext): {
  readonly element: ElementChange['element'];
  readonly value: string;
  readonly name: string;
  readonly field: string;
}[] {
  const people = newPeople(c).flatMap(({ person, field }) => {
    const name = person.name === undefined ? ruleText('word.anggota-baru') : plainName(person.name);
    return (
      [
        ['jenis-kelamin', 'sex', person.sex],
        ['agama', 'religion', person.religion],
        ['golongan-darah', 'bloodType', person.bloodType],
        ['pendidikan', 'education', person.education],
        ['pekerjaan', 'occupation', person.occupation],
        ['status-perkawinan', 'maritalStatus', person.maritalStatus],
      ] as const
    ).flatMap(([element, key, value]) =>
      value === undefined ? [] : [{ element, value, name, field: `${field}/${key}` }],
    );
  });
  const listed = (c.application.listed ?? []).flatMap(({ name, shdk }, i) =>
    shdk === undefined || shdk.trim() === ''
      ? []
      : [{ element: 'shdk' as const, value: shdk, name: plainName(name), field: `/listed/${i}/shdk` }],
  );
  return [...people, ...listed];
}

/** Relations in the family's own words that no SHDK is known for. */
function unknownRelations(c: RuleContext): Hit[] {
  const hit = (nik: string, word: string, field: string): Hit[] =>
    shdkForWord(word) === undefined
      ? [
          {
            subject: nik,
            words: { elemen: ELEMENT_LABELS.shdk, nama: memberOf(c.before, nik)?.name ?? '' },
            field,
          },
        ]
      : [];
  return c.application.events.flatMap((declared, i): Hit[] => {
    const at = `/events/${i}/data`;
    const corrected = 'relations' in declared.data ? Object.entries(declared.data.relations ?? {}) : [];
    const wrong = corrected.flatMap(([nik, shdk]): Hit[] =>
      (SHDK as readonly string[]).includes(shdk) ? [] : hit(nik, '?', `${at}/relations/${nik}`),
    );
    if (declared.event === 'numpang-kk')
      return [
        ...wrong,
        ...declared.data.guests.flatMap(({ nik, relation }, n) => hit(nik, relation, `${at}/guests/${n}/relation`)),
      ];
    return wrong;
  });
}

export const SEMULA_RULES: readonly Rule[] = [
  {
    id: 'R44',
    name: 'semula',
    where: 'draft vs SIAK',
    severity: 'warn',
    source: 'F-1.06; plausibility',
    sentence:
      '{elemen} {nama} menurut SIAK adalah "{siak}", bukan "{semula}". Periksa KK lama; yang dipakai data SIAK.',
    check: (c) =>
      changesIn(c).flatMap((change): Hit[] => {
        const siak = siakValue(c, change);
        const row = memberOf(c.before, change.nik);
        if (change.from === undefined || siak === undefined || row === undefined) return [];
        // SIAK was changed before the paper: rule R47 says so.
        if (holdsAlready(row, change) || !differsFromSiak(change.element, change.from, siak)) return [];
        const shown = (text: string) => {
          const date = DATES.includes(change.element) ? toPlainDate(text) : undefined;
          return date === undefined ? plainName(text) : printedDate(date);
        };
        return [{ subject: change.nik, words: { ...words(c, change), siak: shown(siak), semula: shown(change.from) } }];
      }),
  },
  {
    id: 'R47',
    name: 'already',
    where: 'draft vs SIAK',
    severity: 'inform',
    source: 'UU 23/2006 (pencatatan sipil changes the data); plausibility',
    sentence: 'Perubahan ini sudah ada di SIAK. Tidak perlu entri; lanjutkan ke draf KK.',
    // Where a part is still to be entered, "no entry" would mislead.
    check: (c) => (factsOf(c, 'already').length > 0 && isSameRegister(c.plan.register, c.before) ? [{}] : []),
  },
  {
    id: 'R48',
    name: 'address',
    where: 'draft vs SIAK',
    severity: 'warn',
    source: 'Permendagri 108/2019 art. 15(2), 29',
    sentence:
      'Alamat yang Anda tulis berbeda dengan KK. Bila pindah, pilih "Pindah alamat"; bila hanya RT/RW berubah, pilih "Perubahan RT/RW".',
    check: (c) => {
      const typed = c.application.address;
      const card = homeCard(c);
      const moves = factsOf(c, 'address-changed').length > 0 || c.elsewhere !== undefined;
      if (typed === undefined || card === undefined || moves) return [];
      const code = card.kalurahanCode;
      const isWritten = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';
      const differs =
        (isWritten(typed.street) && !sameName(typed.street, card.address)) ||
        (isWritten(typed.rt) && rtOrRw(typed.rt) !== card.rt) ||
        (isWritten(typed.rw) && rtOrRw(typed.rw) !== card.rw) ||
        (isWritten(typed.kalurahan) && code !== undefined && typed.kalurahan.trim() !== code);
      return differs ? [{ subject: card.kkNumber, field: '/address' }] : [];
    },
  },
  {
    id: 'R49',
    name: 'member_missing',
    where: 'draft vs SIAK',
    severity: 'warn',
    source: 'UU 23/2006 art. 61, 62',
    sentence:
      '{nama} masih tercatat pada KK ini. Bila meninggal, pindah, atau pisah KK, pilih peristiwanya agar dihapus dengan bukti.',
    check: (c) => {
      const listed = listedPeople(c);
      const card = listedCard(c);
      if (listed.length === 0 || card === undefined) return childrenLeft(c);
      const unproved = factsOf(c, 'death')
        .filter(() => !hasPaper(c, 'akta-kematian'))
        .map(({ nik }) => nik);
      const unlisted = card.members
        .filter((row) => !listed.some(({ nik }) => nik === row.nik))
        .filter((row) => {
          const now = cardOf(c.plan.register, row.nik);
          const leaves = now?.kkNumber !== card.kkNumber && !isSameHousehold(card, now);
          return !leaves || unproved.includes(row.nik);
        })
        .map((row): Hit => ({ subject: row.nik, words: { nama: row.name } }));
      return [...unlisted, ...childrenLeft(c)];
    },
  },
  {
    id: 'R50',
    name: 'member_unknown',
    where: 'draft vs SIAK',
    severity: 'warn',
    source: 'UU 23/2006 art. 62',
    sentence:
      '{nama} tercatat pada KK lain. Pilih "Numpang KK" atau "Pindah" dan sertakan pernyataan kepala keluarga penerima.',
    check: (c) => {
      const leftInPlace = factsOf(c, 'left-in-place').map(({ nik }) => ({
        subject: nik,
        words: { nama: memberOf(c.before, nik)?.name ?? `NIK ${nik}` },
      }));
      const card = listedCard(c);
      if (card === undefined) return leftInPlace;
      const issued = c.plan.issueFor.flatMap((nik) => cardOf(c.plan.register, nik) ?? []);
      const known = [card, ...issued].flatMap(({ members }) => members.map((row) => row.nik));
      const listed = listedPeople(c).filter(({ nik }) => nik.trim() !== '' && !known.includes(nik));
      // A change of data of somebody who stands on no card of the application.
      const changed = changesIn(c)
        .map(({ nik }) => nik)
        .filter((nik) => memberOf(c.before, nik) === undefined && !listed.some((person) => person.nik === nik));
      return [
        ...listed.map(({ nik, name }) => ({ subject: nik, words: { nama: name } })),
        ...[...new Set(changed)].map((nik) => ({ subject: nik, words: { nama: `NIK ${nik}` } })),
        ...leftInPlace,
      ];
    },
  },
  {
    id: 'R56',
    name: 'code_list',
    where: 'application',
    severity: 'refuse',
    source: 'F-1.01 code lists',
    sentence: ruleText('R56'),
    check: (c) => {
      const notInList = (element: ElementChange['element'], value: string) =>
        listOf(element)?.includes(canonicalValue(element, value)) === false;
      return [
        ...changesIn(c)
          .filter(({ element, to }) => notInList(element, to))
          .map((change) => ({ subject: change.nik, words: words(c, change) })),
        ...listedValues(c)
          .filter(({ element, value }) => notInList(element, value))
          .map(({ element, name, field }) => ({ words: { elemen: ELEMENT_LABELS[element], nama: name }, field })),
        ...unknownRelations(c),
      ];
    },
  },
  {
    id: 'R57',
    name: 'same',
    where: 'application',
    severity: 'refuse',
    source: 'plausibility',
    sentence: ruleText('R57'),
    check: (c) =>
      changesIn(c)
        .filter(({ element, from, to }) => from !== undefined && saysSame(element, from, to))
        .map((change) => ({ subject: change.nik, words: words(c, change) })),
  },
  {
    id: 'R59',
    name: 'blood',
    where: 'draft vs SIAK',
    severity: 'warn',
    source: 'plausibility',
    sentence: 'Golongan darah {nama} berubah jenis. Periksa hasil pemeriksaan golongan darah yang baru.',
    check: (c) =>
      changesIn(c)
        .filter((change) => {
          if (change.element !== 'golongan-darah') return false;
          const [was, becomes] = [bloodLetters(siakValue(c, change) ?? '-'), bloodLetters(change.to)];
          return was !== undefined && becomes !== undefined && was !== becomes;
        })
        .map((change) => ({ subject: change.nik, words: { nama: words(c, change).nama } })),
  },
];

/**
 * Children of whom no event speaks, while father or mother goes onto another card and no parent stays with them. Where
 * nobody grown up is left rule R60 speaks.
 */
function childrenLeft(c: RuleContext): Hit[] {
  const { before, plan, today } = c;
  const named = typedNiks(c).flatMap(({ nik, field }) => (field.startsWith('/events/') ? [nik] : []));
  return before.cards.flatMap((card) =>
    card.members
      .filter((child) => !isAdult(child, today) && !named.includes(child.nik))
      .flatMap((child): Hit[] => {
        const now = cardOf(plan.register, child.nik);
        const parents = card.members.filter((row) => isNamedParent(row, child));
        const gone = parents.find((row) => changesCards(c, plan, row.nik) && cardOf(plan.register, row.nik) !== now);
        const withParent = parents.some((row) => cardOf(plan.register, row.nik) === now);
        const withAdult = now?.members.some((row) => isAdult(row, today)) === true;
        if (gone === undefined || withParent || !withAdult || headOf(now) === undefined) return [];
        return [
          {
            subject: child.nik,
            words: { nama: child.name, orangtua: gone.name },
            sentence:
              '{nama} tetap pada KK yang ditinggalkan {orangtua}. Tanyakan apakah ikut pindah; bila tidak, pastikan siapa yang mengasuhnya.',
          },
        ];
      }),
  );
}

/** The same family under another number: most of those who stayed on the old card stand on the new one. */
function isSameHousehold(before: FamilyCard, now: FamilyCard | undefined): boolean {
  if (now === undefined) return false;
  const kept = before.members.filter((row) => now.members.some(({ nik }) => nik === row.nik)).length;
  return kept * 2 > before.members.length;
}
