import { INDONESIAN } from '../language/indonesian.ts';
import { isNamedParent } from '../card/couples.ts';
import { linesOf } from '../card/address.ts';
import { leave, type Succession } from '../card/leave.ts';
import { addCard, addMembers, memberOf, type CardRegister } from '../card/register.ts';
import { orderRows } from '../card/row-order.ts';
import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { choice, form, nik } from './fields.ts';
import { throughMember } from './household.ts';

/**
 * All who remain are under 17: a relative becomes head here, or takes the children onto their own card (SE 470/13287).
 */
export const Guardian = form({
  nik: nik(INDONESIAN.fields['nik-saudara-dewasa']),
  way: choice(INDONESIAN.fields['pilihan'], ['pindah-menjadi-kepala', 'masuk-kk-saudara']),
});

/** What a family says about a guardian; the way is asked when it is not said. */
export interface Entrusted {
  readonly guardian?: { readonly nik: string; readonly way?: 'pindah-menjadi-kepala' | 'masuk-kk-saudara' };
}

/**
 * The children with a relative of another card, as the family chose. Undefined when nobody was chosen: somebody of the
 * own card is simply chosen as head.
 * @param home the card before anybody left it; relations also run over who is gone.
 */
export function entrust(
  register: CardRegister,
  home: FamilyCard,
  staying: readonly FamilyMember[],
  { guardian: chosen }: Entrusted,
  succession: Succession,
): CardRegister | undefined {
  const guardian = memberOf(register, chosen?.nik ?? '');
  if (guardian === undefined || home.members.includes(guardian)) return undefined;
  const told = (row: FamilyMember) => wardOf(guardian, row, home.members);
  const everybody = home.members.map((row) => row.nik);
  if (chosen?.way === 'masuk-kk-saudara') {
    const rows = staying.map((row) => ({
      ...row,
      shdk: succession.relations?.[row.nik] ?? throughMember(guardian.shdk, told(row)),
    }));
    return addMembers(leave(register, everybody, { today: succession.today }), guardian.nik, rows);
  }
  if (chosen?.way !== 'pindah-menjadi-kepala') return undefined;
  const rows = staying.map((row) => ({ ...row, shdk: succession.relations?.[row.nik] ?? told(row) }));
  const left = leave(register, [guardian.nik, ...everybody], succession);
  const members = orderRows([{ ...guardian, shdk: 'KEPALA KELUARGA' }, ...rows]);
  return addCard(left, { ...linesOf(home), headName: guardian.name, members }).register;
}

/** A grandparent is known by the names in columns 16/17; every other relative's ward is FAMILI LAIN. */
function wardOf(guardian: FamilyMember, ward: FamilyMember, rows: readonly FamilyMember[]): string {
  if (isNamedParent(guardian, ward)) return 'ANAK';
  const parents = rows.filter((row) => isNamedParent(row, ward));
  return parents.some((parent) => isNamedParent(guardian, parent)) ? 'CUCU' : 'FAMILI LAIN';
}
