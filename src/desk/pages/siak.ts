import type { RequestHandler } from 'express';
import { REASON_LABELS } from '../../domain/application.ts';
import type { SiakSheet } from '../../cases/view-siak-sheet.ts';
import { numberOf, show, type Kit } from '../kit.ts';

/** /meja/siak/:number: exactly what to type into SIAK. */
export function siakPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const [officer, sheet] = await Promise.all([
      kit.cases.officer(username),
      kit.cases.siakSheet(username, numberOf(request)),
    ]);
    show(
      kit,
      response,
      { template: 'siak', title: 'Lembar entri SIAK', page: 'siak', officer, scripts: ['copy.js'] },
      {
        sheet,
        reasonLabel: REASON_LABELS[sheet.reason],
        isNew: sheet.reason === 'baru',
        address: addressRows(sheet),
        people: sheet.people.map((person, i) => ({ ...person, number: i + 2 })),
        cards: (sheet.cards ?? []).map((card, i) => ({ ...card, number: i + 2, title: CARD_TITLES[card.effect] })),
        newNumbers: newNumbers(sheet),
        last: sheet.people.length + (sheet.cards?.length ?? 0) + 2,
      },
    );
  };
}

const CARD_TITLES = { issued: 'KK yang terbit', changed: 'KK lain yang ikut berubah', ended: 'KK yang berakhir' };

/** What SIAK gives with this entry where the officer has to write it down (`SIAK_WAY=typed`). */
const newNumbers = ({ newNumbers: awaited }: SiakSheet): string =>
  awaited.map(({ kind, name }) => (kind === 'kk' ? 'Nomor KK' : `NIK ${name}`)).join(', ');

function addressRows({ address }: SiakSheet): { label: string; value: string }[] {
  if (address === null) return [];
  const { street, rt, rw, kalurahan, kapanewon, postalCode } = address;
  return [
    { label: 'Alamat', value: street },
    { label: 'RT', value: rt },
    { label: 'RW', value: rw },
    { label: 'Kalurahan', value: kalurahan },
    { label: 'Kapanewon', value: kapanewon },
    { label: 'Kode pos', value: postalCode },
  ];
}
