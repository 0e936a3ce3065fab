/**
 * Where the electronic signature (TTE) stands on the card: PDF points (1/72 inch), origin at the lower left corner of
 * the page.
 */
export interface SignatureArea {
  /** Counted from 1, as BSrE counts. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Millimetres of an A4 landscape sheet, from its left and upper edge, as the card's style sheet counts. */
const SIGNATURE_BOX = { left: 203, top: 173.5, width: 80, height: 17 } as const;

/**
 * Everything that tells who signs: title, electronic signature, name and NIP (`.office-head` of the card's style sheet).
 */
export const SIGNATURE_LINES_BOX = { left: 203, top: 168, width: 84, height: 33 } as const;

const SHEET_HEIGHT = 210;
const points = (millimetres: number): number => Math.round((millimetres * 7200) / 25.4) / 100;

/**
 * Between the title and the name of the head of office. The card already prints the QR and the line "Ditandatangani
 * secara elektronik" there: a signature lies over it without a picture of its own, or replaces both by its own picture.
 */
export const SIGNATURE_AREA: SignatureArea = {
  page: 1,
  x: points(SIGNATURE_BOX.left),
  y: points(SHEET_HEIGHT - SIGNATURE_BOX.top - SIGNATURE_BOX.height),
  width: points(SIGNATURE_BOX.width),
  height: points(SIGNATURE_BOX.height),
};
