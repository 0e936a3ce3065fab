import type { RequestHandler } from 'express';
import { REASON_LABELS } from '../../domain/application.ts';
import type { SiakSheet } from '../../cases/view-siak-sheet.ts';
import { numberOf, show, type Kit } from '../kit.ts';

/** /meja/siak/:number: exactly what to type into SIAK. */
export function siakPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.door.callerOf(request);
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
        last: sheet.people.length + 2,
      },
    );
  };
}

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
