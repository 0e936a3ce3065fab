import sharp from 'sharp';

/** The same picture, at most so many pixels wide. */
export async function smallPicture(picture: Buffer, width: number): Promise<Buffer> {
  return sharp(picture).resize({ width, withoutEnlargement: true }).png({ palette: true }).toBuffer();
}
