import QRCode from 'qrcode';
import type { CardFace } from '../../src/card/card.ts';
import { sheetsOf } from '../../src/card/sheets.ts';
import { member, sampleCard } from '../../test/card/sample-card.ts';

/** Invented families of four to seven; no two cards are the same. */
export function cardAt(index: number): CardFace {
  const members = Array.from({ length: 4 + (index % 4) }, (_, serial) =>
    member(index + serial, serial === 0 ? { shdk: 'KEPALA KELUARGA' } : {}),
  );
  return sampleCard(members);
}

/** The same card for Typst's template: its printed words, and the QR as dark runs [x, length] of each row. */
export function typstCardAt(index: number): unknown {
  const face = cardAt(index);
  const { size, data } = QRCode.create(face.verifyUrl, { errorCorrectionLevel: 'M' }).modules;
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from(data.subarray(y * size, (y + 1) * size), (dark) => (dark === 0 ? ' ' : '#')).join(''),
  );
  return {
    sheets: sheetsOf(face),
    qr: rows.map((row) => Array.from(row.matchAll(/#+/g), (run) => [run.index, run[0].length])),
  };
}
