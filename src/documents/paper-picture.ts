import sharp from 'sharp';
import type { CleanPaper } from './documents.ts';
import { lettering } from './lettering.ts';

/**
 * A small JPEG of a paper, `width` pixels wide at most. A PDF is not drawn here: it gets a sheet that says where to
 * open it.
 */
export async function paperPicture(paper: CleanPaper, { width }: { width: number }): Promise<Buffer> {
  if (paper.mediaType === 'application/pdf') return placeholder(paper.bytes.length, width);
  return sharp(paper.bytes, { limitInputPixels: 40_000_000 })
    .resize({ width, withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer();
}

async function placeholder(bytes: number, width: number): Promise<Buffer> {
  const height = Math.round(width * 1.25);
  const margin = Math.round(width * 0.1);
  const inside = width - 2 * margin;
  const { png: words } = await lettering(`PDF, ${Math.max(1, Math.round(bytes / 1024))} KB: buka di halaman meja`, {
    width: inside,
    height: height - 2 * margin,
    size: Math.max(14, Math.round(width / 11)),
    colour: '#12324f',
  });
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite([
      {
        input: { create: { width, height: Math.round(margin / 2), channels: 3, background: '#12324f' } },
        left: 0,
        top: 0,
      },
      { input: words, gravity: 'centre' },
    ])
    .jpeg({ quality: 85 })
    .toBuffer();
}
