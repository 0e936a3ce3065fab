import { isAwaited } from '../../domain/card/awaited.ts';
import { listForElement } from '../../domain/code-lists.ts';
import { ELEMENTS } from '../../domain/elements.ts';
import type { FamilyCard, FamilyMember } from '../../domain/family-card.ts';
import { KALURAHAN } from '../../domain/kalurahan.ts';
import type { CardEntry, Refusal } from '../../siak/entry-contract.ts';
import { newKkNumber, newNik, personIn, refuse, type Applied, type Families } from './register-parts.ts';

/**
 * An entry of whole cards: what an officer types row by row, and what SIAK checks of it. Persons with a NIK must be
 * registered, everybody stands on one card, a card has one head, words come from the code lists unless they stood there
 * before. Numbers that are awaited are given here.
 */
export function applyCards(
  families: Families,
  cards: readonly CardEntry[],
  day: string,
  everGiven: (kkNumber: string) => boolean,
): Applied | Refusal {
  const before = cards.map(({ noKk }) => noKk).filter((noKk) => !isAwaited(noKk));
  if (before.some((noKk) => families[noKk] === undefined))
    return refuse('KK_TIDAK_DIKENAL', 'Nomor KK ini tidak ada di SIAK.');
  const given: string[] = [];
  const entered: { readonly issued: boolean; readonly kkNumber: string; readonly card: FamilyCard | null }[] = [];
  for (const { noKk, terbit, lembar } of cards) {
    if (lembar === null) {
      entered.push({ issued: false, kkNumber: noKk, card: null });
      continue;
    }
    const wrong = faultIn(families, lembar.members);
    if (wrong !== undefined) return wrong;
    const code = lembar.kalurahanCode ?? codeByName(lembar);
    if (code === undefined) return refuse('ISI_TIDAK_DIKENAL', 'Kalurahan pada kartu ini tidak dikenal.');
    const kkNumber = isAwaited(noKk) ? newKkNumber((kk) => everGiven(kk) || given.includes(kk), code, day) : noKk;
    const members = lembar.members.map((row) => {
      if (!isAwaited(row.nik)) return row;
      const nik = newNik((taken) => personIn(families, taken) !== undefined || given.includes(taken), code, row);
      given.push(nik);
      return { ...row, nik };
    });
    given.push(kkNumber);
    entered.push({ issued: terbit, kkNumber, card: { ...lembar, kkNumber, members } });
  }
  const after = Object.fromEntries(entered.map(({ kkNumber, card }) => [kkNumber, card]));
  const twice = standsTwice({ ...families, ...after });
  if (twice) return refuse('NIK_PADA_KK_LAIN', 'Ada NIK yang masih tercatat pada KK lain.');
  const main = entered.find(({ issued }) => issued) ?? entered[0]!;
  return { kkNumber: main.kkNumber, families: after, warnings: [] };
}

function faultIn(families: Families, rows: readonly FamilyMember[]): Refusal | undefined {
  if (rows.filter(({ shdk }) => shdk === 'KEPALA KELUARGA').length !== 1)
    return refuse('ISI_TIDAK_DIKENAL', 'Keluarga harus mempunyai tepat satu kepala keluarga.');
  for (const row of rows) {
    const known = isAwaited(row.nik) ? undefined : personIn(families, row.nik)?.member;
    if (known === undefined && !isAwaited(row.nik))
      return refuse('NIK_BUKAN_ANGGOTA', 'Ada NIK yang tidak terdaftar di SIAK.');
    const unlisted = ELEMENTS.find(({ code, field }) => {
      const [value, list] = [row[field] ?? '-', listForElement(code)];
      return list !== undefined && !list.includes(value) && value !== known?.[field];
    });
    if (unlisted !== undefined)
      return refuse('ISI_TIDAK_DIKENAL', `Isi "${unlisted.label}" tidak ada dalam daftar kode.`);
  }
  return undefined;
}

/** Whether somebody would stand on two cards; a null card has ended. */
function standsTwice(families: Readonly<Record<string, FamilyCard | null>>): boolean {
  const niks = Object.values(families).flatMap((family) => family?.members.map(({ nik }) => nik) ?? []);
  return new Set(niks).size < niks.length;
}

function codeByName({ kalurahan, kapanewon }: Pick<FamilyCard, 'kalurahan' | 'kapanewon'>): string | undefined {
  return KALURAHAN.find(({ name, kapanewon: of }) => name.toUpperCase() === kalurahan && of.toUpperCase() === kapanewon)
    ?.code;
}
