import { listForElement, SHDK } from '../../domain/code-lists.ts';
import { elementOf } from '../../domain/elements.ts';
import type { FamilyCard, FamilyMember } from '../../domain/family-card.ts';
import { kalurahanOf } from '../../domain/kalurahan.ts';
import { isPlainDate } from '../../domain/plain-date.ts';
import type { EntryRequest, Refusal } from '../../siak/entry-contract.ts';
import { applyCards } from './apply-cards.ts';
import { learnedFamily } from './learned-family.ts';
import { isRefusal, newKkNumber, personIn, refuse, type Applied, type Families } from './register-parts.ts';

export { isRefusal, personIn, refuse, type Applied, type Families } from './register-parts.ts';

/**
 * Applies an entry to the families, or refuses it.
 * @param everGiven whether a card number was given before, also to a card that has ended: numbers are not used twice.
 */
export function applyEntry(
  families: Families,
  request: EntryRequest,
  everGiven: (kkNumber: string) => boolean,
): Applied | Refusal {
  if (request.kartu !== undefined) return applyCards(families, request.kartu, request.tanggal, everGiven);
  return request.noKk === null ? openCard(families, request, everGiven) : changeCard(families, request, request.noKk);
}

function changeCard(families: Families, request: EntryRequest, kkNumber: string): Applied | Refusal {
  const family = families[kkNumber];
  if (family === undefined) return refuse('KK_TIDAK_DIKENAL', 'Nomor KK ini tidak ada di SIAK.');
  const changed = changedFamily(family, request.perubahan);
  return isRefusal(changed)
    ? changed
    : { kkNumber, families: { [kkNumber]: changed.family }, warnings: changed.warnings };
}

function changedFamily(
  family: FamilyCard,
  changes: EntryRequest['perubahan'],
): { readonly family: FamilyCard; readonly warnings: string[] } | Refusal {
  const warnings: string[] = [];
  let members = family.members;
  for (const { nik, elemen, semula, menjadi } of changes) {
    const { field, label } = elementOf(elemen);
    const list = listForElement(elemen);
    const member = members.find((candidate) => candidate.nik === nik);
    if (member === undefined) return refuse('NIK_BUKAN_ANGGOTA', 'Ada NIK yang bukan anggota keluarga ini.');
    if ((list !== undefined && !list.includes(menjadi)) || (elemen === 'tanggal-lahir' && !isPlainDate(menjadi)))
      return refuse('ISI_TIDAK_DIKENAL', `Isi "${label}" tidak ada dalam daftar kode.`);
    if ((member[field] ?? '').toUpperCase() !== semula.toUpperCase())
      warnings.push(`${label}: data semula di SIAK berbeda dengan yang ditulis`);
    members = members.map((other) => (other === member ? withElement(other, field, menjadi) : other));
  }
  const heads = members.filter((member) => member.shdk === 'KEPALA KELUARGA');
  if (heads.length !== 1) return refuse('ISI_TIDAK_DIKENAL', 'Keluarga harus mempunyai tepat satu kepala keluarga.');
  return { family: { ...family, headName: heads[0]!.name, members }, warnings };
}

function withElement(member: FamilyMember, field: keyof FamilyMember, value: string): FamilyMember {
  const next: FamilyMember = {
    ...member,
    [field]:
      field === 'name' || field === 'father' || field === 'mother' || field === 'birthPlace'
        ? value.toUpperCase()
        : value,
  };
  // The date belongs to the former status.
  if (field === 'maritalStatus') delete next.maritalDate;
  return next;
}

/** A new card: its people leave the cards on which they stood. */
function openCard(
  families: Families,
  request: EntryRequest,
  everGiven: (kkNumber: string) => boolean,
): Applied | Refusal {
  const kalurahan = kalurahanOf(request.alamat.kalurahan);
  if (kalurahan === undefined) return refuse('ISI_TIDAK_DIKENAL', 'Kode kalurahan tidak dikenal.');
  if (request.anggota.length === 0) return refuse('ISIAN_SALAH', 'KK baru memerlukan paling sedikit satu anggota.');
  if (request.anggota.some(({ shdk }) => !(SHDK as readonly string[]).includes(shdk)))
    return refuse('ISI_TIDAK_DIKENAL', 'Ada SHDK yang tidak ada dalam daftar kode.');
  const kkNumber = newKkNumber(everGiven, kalurahan.code, request.tanggal);
  const persons = request.anggota.map(({ nik, nama, shdk }) => ({ nik, name: nama, shdk }));
  const { jalan, ...rest } = request.alamat;
  const drafted = learnedFamily(kkNumber, { street: jalan, ...rest }, persons, request.tanggal);
  const members = drafted.members.map((member) => {
    const known = personIn(families, member.nik)?.member;
    return known === undefined ? member : { ...known, shdk: member.shdk };
  });
  const head = members.filter((member) => member.shdk === 'KEPALA KELUARGA');
  if (head.length !== 1) return refuse('ISI_TIDAK_DIKENAL', 'Keluarga harus mempunyai tepat satu kepala keluarga.');
  const changed = changedFamily({ ...drafted, headName: head[0]!.name, members }, request.perubahan);
  if (isRefusal(changed)) return changed;
  return {
    kkNumber,
    families: {
      ...leftBehind(
        families,
        persons.map(({ nik }) => nik),
      ),
      [kkNumber]: changed.family,
    },
    warnings: changed.warnings,
  };
}

/** The old cards without those who leave; a card without people ends, one without a head gets its first row as head. */
function leftBehind(families: Families, leaving: readonly string[]): Record<string, FamilyCard | null> {
  const touched = Object.values(families).filter((family) => family.members.some(({ nik }) => leaving.includes(nik)));
  return Object.fromEntries(
    touched.map((family) => {
      const staying = family.members.filter(({ nik }) => !leaving.includes(nik));
      const headless = !staying.some(({ shdk }) => shdk === 'KEPALA KELUARGA');
      const members = staying.map((member, i) =>
        headless && i === 0 ? { ...member, shdk: 'KEPALA KELUARGA' } : member,
      );
      const head = members.find(({ shdk }) => shdk === 'KEPALA KELUARGA');
      return [family.kkNumber, head === undefined ? null : { ...family, headName: head.name, members }];
    }),
  );
}
