import { listForElement, SHDK } from '../../domain/code-lists.ts';
import { elementOf } from '../../domain/elements.ts';
import type { FamilyCard, FamilyMember } from '../../domain/family-card.ts';
import { kalurahanOf } from '../../domain/kalurahan.ts';
import { isPlainDate } from '../../domain/plain-date.ts';
import type { EntryReceipt, EntryRequest, Refusal, RefusalCode } from '../../siak/entry-contract.ts';
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
  return { serial: 0, families: Object.fromEntries(families.map((family) => [family.kkNumber, family])), learned: {}, newcomers: {}, entries: [] };
}

export function isRefusal(value: object): value is Refusal {
  return 'kode' in value;
}

export function personIn(state: RegisterState, nik: string): { readonly family: FamilyCard; readonly member: FamilyMember } | undefined {
  for (const family of Object.values(state.families)) {
    const member = family.members.find((candidate) => candidate.nik === nik);
    if (member) return { family, member };
  }
  return undefined;
}

/** "Ramah": believes a person of a family never seen. A family stays open only for the application that brought it. */
export function learn(state: RegisterState, claim: LearnedPerson & { readonly kkNumber: string | null; readonly reference: string; readonly address: LearnedAddress }, today: string): RegisterState {
  const person: LearnedPerson = { nik: claim.nik, name: claim.name, shdk: claim.shdk };
  if (personIn(state, claim.nik) || state.newcomers[claim.nik]) return state;
  if (claim.kkNumber === null) return { ...state, newcomers: { ...state.newcomers, [claim.nik]: person } };
  const known = state.learned[claim.kkNumber];
  if (state.families[claim.kkNumber] && known?.reference !== claim.reference) return state;
  const learned: LearnedFrom = { reference: claim.reference, address: known?.address ?? claim.address, persons: [...(known?.persons ?? []), person] };
  return {
    ...state,
    learned: { ...state.learned, [claim.kkNumber]: learned },
    families: { ...state.families, [claim.kkNumber]: learnedFamily(claim.kkNumber, learned.address, learned.persons, today) },
  };
}

export function livingEntry(state: RegisterState, reference: string): RegisterEntry | undefined {
  return state.entries.find((entry) => entry.request.referensi === reference && !entry.cancelled);
}

/** Makes an entry. The same entry under the same reference is made once; `isNew` is false then. */
export function enter(state: RegisterState, request: EntryRequest): { readonly state: RegisterState; readonly receipt: EntryReceipt; readonly isNew: boolean } | Refusal {
  const living = livingEntry(state, request.referensi);
  if (living) {
    // The day is when somebody pressed the button, not what he entered.
    const same = JSON.stringify({ ...living.request, tanggal: '' }) === JSON.stringify({ ...request, tanggal: '' });
    return same ? { state, receipt: living.receipt, isNew: false } : refuse('REFERENSI_SUDAH_DIPAKAI', 'Referensi ini sudah dipakai untuk entri lain yang masih berlaku.');
  }
  const applied = request.noKk === null ? openCard(state, request) : changeCard(state, request, request.noKk);
  if (isRefusal(applied)) return applied;
  const serial = state.serial + 1;
  const receipt: EntryReceipt = { nomor: `SIAK-${request.tanggal.slice(0, 4)}-${String(serial).padStart(6, '0')}`, noKk: applied.kkNumber, peringatan: applied.warnings };
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
  const later = state.entries.slice(at + 1).some((other) => !other.cancelled && Object.keys(other.before).some((kk) => kk in entry.before));
  if (later) return refuse('SUDAH_DIUBAH_LAGI', 'Keluarga ini sudah diubah lagi oleh entri yang lebih baru. Batalkan entri itu dahulu.');
  return { ...state, families: replaceFamilies(state.families, entry.before), entries: state.entries.with(at, { ...entry, cancelled: true }) };
}

interface Applied {
  readonly kkNumber: string;
  readonly families: Readonly<Record<string, FamilyCard | null>>;
  readonly warnings: string[];
}

function changeCard(state: RegisterState, request: EntryRequest, kkNumber: string): Applied | Refusal {
  const family = state.families[kkNumber];
  if (family === undefined) return refuse('KK_TIDAK_DIKENAL', 'Nomor KK ini tidak ada di SIAK.');
  const changed = changedFamily(family, request.perubahan);
  return isRefusal(changed) ? changed : { kkNumber, families: { [kkNumber]: changed.family }, warnings: changed.warnings };
}

function changedFamily(family: FamilyCard, changes: EntryRequest['perubahan']): { readonly family: FamilyCard; readonly warnings: string[] } | Refusal {
  const warnings: string[] = [];
  let members = family.members;
  for (const { nik, elemen, semula, menjadi } of changes) {
    const { field, label } = elementOf(elemen);
    const list = listForElement(elemen);
    const member = members.find((candidate) => candidate.nik === nik);
    if (member === undefined) return refuse('NIK_BUKAN_ANGGOTA', 'Ada NIK yang bukan anggota keluarga ini.');
    if ((list !== undefined && !list.includes(menjadi)) || (elemen === 'tanggal-lahir' && !isPlainDate(menjadi))) return refuse('ISI_TIDAK_DIKENAL', `Isi "${label}" tidak ada dalam daftar kode.`);
    if ((member[field] ?? '').toUpperCase() !== semula.toUpperCase()) warnings.push(`${label}: data semula di SIAK berbeda dengan yang ditulis`);
    members = members.map((other) => (other === member ? withElement(other, field, menjadi) : other));
  }
  const heads = members.filter((member) => member.shdk === 'KEPALA KELUARGA');
  if (heads.length !== 1) return refuse('ISI_TIDAK_DIKENAL', 'Keluarga harus mempunyai tepat satu kepala keluarga.');
  return { family: { ...family, headName: heads[0]!.name, members }, warnings };
}

function withElement(member: FamilyMember, field: keyof FamilyMember, value: string): FamilyMember {
  const next: FamilyMember = { ...member, [field]: field === 'name' || field === 'father' || field === 'mother' || field === 'birthPlace' ? value.toUpperCase() : value };
  // The date belongs to the former status.
  if (field === 'maritalStatus') delete next.maritalDate;
  return next;
}

/** A new card: its people leave the cards on which they stood. */
function openCard(state: RegisterState, request: EntryRequest): Applied | Refusal {
  const kalurahan = kalurahanOf(request.alamat.kalurahan);
  if (kalurahan === undefined) return refuse('ISI_TIDAK_DIKENAL', 'Kode kalurahan tidak dikenal.');
  if (request.anggota.length === 0) return refuse('ISIAN_SALAH', 'KK baru memerlukan paling sedikit satu anggota.');
  if (request.anggota.some(({ shdk }) => !(SHDK as readonly string[]).includes(shdk))) return refuse('ISI_TIDAK_DIKENAL', 'Ada SHDK yang tidak ada dalam daftar kode.');
  const kkNumber = newKkNumber(state, kalurahan.code, request.tanggal);
  const persons = request.anggota.map(({ nik, nama, shdk }) => ({ nik, name: nama, shdk }));
  const { jalan, ...rest } = request.alamat;
  const drafted = learnedFamily(kkNumber, { street: jalan, ...rest }, persons, request.tanggal);
  const members = drafted.members.map((member) => {
    const known = personIn(state, member.nik)?.member;
    return known === undefined ? member : { ...known, shdk: member.shdk };
  });
  const head = members.filter((member) => member.shdk === 'KEPALA KELUARGA');
  if (head.length !== 1) return refuse('ISI_TIDAK_DIKENAL', 'Keluarga harus mempunyai tepat satu kepala keluarga.');
  const changed = changedFamily({ ...drafted, headName: head[0]!.name, members }, request.perubahan);
  if (isRefusal(changed)) return changed;
  return { kkNumber, families: { ...leftBehind(state, persons.map(({ nik }) => nik)), [kkNumber]: changed.family }, warnings: changed.warnings };
}

/** The old cards without those who leave; a card without people ends, one without a head gets its first row as head. */
function leftBehind(state: RegisterState, leaving: readonly string[]): Record<string, FamilyCard | null> {
  const touched = Object.values(state.families).filter((family) => family.members.some(({ nik }) => leaving.includes(nik)));
  return Object.fromEntries(
    touched.map((family) => {
      const staying = family.members.filter(({ nik }) => !leaving.includes(nik));
      const headless = !staying.some(({ shdk }) => shdk === 'KEPALA KELUARGA');
      const members = staying.map((member, i) => (headless && i === 0 ? { ...member, shdk: 'KEPALA KELUARGA' } : member));
      const head = members.find(({ shdk }) => shdk === 'KEPALA KELUARGA');
      return [family.kkNumber, head === undefined ? null : { ...family, headName: head.name, members }];
    }),
  );
}

/** Six digits of the kapanewon, the day as DDMMYY, and the next free serial. */
function newKkNumber(state: RegisterState, kalurahanCode: string, day: string): string {
  const [year, month, date] = day.split('-');
  const prefix = `${kalurahanCode.replaceAll('.', '').slice(0, 6)}${date}${month}${year?.slice(2)}`;
  for (let serial = 1; ; serial += 1) {
    const candidate = `${prefix}${String(serial).padStart(4, '0')}`;
    const everGiven = candidate in state.families || state.entries.some((entry) => entry.receipt.noKk === candidate);
    if (!everGiven) return candidate;
  }
}

function replaceFamilies(families: RegisterState['families'], by: Readonly<Record<string, FamilyCard | null>>): RegisterState['families'] {
  const next = { ...families };
  for (const [kk, family] of Object.entries(by)) {
    if (family === null) delete next[kk];
    else next[kk] = family;
  }
  return next;
}

function refuse(kode: RefusalCode, pesan: string): Refusal {
  return { kode, pesan };
}
