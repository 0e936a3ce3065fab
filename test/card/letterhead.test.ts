import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { EmblemUnfit, readEmblem, SIMULATED_LETTERHEAD, type Letterhead } from '../../src/card/letterhead.ts';
import { loadConfig } from '../../src/config/config.ts';
import { ConfigError } from '../../src/config/values.ts';
import { letterheadOf } from '../../src/office/letterhead.ts';
import { temporaryFolder } from '../store/database.ts';
import { openPress, rejection } from './printing-office.ts';
import { textOf } from './read-pdf.ts';
import { sampleCard } from './sample-card.ts';
import { textSizes } from './text-sizes.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 12"><rect width="10" height="12" fill="#000"/></svg>';
const black = (size: number) =>
  sharp({ create: { width: size, height: size, channels: 3, background: '#000' } })
    .png()
    .toBuffer();

/** How dark the place of the coat of arms is, 0 to 1. */
async function inkOfEmblem(preview: Buffer): Promise<number> {
  const mm = 1598 / 297;
  const area = {
    left: Math.round(12 * mm),
    top: Math.round(6 * mm),
    width: Math.round(17 * mm),
    height: Math.round(18 * mm),
  };
  const { data } = await sharp(preview).extract(area).greyscale().raw().toBuffer({ resolveWithObject: true });
  return data.filter((grey) => grey < 128).length / data.length;
}

describe('The letterhead of the office on the card', () => {
  const folder = temporaryFolder();
  const file = (name: string, content: string | Buffer): string => {
    const at = path.join(folder, name);
    writeFileSync(at, content);
    return at;
  };
  const drawn = async (letterhead: Letterhead) => {
    const press = await openPress({ letterhead, pages: 1 });
    try {
      return await press.print(sampleCard());
    } finally {
      await press.close();
    }
  };

  for (const [kind, name, content] of [
    ['an SVG', 'lambang.svg', () => Promise.resolve(SVG)],
    ['a PNG', 'lambang.png', () => black(300)],
  ] as const)
    it(`has the coat of arms of ${kind} file in place of the invented shield`, async () => {
      const emblem = await readEmblem(file(name, await content()));
      const { preview, pdf } = await drawn({ ...SIMULATED_LETTERHEAD, emblem });
      expect(await inkOfEmblem(preview)).to.be.greaterThan(0.8);
      expect(await inkOfEmblem((await drawn(SIMULATED_LETTERHEAD)).preview)).to.be.within(0.05, 0.5);
      const again = await drawn({ ...SIMULATED_LETTERHEAD, emblem });
      expect(again.pdf.equals(pdf), 'the same card gives the same bytes').to.equal(true);
    });

  it('has the lines of the office above, and the regency under the title of the head', async () => {
    const { pdf } = await drawn({
      ...SIMULATED_LETTERHEAD,
      headingLines: ['PEMERINTAH KABUPATEN BANTUL', 'DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL'],
      regency: 'KABUPATEN BANTUL',
    });
    const [text = ''] = await textOf(pdf);
    expect(text).to.match(/^PEMERINTAH KABUPATEN BANTUL .*DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL.* No\. 3402/);
    expect(text).to.include('KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL KABUPATEN BANTUL');
    expect(Math.min(...(await textSizes(pdf)).map(({ points }) => points))).to.be.at.least(5.98);
  });

  it('is no card at all while the office has no coat of arms', async () => {
    const press = await openPress({ letterhead: { ...SIMULATED_LETTERHEAD, emblem: undefined } });
    const error = await rejection(press.print(sampleCard()));
    expect(error).to.have.property('code', 'CARD_UNPRINTABLE');
    expect(error.message).to.include('CARD_EMBLEM_FILE');
    await press.close();
  });

  for (const [what, content, told] of [
    ['a script', SVG.replace('<rect', '<script>alert(1)</script><rect'), /script/],
    ['a handler', SVG.replace('<rect', '<rect onload="x()"'), /onload/],
    ['a picture from elsewhere', SVG.replace('<rect', '<image href="http://x/a.png"/><rect'), /image/],
    ['letters of a foreign font', SVG.replace('<rect', '<text>BANTUL</text><rect'), /huruf dijadikan garis/],
    ['a style from elsewhere', SVG.replace('<rect', '<rect style="fill:url(http://x)"'), /url/],
    ['an entity', `<!DOCTYPE svg [<!ENTITY a "b">]>${SVG}`, /ENTITY/],
    ['no picture', 'halo', /bukan SVG atau PNG/],
    ['a PNG cut off', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]), /rusak atau terlalu kecil/],
    ['more than 2 MB', `${SVG}${' '.repeat(2 * 1024 * 1024)}`, /2 MB/],
  ] as const)
    it(`refuses a file with ${what}, and says what to do`, async () => {
      const error = await rejection(readEmblem(file('x', content)));
      expect(error).to.be.instanceOf(EmblemUnfit);
      expect(error.message).to.match(told);
    });

  it('refuses a PNG that would be coarse on paper, and a file that is not there', async () => {
    expect((await rejection(readEmblem(file('klein.png', await black(80))))).message).to.match(/80 x 80 titik/);
    expect((await rejection(readEmblem(path.join(folder, 'tidak-ada.svg')))).message).to.match(/tidak dapat dibaca/);
  });

  const readFrom = (env: Record<string, string>, simulators = true) => {
    const config = loadConfig({ VAR_DIR: folder, ...env });
    return letterheadOf({ ...config, simulators });
  };

  it('is the invented shield only in a simulation: an office that draws cards itself does not start without its own', async () => {
    expect((await readFrom({})).emblem).to.equal(SIMULATED_LETTERHEAD.emblem);
    for (const none of [{}, { CARD_EMBLEM_FILE: '' }]) {
      const error = await rejection(readFrom({ SIAK_WAY: 'typed', ...none }, false));
      expect(error).to.be.instanceOf(ConfigError);
      expect(error.message).to.match(/^CARD_EMBLEM_FILE belum diisi.*hanya untuk simulasi/);
    }
    const own = await readFrom({ SIAK_WAY: 'typed', CARD_EMBLEM_FILE: file('lambang.svg', SVG) }, false);
    expect(own.emblem).to.match(/^data:image\/svg/);
    expect((await readFrom({ SIAK_WAY: 'siak-signed-pdf' }, false)).emblem, 'SIAK draws the card').to.equal(undefined);
  });

  it('is named with its setting when the file is wrong', async () => {
    const error = await rejection(readFrom({ CARD_EMBLEM_FILE: path.join(folder, 'tidak-ada.svg') }));
    expect(error).to.be.instanceOf(ConfigError);
    expect(error.message).to.match(/^CARD_EMBLEM_FILE: .*tidak dapat dibaca/);
  });

  it('takes lines with | between them, and refuses what has no room', async () => {
    expect(await readFrom({})).to.deep.include({ headingLines: [], regency: undefined });
    expect(
      await readFrom({ CARD_HEADING_LINES: ' PEMERINTAH KABUPATEN | DINAS |', OFFICE_REGENCY: ' KABUPATEN BANTUL ' }),
    ).to.deep.include({ headingLines: ['PEMERINTAH KABUPATEN', 'DINAS'], regency: 'KABUPATEN BANTUL' });
    expect((await rejection(readFrom({ CARD_HEADING_LINES: 'A|B|C|D' }))).message).to.match(/paling banyak 3 baris/);
    expect((await rejection(readFrom({ OFFICE_REGENCY: 'K'.repeat(61) }))).message).to.match(/paling panjang 60/);
  });
});
