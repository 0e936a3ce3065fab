import { cardOf } from '../card/register.ts';
import { neededEvidence } from '../events/check-evidence.ts';
import type { FamilyCard } from '../family-card.ts';
import type { inTheHand } from '../check-event-application.ts';
import type { FormContent } from './form-shape.ts';

type InHand = ReturnType<typeof inTheHand>;
type Section = FormContent['sections'][number];

/** F-1.03 of those whose address changes inside Bantul; undefined where the events ask for none. */
export function moveForm({ c, events, plan }: InHand, who: Section, truth: string): FormContent | undefined {
  const needed = neededEvidence(events, c, plan).some(({ anyOf }) => anyOf?.includes('f-1-03') === true);
  if (!needed) return undefined;
  const movers = c.before.cards.flatMap((from) =>
    from.members.flatMap((row) => {
      const to = cardOf(plan.register, row.nik);
      return to === undefined || addressOn(to) === addressOn(from) ? [] : [{ row, from, to }];
    }),
  );
  const [first] = movers;
  return {
    code: 'F-1.03',
    title: 'Formulir Perpindahan Penduduk',
    sections: [
      who,
      {
        heading: 'Perpindahan',
        rows: [
          ['Alamat asal', first === undefined ? '' : addressOn(first.from)],
          ['Alamat tujuan', first === undefined ? '' : addressOn(first.to)],
          ['Alasan pindah', ''],
        ],
      },
      ...(movers.length === 0 ? [{ row: { name: '', nik: '' } }] : movers).map(({ row }, i) => ({
        heading: `Yang pindah ${i + 1}`,
        rows: [
          ['Nama lengkap', row.name],
          ['NIK', row.nik],
        ] as const,
      })),
    ],
    statement: truth,
    signatures: [who.rows[0]?.[1] ?? ''],
  };
}

/** F-1.04, for a paper that never existed: which one and why is written by hand. */
export function noDocumentForm(who: Section, truth: string): FormContent {
  return {
    code: 'F-1.04',
    title: 'Surat Pernyataan Tidak Memiliki Dokumen Kependudukan',
    sections: [
      who,
      {
        heading: 'Dokumen yang tidak dimiliki',
        rows: [
          ['Nama dokumen', ''],
          ['Atas nama', ''],
          ['Sebab tidak ada', ''],
        ],
      },
      {
        heading: 'Saksi',
        rows: [
          ['Saksi 1', ''],
          ['Saksi 2', ''],
        ],
      },
    ],
    statement: truth,
    signatures: [who.rows[0]?.[1] ?? '', 'Saksi 1', 'Saksi 2'],
  };
}

function addressOn({ address, rt, rw, kalurahan, kapanewon }: FamilyCard): string {
  const lines = [
    address,
    rt === '' ? '' : `RT ${rt}`,
    rw === '' || rw === '000' ? '' : `RW ${rw}`,
    kalurahan,
    kapanewon,
  ];
  return lines.filter((line) => line !== '').join(', ');
}
