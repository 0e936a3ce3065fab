import { PDFName, PDFString } from '@cantoo/pdf-lib';
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { cleanPaper } from '../../src/documents/clean-paper.ts';
import { PaperRefused, UPLOAD_LIMITS } from '../../src/documents/documents.ts';
import { processorTime } from '../processor-time.ts';
import {
  CATALOGUE,
  deflated,
  deflatedStrip,
  handmadePdf,
  HIDDEN_SCRIPT,
  hugePng,
  jpeg,
  movingGif,
  movingWebp,
  objectStream,
  pdf,
  phonePhoto,
  picture,
  pngChunk,
  pngThatClaims,
  withChunks,
} from './uploads.ts';
import { program } from '../program.ts';

const red = () => sharp({ create: { width: 60, height: 60, channels: 3, background: '#cc3333' } });
const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));
const behind = async (tail: string | Buffer) => Buffer.concat([await jpeg(), Buffer.from(tail)]);
const withAction = (action: string) =>
  handmadePdf([`<< /Type /Catalog /Pages 2 0 R ${action} >>`, ...CATALOGUE.slice(1)]);
const scan = (content: Buffer) =>
  Buffer.concat([
    Buffer.from('<< /Subtype /Image /Filter /FlateDecode >>\nstream\n'),
    content,
    Buffer.from('\nendstream'),
  ]);
const smallBomb = scan(deflated(Buffer.alloc(16 * 1024 * 1024)));
/** Dictionary, word and all before them in one line. */
const onOneLine = (dictionary: string, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${dictionary}/Length ${content.length}>>stream\n`), content, Buffer.from('\nendstream')]);
const evilAsciiHex = Buffer.from(HIDDEN_SCRIPT.toString('hex') + '>');

/** Cleans the picture in a process of its own: the peak of this one's memory is that of all tests before. */
async function inProcess(bytes: Buffer): Promise<{ width: number; height: number; grownMb: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'picture-'));
  try {
    const file = path.join(folder, 'gambar');
    writeFileSync(file, bytes);
    const { stdout } = await promisify(execFile)(process.execPath, [
      program('test/documents/clean-in-process.ts'),
      file,
    ]);
    return JSON.parse(stdout) as { width: number; height: number; grownMb: number };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('An upload', () => {
  describe('is taken when it is', () => {
    const good: readonly [string, () => Promise<Buffer> | Buffer][] = [
      ['a JPEG', jpeg],
      ['a PNG', () => picture().png().toBuffer()],
      ['a WEBP', () => picture().webp().toBuffer()],
      ['a grey scan', () => picture().greyscale().png().toBuffer()],
      ['a JPEG with HTML behind its end', () => behind('<html><script>alert(1)</script>')],
      ['a JPEG with a PDF behind its end', async () => behind(await pdf())],
      ['a JPEG with a ZIP behind its end', () => behind(Buffer.from('504b0304140000000000', 'hex'))],
    ];
    for (const [title, bytes] of good)
      it(`${title}; it comes out as a JPEG that holds the picture and nothing else`, async () => {
        const paper = await cleanPaper(await bytes());
        expect(paper.mediaType).to.equal('image/jpeg');
        expect(await sharp(paper.bytes).metadata())
          .to.include({ format: 'jpeg', width: 400, height: 300, space: 'srgb' })
          .and.not.have.any.keys('exif', 'icc', 'xmp', 'iptc');
        expect(paper.bytes.subarray(-2).toString('hex')).to.equal('ffd9');
        for (const trace of ['<script>', '%PDF', 'PK\u0003\u0004']) expect(paper.bytes.includes(trace)).to.equal(false);
      });

    it('a photograph of a phone: put upright, and its camera and place are gone', async () => {
      const sent = await phonePhoto();
      expect((await sharp(sent).metadata()).orientation).to.equal(6);
      expect(sent.includes('KAMERA-RAHASIA')).to.equal(true);
      const { bytes } = await cleanPaper(sent);
      expect(await sharp(bytes).metadata())
        .to.include({ width: 300, height: 400 })
        .and.not.have.any.keys('exif', 'orientation');
      expect(bytes.includes('KAMERA-RAHASIA')).to.equal(false);
      const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      const red = (x: number) => data[(200 * info.width + x) * 3] ?? 0;
      expect(red(290), 'the red head of the page is at the right after a quarter turn').to.be.closeTo(0xcc, 12);
    });

    it('a picture with a transparent ground: it gets white paper', async () => {
      const { bytes } = await cleanPaper(
        await sharp({ create: { width: 50, height: 50, channels: 4, background: '#00000000' } })
          .png()
          .toBuffer(),
      );
      expect((await sharp(bytes).raw().toBuffer())[0]).to.equal(255);
    });

    it('large but within 64 megapixels: it is brought to 3200 pixels', async () => {
      const { bytes } = await cleanPaper(await hugePng(6_000));
      expect(await sharp(bytes).metadata()).to.include({ width: 3_200, height: 3_200 });
    });

    for (const [what, made] of [
      ['a CMYK picture of a print shop', () => red().toColourspace('cmyk').jpeg().toBuffer()],
      ['a picture of 16 bits', () => red().toColourspace('rgb16').png().toBuffer()],
    ] as const)
      it(`${what}: its colours are brought to those of a screen`, async () => {
        const { bytes } = await cleanPaper(await made());
        const { space, depth, channels } = await sharp(bytes).metadata();
        expect({ space, depth, channels }).to.deep.equal({ space: 'srgb', depth: 'uchar', channels: 3 });
        const [r, g] = await sharp(bytes).raw().toBuffer();
        expect(r! - g!, 'red stays red').to.be.greaterThan(80);
      });

    for (const [what, options] of [
      ['as it is', {}],
      ['turned', { orientation: 6 }],
      ['progressive', { progressive: true }],
    ] as const)
      it(`a photo of 48 megapixels, ${what}: it is brought to 3200 pixels within 400 MB`, async () => {
        const { progressive = false, orientation }: { progressive?: boolean; orientation?: number } = options;
        const { width, height, grownMb } = await inProcess(
          await sharp({ create: { width: 8_000, height: 6_000, channels: 3, background: '#dddddd' } })
            .withMetadata(orientation === undefined ? {} : { orientation })
            .jpeg({ progressive })
            .toBuffer(),
        );
        expect([width, height]).to.deep.equal(orientation === 6 ? [2_400, 3_200] : [3_200, 2_400]);
        expect(grownMb).to.be.lessThan(400);
      });

    it('a PNG of a few KB whose texts unpack to 400 MB: they are not unpacked', async () => {
      const text = pngChunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflated(Buffer.alloc(40_000_000))]));
      const { grownMb } = await inProcess(withChunks(await picture().png().toBuffer(), Array(10).fill(text)));
      expect(grownMb).to.be.lessThan(150);
    });

    const papers: readonly [string, () => Promise<Buffer> | Buffer][] = [
      ['a PDF', () => pdf({ compressed: false })],
      ['a PDF whose objects are compressed', () => pdf()],
      ['a PDF written by hand', () => handmadePdf(CATALOGUE)],
      ['a PDF that opens on a certain page', () => withAction('/OpenAction [3 0 R /Fit]')],
      [
        'a PDF that names a web page',
        () =>
          pdf({
            change: (d) =>
              d.getPage(0).node.set(
                PDFName.of('Annots'),
                d.context.obj([
                  {
                    Type: 'Annot',
                    Subtype: 'Link',
                    Rect: [0, 0, 9, 9],
                    A: { S: 'URI', URI: PDFString.of('https://dukcapil.bantulkab.go.id') },
                  },
                ]),
              ),
          }),
      ],
      [
        'a PDF of seven white pages that were scanned in colour, in few KB',
        () => {
          const page = scan(deflated(Buffer.alloc(26_000_000, 0xff)));
          return handmadePdf([...CATALOGUE, ...Array.from({ length: 7 }, () => page)]);
        },
      ],
      [
        'a PDF with a scan in it',
        async () => {
          const photo = await picture(2_000, 1_500).jpeg().toBuffer();
          return pdf({ change: async (d) => d.getPage(0).drawImage(await d.embedJpg(photo)) });
        },
      ],
    ];
    for (const [title, bytes] of papers)
      it(`${title}; not a byte is changed, for it may be signed`, async () => {
        const sent = await bytes();
        expect(await cleanPaper(sent)).to.deep.equal({ mediaType: 'application/pdf', bytes: sent });
      });
  });

  it('is examined in bounded time, however many characters it writes as numbers', async () => {
    const numbers = objectStream('/Filter /FlateDecode', deflated(Buffer.alloc(8 * 1024 * 1024, '#41')));
    const sent = handmadePdf([...CATALOGUE, ...Array.from({ length: 3 }, () => numbers)]);
    const { result, milliseconds } = await processorTime(() => cleanPaper(sent));
    expect(result.mediaType).to.equal('application/pdf');
    expect(milliseconds, 'milliseconds of processor').to.be.lessThan(1_500);
  });

  describe('is refused, with a sentence that says what to do, when it is', () => {
    const KIND = /Kiriman jenis ini tidak dapat diterima/;
    const TORN = /rusak atau terpotong/;
    const ACTIVE = /skrip, lampiran, atau formulir aktif/;
    const HUGE = /lebih besar dari 64 megapiksel/;
    const COMPLEX = /terlalu rumit/;
    const bad: readonly [string, () => Promise<Buffer> | Buffer, RegExp][] = [
      ['empty', () => Buffer.alloc(0), /Foto atau PDF ini kosong/],
      ['larger than 8 MB', () => Buffer.alloc(UPLOAD_LIMITS.bytesPerFile + 1), /lebih besar dari 8 MB/],
      [
        'an SVG',
        () =>
          Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
        KIND,
      ],
      [
        'an SVG behind an XML head',
        () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
        KIND,
      ],
      ['HTML', () => Buffer.from('<!doctype html><script>alert(1)</script>'), KIND],
      ['a program of Windows', () => Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), KIND],
      ['a program of Linux', () => Buffer.from('7f454c4602010100', 'hex'), KIND],
      ['PHP', () => Buffer.from('<?php system($_GET[0]); ?>'), KIND],
      ['plain words', () => Buffer.from('ini bukan foto'), KIND],
      ['a ZIP', () => Buffer.from('504b0304140000000000', 'hex'), /ZIP tidak diterima/],
      ['GIF that is also JavaScript', () => Buffer.from('GIF89a=1;alert(1)//'), /GIF tidak diterima/],
      ['a GIF of 300 frames', () => movingGif(300), /GIF tidak diterima/],
      ['a WEBP of 300 frames', () => movingWebp(300), /bergerak tidak diterima/],
      [
        'a HEIC of an iPhone',
        () => Buffer.concat([Buffer.from('0000001866747970686569630000000068656963', 'hex'), Buffer.alloc(64)]),
        /Paling Kompatibel/,
      ],
      ['a JPEG cut in half', async () => half(await jpeg()), TORN],
      ['a PNG cut in half', async () => half(await picture().png().toBuffer()), TORN],
      ['a WEBP cut in half', async () => half(await picture().webp().toBuffer()), TORN],
      ['only the first bytes of a JPEG', () => Buffer.from('ffd8ffe000104a464946', 'hex'), TORN],
      [
        'a JPEG with noise in its data',
        async () => {
          const bytes = await jpeg();
          bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 400);
          return bytes;
        },
        TORN,
      ],
      ['a PNG of 15 000 x 15 000 in a few KB', () => pngThatClaims(15_000, 15_000), HUGE],
      ['a PNG of 30 000 x 30 000', () => pngThatClaims(30_000, 30_000), HUGE],
      ['a strip of two million lines in 20 KB', () => deflatedStrip(2_000_000), TORN],
      ['a real PNG just over 64 megapixels', () => hugePng(8_100), HUGE],
      ['a PDF cut in half', async () => half(await pdf()), TORN],
      [
        'a picture with a PDF head in front',
        async () => Buffer.concat([Buffer.from('%PDF-1.7\n'), await jpeg()]),
        TORN,
      ],
      [
        'a PDF with HTML behind its end',
        async () => Buffer.concat([await pdf(), Buffer.from('<script>alert(1)</script>')]),
        TORN,
      ],
      ['a PDF with something before its head', async () => Buffer.concat([Buffer.from('\n'), await pdf()]), KIND],
      [
        'a PDF whose table of contents is elsewhere',
        () =>
          Buffer.from(
            handmadePdf(CATALOGUE)
              .toString('latin1')
              .replace(/startxref\n\d+/, 'startxref\n12'),
            'latin1',
          ),
        TORN,
      ],
      [
        'a PDF with a password',
        () => handmadePdf([...CATALOGUE, '<< /Filter /Standard /V 2 /R 3 /P -44 /O (o) /U (u) >>'], '/Encrypt 4 0 R '),
        /terkunci dengan sandi/,
      ],
      [
        'a PDF that runs a script when opened',
        () => pdf({ compressed: false, change: (d) => d.addJavaScript('start', 'app.alert(1)') }),
        ACTIVE,
      ],
      [
        'a PDF whose script is in a compressed object',
        () => pdf({ change: (d) => d.addJavaScript('start', 'app.alert(1)') }),
        ACTIVE,
      ],
      [
        'a PDF whose script is spelled otherwise',
        () => withAction('/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>'),
        ACTIVE,
      ],
      [
        'a PDF whose script is spelled in small digits',
        () => withAction('/OpenAction << /S /#4aava#53cript >>'),
        ACTIVE,
      ],
      [
        'a PDF whose lock is spelled otherwise',
        () => handmadePdf([...CATALOGUE, '<< /Filter /Standard >>'], '/#45ncr#79pt 4 0 R '),
        /terkunci dengan sandi/,
      ],
      [
        'a PDF with an object stream whose coding is spelled otherwise',
        () => handmadePdf([...CATALOGUE, objectStream('/Type /#4Fbj#53tm /Filter /#41SCIIHexDecode', evilAsciiHex)]),
        COMPLEX,
      ],
      [
        'a PDF with an object stream coded twice, the second time in short',
        () =>
          handmadePdf([
            ...CATALOGUE,
            objectStream('/Type /ObjStm /Filter [/FlateDecode /AHx]', deflated(evilAsciiHex)),
          ]),
        COMPLEX,
      ],
      [
        'a PDF with an object stream packed twice, the second time in short',
        () =>
          handmadePdf([
            ...CATALOGUE,
            objectStream('/Type /ObjStm /Filter [/FlateDecode /Fl]', deflated(deflated(HIDDEN_SCRIPT))),
          ]),
        COMPLEX,
      ],
      [
        'a PDF of thousands of streams',
        () => handmadePdf([...CATALOGUE, Buffer.alloc(5_001 * 7, 'stream\n')]),
        COMPLEX,
      ],
      ['a PDF that starts a program', () => withAction('/OpenAction << /S /Launch /F (cmd.exe) >>'), ACTIVE],
      ['a PDF that acts when it is closed', () => withAction('/AA << /WC 3 0 R >>'), ACTIVE],
      ['a PDF with an XFA form', () => withAction('/AcroForm << /XFA 3 0 R >>'), ACTIVE],
      ['a PDF with a file in it', () => pdf({ change: (d) => d.attach(Buffer.from('x'), 'x.exe') }), ACTIVE],
      [
        'a PDF with a file pinned to its page, whose stream does not say what it is',
        () =>
          handmadePdf([
            ...CATALOGUE,
            '<< /Type /Annot /Subtype /#46ileAttachment /Rect [0 0 9 9] /FS 5 0 R >>',
            '<< /Type /Filespec /F (x.exe) /EF << /F 6 0 R >> >>',
            '<< /Length 1 >>\nstream\nx\nendstream',
          ]),
        ACTIVE,
      ],
      ['a PDF with a file that something else brings', () => withAction('/X << /F (x.exe) /EF<</F 3 0 R>> >>'), ACTIVE],
      ['a PDF with an XFA form behind a comment', () => withAction('/AcroForm << /XFA%\n3 0 R >>'), ACTIVE],
      ['a PDF with an XFA form, a comment in its reference', () => withAction('/AcroForm << /XFA 3 0%\nR >>'), ACTIVE],
      ['a PDF that acts when it is closed, behind a NUL', () => withAction('/AA\0<< /WC 3 0 R >>'), ACTIVE],
      [
        'a PDF whose lock stands behind a comment',
        () => handmadePdf([...CATALOGUE, '<< /Filter /Standard >>'], '/Encrypt%\n4 0 R '),
        /terkunci dengan sandi/,
      ],
      [
        'a PDF with an object stream whose numbers stand behind comments',
        () =>
          handmadePdf([
            ...CATALOGUE,
            Buffer.concat([
              Buffer.from(`<< /Filter /ASCIIHexDecode /N%\n1 /First%\n4 /Length ${evilAsciiHex.length} >>\nstream\n`),
              evilAsciiHex,
              Buffer.from('\nendstream'),
            ]),
          ]),
        COMPLEX,
      ],
      ['a PDF that sends a form away', () => withAction('/OpenAction << /S /SubmitForm /F (http://x) >>'), ACTIVE],
      [
        'a PDF with an object stream that hides a script',
        () => handmadePdf([...CATALOGUE, objectStream('/Type /ObjStm /Filter /FlateDecode', deflated(HIDDEN_SCRIPT))]),
        ACTIVE,
      ],
      ...[' ', '\0', ' % x', ' '.repeat(300)].map((behind): [string, () => Buffer, RegExp] => [
        `a PDF with an object stream that hides a script, begun with ${JSON.stringify(behind.slice(0, 9))}`,
        () =>
          handmadePdf([
            ...CATALOGUE,
            Buffer.from(
              objectStream('/Type /ObjStm /Filter /FlateDecode', deflated(HIDDEN_SCRIPT))
                .toString('latin1')
                .replace('\nstream\n', `\nstream${behind}\n`),
              'latin1',
            ),
          ]),
        behind.length > 200 ? COMPLEX : ACTIVE,
      ]),
      [
        'a PDF with an object stream that does not say it is one',
        () => handmadePdf([...CATALOGUE, objectStream('/Filter /FlateDecode', deflated(HIDDEN_SCRIPT))]),
        ACTIVE,
      ],
      [
        'a PDF with an object stream written in another coding',
        () => handmadePdf([...CATALOGUE, objectStream('/Type /ObjStm /Filter /ASCIIHexDecode', evilAsciiHex)]),
        COMPLEX,
      ],
      [
        'a PDF with an object stream coded twice',
        () =>
          handmadePdf([
            ...CATALOGUE,
            objectStream('/Type /ObjStm /Filter [/FlateDecode /ASCIIHexDecode]', deflated(evilAsciiHex)),
          ]),
        COMPLEX,
      ],
      [
        'a PDF with an object stream that hides behind a word',
        () =>
          handmadePdf([
            ...CATALOGUE,
            objectStream(
              '/Filter [/FlateDecode /ASCIIHexDecode] /X (\nstream\n) /Type /ObjStm',
              deflated(evilAsciiHex),
            ),
          ]),
        COMPLEX,
      ],
      [
        'a PDF with an object stream whose line holds the word before it',
        () =>
          handmadePdf([
            ...CATALOGUE,
            onOneLine('<< /A(stream )/Type/ObjStm/N 1/First 4/Filter/ASCIIHexDecode', evilAsciiHex),
          ]),
        COMPLEX,
      ],
      ...[138, 139, 140, 141, 142, 143, 144].map((letters): [string, () => Buffer, RegExp] => [
        `a PDF with an object stream that begins within the line of the word before it, after ${letters} letters`,
        () =>
          handmadePdf([
            ...CATALOGUE,
            onOneLine(
              `<< /A(stream ${'x'.repeat(letters)})/Type/ObjStm/N 1/First 4/Filter/FlateDecode`,
              deflated(HIDDEN_SCRIPT),
            ),
          ]),
        ACTIVE,
      ]),
      [
        'a PDF with an object stream that unpacks to 200 MB',
        () =>
          handmadePdf([
            ...CATALOGUE,
            objectStream('/Type /ObjStm /Filter /FlateDecode', deflated(Buffer.alloc(200 * 1024 * 1024, 0x20))),
          ]),
        COMPLEX,
      ],
      [
        'a PDF of a few KB that unpacks to more than 64 MB',
        () => handmadePdf([...CATALOGUE, ...Array.from({ length: 9 }, () => smallBomb)]),
        COMPLEX,
      ],
      [
        'a PDF of many small bombs',
        () => handmadePdf([...CATALOGUE, ...Array.from({ length: 25 }, () => smallBomb)]),
        COMPLEX,
      ],
    ];
    for (const [title, bytes, sentence] of bad)
      it(title, async () => {
        const upload = await bytes();
        const { result, milliseconds } = await processorTime(() => cleanPaper(upload).catch((error: unknown) => error));
        expect(result).to.be.instanceOf(PaperRefused).with.property('reason').that.matches(sentence);
        expect(milliseconds, 'milliseconds of processor').to.be.lessThan(5_000);
      });
  });
});
