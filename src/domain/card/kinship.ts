import type { FamilyMember } from '../family-card.ts';
import { couplesOn, isNamedParent, isSpouseRow } from './couples.ts';
import { isEmptyCell } from './names.ts';

/** A parent by the child's own columns 16/17, or only because the SHDK of the row says so (step, adoptive). */
export type Parenthood = 'own' | 'by-marriage';

/**
 * Who is whose husband, wife, parent on a card, read from SHDK (relative to the head), columns 16/17 and the couples. A
 * head or a relative who does not stand on the card (dead, moved, on another card) has a node without a row, so that
 * relations through that person are still found.
 */
export interface Kinship {
  spouses(nik: string): ReadonlySet<string>;
  /** Parents with how they are known. */
  parents(nik: string): ReadonlyMap<string, Parenthood>;
  children(nik: string): ReadonlySet<string>;
}

/** Nodes of persons without a row. */
const ABSENT_HEAD = '*head';
const ABSENT_SPOUSE = '*spouse';

export function kinshipOf(rows: readonly FamilyMember[]): Kinship {
  const spouses = new Map<string, Set<string>>();
  const parents = new Map<string, Map<string, Parenthood>>();
  const byNik = new Map(rows.map((row) => [row.nik, row]));
  const marry = (a: string, b: string) => {
    of(spouses, a, () => new Set()).add(b);
    of(spouses, b, () => new Set()).add(a);
  };
  const addParent = (child: string, parent: string) => {
    const [childRow, parentRow] = [byNik.get(child), byNik.get(parent)];
    const known = of(parents, child, () => new Map<string, Parenthood>());
    known.set(parent, parenthood(parentRow, childRow));
  };

  const head = rows.find((row) => row.shdk === 'KEPALA KELUARGA')?.nik ?? ABSENT_HEAD;
  const spouseRows = rows.filter(isSpouseRow).map((row) => row.nik);
  const headSpouses = spouseRows.length === 0 ? [ABSENT_SPOUSE] : spouseRows;
  headSpouses.forEach((spouse) => marry(head, spouse));
  couplesOn(rows).forEach(([a, b]) => marry(a.nik, b.nik));

  let absentChildren = 0;
  const absentChild = () => {
    absentChildren += 1;
    const child = `*child-${absentChildren}`;
    [head, ...headSpouses].forEach((parent) => addParent(child, parent));
    return child;
  };
  for (const child of rows)
    for (const parent of rows) if (isNamedParent(parent, child)) addParent(child.nik, parent.nik);
  for (const row of rows) {
    if (row.shdk === 'ANAK') [head, ...headSpouses].forEach((parent) => addParent(row.nik, parent));
    if (row.shdk === 'ORANG TUA') addParent(head, row.nik);
    if (row.shdk === 'MERTUA') spousesNaming(row, headSpouses, byNik).forEach((spouse) => addParent(spouse, row.nik));
    if (row.shdk === 'MENANTU' && !isSpouseOfChild(row.nik)) marry(row.nik, absentChild());
  }
  for (const row of rows)
    if (row.shdk === 'CUCU' && !isChildOfChild(row.nik)) {
      const through = spousesOfMenantu(row.nik);
      (through.length === 0 ? [absentChild()] : through).forEach((parent) => addParent(row.nik, parent));
    }
  return {
    spouses: (nik) => spouses.get(nik) ?? new Set(),
    parents: (nik) => parents.get(nik) ?? new Map(),
    children: (nik) => new Set([...parents].filter(([, known]) => known.has(nik)).map(([child]) => child)),
  };

  function isChildOfHead(nik: string): boolean {
    const row = byNik.get(nik);
    return row?.shdk === 'ANAK' || parents.get(nik)?.has(head) === true;
  }
  function isSpouseOfChild(nik: string): boolean {
    return [...(spouses.get(nik) ?? [])].some(isChildOfHead);
  }
  function isChildOfChild(nik: string): boolean {
    return [...(parents.get(nik)?.keys() ?? [])].some(isChildOfHead);
  }
  /** Of a menantu who is the parent: the child of the head whom they married, also one who has died. */
  function spousesOfMenantu(nik: string): string[] {
    return [...(parents.get(nik)?.keys() ?? [])]
      .filter((parent) => byNik.get(parent)?.shdk === 'MENANTU')
      .flatMap((parent) => [...(spouses.get(parent) ?? [])].filter(isChildOfHead));
  }
}

function of<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** Columns 16/17 decide when they name somebody; an empty cell or an absent parent contradicts nothing. */
function parenthood(parent: FamilyMember | undefined, child: FamilyMember | undefined): Parenthood {
  if (parent === undefined || child === undefined) return 'own';
  const named = parent.sex === 'PEREMPUAN' ? child.mother : child.father;
  return isEmptyCell(named) || isNamedParent(parent, child) ? 'own' : 'by-marriage';
}

/** Of several wives the one who names this MERTUA as her parent; all when none does. */
function spousesNaming(
  mertua: FamilyMember,
  spouses: readonly string[],
  byNik: ReadonlyMap<string, FamilyMember>,
): readonly string[] {
  const naming = spouses.filter((spouse) => {
    const row = byNik.get(spouse);
    return row !== undefined && isNamedParent(mertua, row);
  });
  return naming.length === 0 ? spouses : naming;
}
