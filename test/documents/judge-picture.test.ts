import { expect } from 'chai';
import sharp, { type Sharp } from 'sharp';
import { paperPhoto } from '../../src/demo/photos.ts';
import { judgePicture, type PictureFlaw } from '../../src/documents/judge-picture.ts';

const TITLES = ['Ijazah', 'Kutipan akta kelahiran', 'F-1.06'];
const flat = (background: string) => sharp({ create: { width: 1200, height: 1600, channels: 3, background } });

/** Photos as residents send them, and the flaw that an officer would name. */
async function photos(): Promise<{ name: string; jpeg: Buffer; flaw: PictureFlaw | undefined }[]> {
  const found: { name: string; jpeg: Buffer; flaw: PictureFlaw | undefined }[] = [];
  const add = async (name: string, picture: Sharp, flaw?: PictureFlaw) =>
    found.push({ name, jpeg: await picture.jpeg({ quality: 80 }).toBuffer(), flaw });
  for (let seed = 1; seed <= 6; seed++) {
    const paper = await paperPhoto(TITLES[seed % TITLES.length]!, seed);
    await add(`paper ${seed}`, sharp(paper));
    await add(`paper ${seed} in the evening`, sharp(paper).linear(0.4, 0));
    await add(`paper ${seed} sent through a chat`, sharp(paper).resize(1000).jpeg({ quality: 30 }));
    await add(`paper ${seed} with 12 megapixels`, sharp(paper).resize(3000));
    await add(`paper ${seed} a little soft`, sharp(paper).blur(1.2));
    await add(`paper ${seed} pale`, sharp(paper).linear(0.4, 130));
    await add(`paper ${seed} moved`, sharp(paper).blur(4), 'blurred');
    await add(`paper ${seed} out of focus`, sharp(paper).blur(25), 'blurred');
    await add(`paper ${seed} at night`, sharp(paper).linear(0.12, 0), 'dark');
    await add(`paper ${seed} as a thumbnail`, sharp(paper).resize(90), 'too-small');
  }
  await add('a black picture', flat('#000'), 'blank');
  await add('an empty sticker', flat('#fff').resize(512, 512), 'blank');
  return found;
}

describe('The look at a photo', () => {
  it('finds what an officer could not read, and raises no false alarm', async () => {
    const set = await photos();
    const judged = await Promise.all(set.map(async (photo) => ({ ...photo, found: await judgePicture(photo.jpeg) })));
    const falseAlarms = judged.filter(({ flaw, found }) => flaw === undefined && found !== undefined);
    const missed = judged.filter(({ flaw, found }) => flaw !== undefined && found !== flaw);
    const good = judged.filter(({ flaw }) => flaw === undefined).length;
    console.log(
      `      ${good} good photos, ${falseAlarms.length} false alarms; ${judged.length - good} bad ones, ${missed.length} missed`,
    );
    expect(falseAlarms.map(({ name, found }) => `${name}: ${found}`)).to.deep.equal([]);
    expect(missed.map(({ name, flaw, found }) => `${name}: ${found}, not ${flaw}`)).to.deep.equal([]);
  });
});
