import type { FamilyCard } from '../../domain/family-card.ts';
import type { EntryReceipt, EntryRequest, Refusal } from '../../siak/entry-contract.ts';
import { applyEntry, isRefusal, personIn, refuse } from './apply-entry.ts';
import { learnedFamily, type LearnedAddress, type LearnedPerson } from './learned-family.ts';

export interface RegisterEntry {
  readonly receipt: EntryReceipt;
  readonly request: EntryRequest;
  /** The families it touched, as they were; null: it did not exist. Undoing puts exactly these back. */
  readonly before: Readonly<Record<string, FamilyCard | null>>;
  readonly cancelled: boolean;
}
interface LearnedFrom {
  readonly reference: string;
  readonly address: LearnedAddress;
  readonly persons: readonly LearnedPerson[];
}
export interface RegisterState {
  readonly serial: number;
  readonly families: Readonly<Record<string, FamilyCard>>;
  /** Families believed on first sight, by KK number, until an entry is made in them. */
  readonly learned: Readonly<Record<string, LearnedFrom>>;
  /** People believed on first sight who claim no card yet. */
  readonly newcomers: Readonly<Record<string, LearnedPerson>>;
  readonly entries: readonly RegisterEntry[];
}

export function freshRegister(families: readonly FamilyCard[]): RegisterState {
  return {
    serial: 0,
    families: Object.fromEntries(families.map((family) => [family.kkNumber, family])),
    learned: {},
    newcomers: {},
    entries: [],
  };
}

/** "Ramah": believes a person of a family never seen. A family stays open only for the application that brought it. */
export function learn(
  state: RegisterState,
  claim: LearnedPerson & {
    readonly kkNumber: string | null;
    readonly reference: string;
    readonly address: LearnedAddress;
  },
  today: string,
): RegisterState {
  const person: LearnedPerson = { nik: claim.nik, name: claim.name, shdk: claim.shdk };
  if (personIn(state.families, claim.nik) || state.newcomers[claim.nik]) return state;
  if (claim.kkNumber === null) return { ...state, newcomers: { ...state.newcomers, [claim.nik]: person } };
  const known = state.learned[claim.kkNumber];
  if (state.families[claim.kkNumber] && known?.reference !== claim.reference) return state;
  const learned: LearnedFrom = {
    reference: claim.reference,
    address: known?.address ?? claim.address,
    persons: [...(known?.persons ?? []), person],
  };
  return {
    ...state,
    learned: { ...state.learned, [claim.kkNumber]: learned },
    families: {
      ...state.families,
      [claim.kkNumber]: learnedFamily(claim.kkNumber, learned.address, learned.persons, today),
    },
  };
}

export function livingEntry(state: RegisterState, reference: string): RegisterEntry | undefined {
  return state.entries.find((entry) => entry.request.referensi === reference && !entry.cancelled);
}

/** Makes an entry. The same entry under the same reference is made once; `isNew` is false then. */
export function enter(
  state: RegisterState,
  request: EntryRequest,
): { readonly state: RegisterState; readonly receipt: EntryReceipt; readonly isNew: boolean } | Refusal {
  const living = livingEntry(state, request.referensi);
  if (living) {
    // The day is when somebody pressed the button, not what they entered.
    const same = JSON.stringify({ ...living.request, tanggal: '' }) === JSON.stringify({ ...request, tanggal: '' });
    return same
      ? { state, receipt: living.receipt, isNew: false }
      : refuse('REFERENSI_SUDAH_DIPAKAI', 'Referensi ini sudah dipakai untuk entri lain yang masih berlaku.');
  }
  const applied = applyEntry(
    state.families,
    request,
    (kk) => kk in state.families || state.entries.some((entry) => entry.receipt.noKk === kk),
  );
  if (isRefusal(applied)) return applied;
  const serial = state.serial + 1;
  const receipt: EntryReceipt = {
    nomor: `SIAK-${request.tanggal.slice(0, 4)}-${String(serial).padStart(6, '0')}`,
    noKk: applied.kkNumber,
    peringatan: applied.warnings,
  };
  const before = Object.fromEntries(Object.keys(applied.families).map((kk) => [kk, state.families[kk] ?? null]));
  return {
    state: {
      ...state,
      serial,
      families: replaceFamilies(state.families, applied.families),
      // From now on the family is the register's; nobody is believed into it any more.
      learned: Object.fromEntries(Object.entries(state.learned).filter(([kk]) => !(kk in applied.families))),
      entries: [...state.entries, { receipt, request, before, cancelled: false }],
    },
    receipt,
    isNew: true,
  };
}

/** Undoes an entry exactly; twice is once. Refused while a later living entry stands on the same family. */
export function cancel(state: RegisterState, reference: string): RegisterState | Refusal {
  const at = state.entries.findIndex((entry) => entry.receipt.nomor === reference);
  const entry = state.entries[at];
  if (entry === undefined) return refuse('ENTRI_TIDAK_DIKENAL', 'Nomor entri ini tidak ada.');
  if (entry.cancelled) return state;
  const later = state.entries
    .slice(at + 1)
    .some((other) => !other.cancelled && Object.keys(other.before).some((kk) => kk in entry.before));
  if (later)
    return refuse(
      'SUDAH_DIUBAH_LAGI',
      'Keluarga ini sudah diubah lagi oleh entri yang lebih baru. Batalkan entri itu dahulu.',
    );
  return {
    ...state,
    families: replaceFamilies(state.families, entry.before),
    entries: state.entries.with(at, { ...entry, cancelled: true }),
  };
}

function replaceFamilies(
  families: RegisterState['families'],
  by: Readonly<Record<string, FamilyCard | null>>,
): RegisterState['families'] {
  const next = { ...families };
  for (const [kk, family] of Object.entries(by)) {
    if (family === null) delete next[kk];
    else next[kk] = family;
  }
  return next;
}
