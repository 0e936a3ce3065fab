import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A photograph of a paper, in effect: paler above, darker below, so that "upright" can be seen. */
export function picture(width = 400, height = 300): Sharp {
  const lines = Array.from(
    { length: 8 },
    (_, i) => `<rect x="20" y="${60 + i * 24}" width="${width - 60}" height="8" fill="#345"/>`,
  ).join('');
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#eee"/><rect width="100%" height="40" fill="#c33"/>${lines}</svg>`,
    ),
  );
}

export const jpeg = () => picture().jpeg().toBuffer();

/** What a phone writes: turned sensor, camera, place. */
export async function phonePhoto(): Promise<Buffer> {
  return picture()
    .withExif({
      IFD0: { Make: 'KAMERA-RAHASIA', Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '7/1 53/1 20/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '110/1 19/1 40/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/**
 * A PDF as an office program writes it; pdf-lib packs its objects into compressed object streams unless told otherwise.
 */
export async function pdf({
  compressed = true,
  change,
}: { compressed?: boolean; change?: (document: PDFDocument) => unknown } = {}): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([300, 400]).drawText('Ijazah', { x: 40, y: 300, font, size: 24 });
  await change?.(document);
  return Buffer.from(await document.save({ useObjectStreams: compressed }));
}

/** A PDF written by hand: each object's body in order, from 1; the first is the catalogue. */
export function handmadePdf(bodies: readonly (string | Buffer)[], trailer = ''): Buffer {
  let file = Buffer.from('%PDF-1.7\n');
  const offsets: number[] = [];
  bodies.forEach((body, i) => {
    offsets.push(file.length);
    file = Buffer.concat([file, Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.concat([
    file,
    Buffer.from(
      `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${file.length}\n%%EOF\n`,
    ),
  ]);
}

export const CATALOGUE = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>',
] as const;

/** An object stream with the given coding, as a forger would write its dictionary. */
export function objectStream(dictionary: string, content: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /N 1 /First 4 /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);
}

export const HIDDEN_SCRIPT = Buffer.from('9 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>');
export const deflated = (content: Buffer) => deflateSync(content);

export async function hugePng(side: number): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 3, background: '#ffffff' }, limitInputPixels: false })
    .png({ compressionLevel: 9, palette: true, colours: 2 })
    .toBuffer();
}

/** The head of a PNG that claims a size; small, and no pixels behind it. */
export function pngThatClaims(width: number, height: number): Buffer {
  const head = Buffer.alloc(25);
  head.writeUInt32BE(13, 0);
  head.write('IHDR', 4, 'latin1');
  head.writeUInt32BE(width, 8);
  head.writeUInt32BE(height, 12);
  head.set([8, 2, 0, 0, 0], 16);
  head.writeUInt32BE(crc32(head.subarray(4, 21)), 21);
  const data = Buffer.from('0000000049444154', 'hex');
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    head,
    data,
    Buffer.from('35af061e', 'hex'),
    Buffer.from('0000000049454e44ae426082', 'hex'),
  ]);
}

/** A PNG of one grey pixel a line. */
export function deflatedStrip(lines: number): Buffer {
  const head = Buffer.from('00000001000000000800000000', 'hex');
  head.writeUInt32BE(lines, 4);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflated(Buffer.alloc(2 * lines))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export function pngChunk(name: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + content.length);
  chunk.writeUInt32BE(content.length, 0);
  chunk.write(name, 4, 'latin1');
  content.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

/** The PNG with further chunks behind its head. */
export function withChunks(png: Buffer, chunks: readonly Buffer[]): Buffer {
  const HEAD = 33;
  return Buffer.concat([png.subarray(0, HEAD), ...chunks, png.subarray(HEAD)]);
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

/** Frames are cheap to claim: one small picture, many times. */
export async function movingWebp(frames: number): Promise<Buffer> {
  const frame = { create: { width: 16, height: 16, channels: 3 as const, background: '#c33' } };
  const page = await sharp(frame).raw().toBuffer();
  return sharp(Buffer.concat(Array.from({ length: frames }, (_, i) => page.map((value) => (value + i) % 256))), {
    raw: { width: 16, height: 16 * frames, channels: 3, pageHeight: 16 },
  })
    .webp({ effort: 0 })
    .toBuffer();
}

export async function movingGif(frames: number): Promise<Buffer> {
  return sharp(await movingWebp(frames), { animated: true })
    .gif({ effort: 1 })
    .toBuffer();
}
