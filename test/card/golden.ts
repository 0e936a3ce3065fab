import sharp from 'sharp';

/**
 * Pixels across a sheet; about 85 dpi of A4 landscape: every letter leaves its trace, and a picture takes some 60 kB.
 */
const WIDTH = 1000;
/** A tile is as wide as three letters in a cell of the table. */
const TILE = 20;

interface Grey {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A preview as it is kept: small, grey, few shades. */
export function toGolden(preview: Buffer): Promise<Buffer> {
  return sharp(preview)
    .resize({ width: WIDTH })
    .greyscale()
    .png({ palette: true, colours: 16, compressionLevel: 9 })
    .toBuffer();
}

/** How far two pictures of a card are from each other, in shades of 255. */
export interface Distance {
  /** Over the whole sheet. */
  readonly mean: number;
  /** Of the ink in the tile that differs most. */
  readonly worstTile: number;
}

/**
 * Ink is counted by tiles, after a slight blur: another Chromium may set a line a fraction of a pixel aside or smooth a
 * letter otherwise, and that moves hardly any ink; a letter that is missing, cut or covered does.
 */
export async function distance(one: Buffer, other: Buffer): Promise<Distance> {
  const [a, b] = await Promise.all([soften(one), soften(other)]);
  if (a.width !== b.width || Math.abs(a.height - b.height) > 2) return { mean: 255, worstTile: 255 };
  const height = Math.min(a.height, b.height); // a sheet's height in points may be rounded otherwise
  let worstTile = 0;
  for (let top = 0; top + TILE <= height; top += TILE)
    for (let left = 0; left < a.width; left += TILE)
      worstTile = Math.max(worstTile, Math.abs(ink(a, left, top) - ink(b, left, top)));
  const pixels = a.data.subarray(0, height * a.width);
  const sum = pixels.reduce((total, shade, at) => total + Math.abs(shade - (b.data[at] ?? 0)), 0);
  return { mean: sum / pixels.length, worstTile };
}

async function soften(picture: Buffer): Promise<Grey> {
  const { data, info } = await sharp(picture).greyscale().blur(1.2).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function ink({ data, width, height }: Grey, left: number, top: number): number {
  let sum = 0;
  let count = 0;
  for (let y = top; y < Math.min(top + TILE, height); y += 1)
    for (let x = left; x < Math.min(left + TILE, width); x += 1) {
      sum += data[y * width + x] ?? 0;
      count += 1;
    }
  return sum / count;
}
