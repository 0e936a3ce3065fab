import sharp from 'sharp';
import { SIGNATURE_LINES_BOX } from '../domain/signature-area.ts';

/** Millimetres of a sheet. */
const SHEET = { width: 297, height: 210 } as const;

/**
 * Whether two cards show the same but for the lines that tell who signs: their pictures (`PrintedCard.preview`) have the
 * same sheets, and every pixel outside the place of those lines is equal.
 */
export async function sameButSignature(one: Buffer, other: Buffer): Promise<boolean> {
  const [a, b] = await Promise.all([pixels(one), pixels(other)]);
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels) return false;
  const { width, height, channels } = a;
  const scale = width / SHEET.width;
  const sheets = Math.max(1, Math.round(height / (SHEET.height * scale)));
  const sheetHeight = height / sheets;
  const left = Math.floor(SIGNATURE_LINES_BOX.left * scale);
  const right = Math.ceil((SIGNATURE_LINES_BOX.left + SIGNATURE_LINES_BOX.width) * scale);
  const [top, bottom] = [SIGNATURE_LINES_BOX.top, SIGNATURE_LINES_BOX.top + SIGNATURE_LINES_BOX.height];
  const isEqual = (y: number, from: number, to: number): boolean => {
    const [start, end] = [(y * width + from) * channels, (y * width + to) * channels];
    return a.data.subarray(start, end).equals(b.data.subarray(start, end));
  };
  return Array.from({ length: height }, (_, y) => y).every((y) => {
    const onSheet = (y % sheetHeight) / scale;
    const isBeside = onSheet < top || onSheet > bottom;
    return isBeside ? isEqual(y, 0, width) : isEqual(y, 0, left) && isEqual(y, right, width);
  });
}

async function pixels(png: Buffer): Promise<{ data: Buffer; width: number; height: number; channels: number }> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}
