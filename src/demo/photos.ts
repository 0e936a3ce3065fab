import sharp from 'sharp';

const width = 1200;
const height = 1600;

/** The noise of the one sensor; drawing it takes longer than all the rest of a photo. */
let grain: Promise<Buffer> | undefined;
const drawGrain = (): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 14 },
    },
  })
    .raw()
    .toBuffer();

/**
 * A JPEG like a phone's photo of a paper: a sheet with printed lines lying on a table, uneven light, sensor noise,
 * metadata of a camera with a place in it (which the office must remove). `seed` makes different pictures.
 */
export async function paperPhoto(title: string, seed = 1): Promise<Buffer> {
  const lines = Array.from({ length: 22 }, (_, i) => {
    const length = 420 + ((i * 137 + seed * 61) % 420);
    return `<rect x="150" y="${380 + i * 48}" width="${length}" height="13" fill="#3a3a44" opacity="0.72"/>`;
  }).join('');
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><radialGradient id="light" cx="35%" cy="25%"><stop offset="0" stop-color="#fffdf4"/><stop offset="1" stop-color="#d9d3c2"/></radialGradient></defs>
    <rect width="100%" height="100%" fill="#7a6248"/>
    <g transform="rotate(${(seed % 5) - 2} 600 800)"><rect x="80" y="90" width="1040" height="1420" fill="url(#light)"/>
    <rect x="150" y="190" width="520" height="34" fill="#24242c"/><rect x="150" y="250" width="${300 + title.length * 9}" height="18" fill="#24242c"/>
    <circle cx="950" cy="250" r="78" fill="none" stroke="#27348b" stroke-width="9" opacity="0.7"/>${lines}
    <path d="M760 1400 q60 -90 110 -10 t110 -40" stroke="#1d2b7a" stroke-width="7" fill="none"/></g></svg>`;
  grain ??= drawGrain();
  return sharp(Buffer.from(sheet))
    .composite([{ input: await grain, raw: { width, height, channels: 3 }, blend: 'soft-light' }])
    .withExif({
      IFD0: { Make: 'Telepon', ImageDescription: title },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '7/1 53/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '110/1 20/1 0/1' },
    })
    .jpeg({ quality: 82 })
    .toBuffer();
}
