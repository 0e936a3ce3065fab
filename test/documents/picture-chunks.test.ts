import { expect } from 'chai';
import sharp from 'sharp';
import { pictureChunks } from '../../src/documents/picture-chunks.ts';
import { deflated, jpeg, picture, pngChunk, withChunks } from './uploads.ts';

describe('The chunks of a PNG that make the picture', () => {
  const names = (png: Buffer) => {
    const found: string[] = [];
    for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
      found.push(png.toString('latin1', at + 4, at + 8));
    return found;
  };
  const plain = () => picture(40, 30).png().toBuffer();
  const bomb = () => pngChunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflated(Buffer.alloc(1_000_000))]));

  it('are kept, and no text, however many there are', async () => {
    const png = await plain();
    const texts = ['tEXt', 'iTXt', 'sPLT', 'hIST', 'tIME', 'vpAg'].map((name) => pngChunk(name, Buffer.from('a\0b')));
    const stuffed = withChunks(png, [bomb(), ...texts, ...Array.from({ length: 5_000 }, () => texts[0]!), bomb()]);
    expect(names(pictureChunks(stuffed))).to.deep.equal(names(png).filter((name) => name !== 'pHYs'));
    expect(await sharp(pictureChunks(stuffed)).raw().toBuffer()).to.deep.equal(await sharp(png).raw().toBuffer());
  });

  it('are kept once, but for the pixels: profile, turn, transparency and palette', async () => {
    const turned = await picture().withMetadata({ orientation: 6 }).png().toBuffer();
    const profile = names(turned);
    expect(profile).to.include('eXIf');
    const exif = pngChunk('eXIf', Buffer.from('MM\0*\0\0\0\b\0\0\0\0'));
    const kept = pictureChunks(withChunks(turned, [exif, exif, exif]));
    expect(names(kept).filter((name) => name === 'eXIf')).to.have.length(1);
    expect(names(pictureChunks(turned)).filter((name) => name === 'IDAT')).to.deep.equal(
      profile.filter((name) => name === 'IDAT'),
    );
    expect((await sharp(pictureChunks(turned)).metadata()).orientation).to.equal(6);
  });

  it('end with the picture: nothing behind its end is read', async () => {
    const png = await plain();
    expect(pictureChunks(Buffer.concat([png, bomb(), Buffer.from('PK')]))).to.deep.equal(pictureChunks(png));
  });

  it('of a torn file are as torn, and another picture is as it is', async () => {
    const png = await plain();
    for (let length = 0; length < png.length; length++)
      expect(pictureChunks(png.subarray(0, length)).length).to.be.at.most(length);
    const long = pngChunk('tEXt', Buffer.from('a'));
    long.writeUInt32BE(0xffffffff, 0);
    expect(names(pictureChunks(withChunks(png, [long])))).to.deep.equal(['IHDR']);
    const photo = await jpeg();
    expect(pictureChunks(photo)).to.equal(photo);
    expect(pictureChunks(Buffer.alloc(0))).to.have.length(0);
  });
});
