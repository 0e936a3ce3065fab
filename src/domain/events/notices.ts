import { cardNumbered } from '../card/register.ts';
import type { EventContext, Plan } from './event.ts';
import { identityNotices, type AffectedPerson } from './affected-cards.ts';
import type { ResolvedEvent } from './compose.ts';

const PRINT = [
  'Cetak KK sendiri pada kertas HVS A4 80 gram.',
  'Setelah dicetak, Kepala Keluarga menandatangani atau membubuhkan cap jempol.',
];
const HAND_IN = {
  'kk-hilang':
    'Bila KK yang hilang ditemukan, serahkan kepada petugas Dukcapil di kapanewon; KK itu sudah tidak berlaku.',
  'kk-rusak': 'Serahkan KK yang rusak kepada petugas Dukcapil di kapanewon.',
} as const;
const OLD_CARD = 'KK lama sudah tidak berlaku. Serahkan kepada petugas Dukcapil di kapanewon.';
const NEW_NUMBER = 'Nomor KK Anda berganti. Perbarui di bank, BPJS, dan sekolah bila diminta.';

/** What the message with the issued card says (SOP step 8, and what follows from the events). */
export function noticesFor(
  events: readonly ResolvedEvent[],
  c: EventContext,
  plan: Plan,
  ktp: readonly AffectedPerson[],
  kia: readonly AffectedPerson[],
): string[] {
  const names = events.map(({ definition }) => definition.name);
  const handIn = names.includes('kk-hilang')
    ? HAND_IN['kk-hilang']
    : names.includes('kk-rusak')
      ? HAND_IN['kk-rusak']
      : OLD_CARD;
  const own = events.flatMap(({ definition, declared }) => definition.notices(c, declared.data, plan));
  const notices = [
    ...PRINT,
    handIn,
    ...identityNotices(ktp, kia),
    ...(changesHead(events, c, plan) ? [NEW_NUMBER] : []),
    ...own,
  ];
  return [...new Set(notices)];
}

/**
 * The same family under another number: its head died, left or was replaced (not: somebody founded a family of their
 * own).
 */
function changesHead(events: readonly ResolvedEvent[], c: EventContext, plan: Plan): boolean {
  const replaced = events.some(({ definition, declared }) =>
    definition.boxes(c, declared.data, plan).includes('I.A.2'),
  );
  return replaced && c.before.cards.some((card) => cardNumbered(plan.register, card.kkNumber) === undefined);
}
