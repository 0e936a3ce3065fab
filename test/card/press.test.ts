import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { expect } from 'chai';
import sharp from 'sharp';
import type { ChromiumPress } from '../../src/card/card-press.ts';
import { createDrawPreview } from '../../src/card/preview.ts';
import { sheetsOf } from '../../src/card/sheets.ts';
import { SIGNATURE_AREA } from '../../src/domain/signature-area.ts';
import { openPress, rejection } from './printing-office.ts';
import { textOf } from './read-pdf.ts';
import { member, sampleCard } from './sample-card.ts';

const familyOf = (size: number) => sampleCard(Array.from({ length: size }, (_, index) => member(index)));

describe('The press', () => {
  let press: ChromiumPress;
  before(async () => {
    press = await openPress();
    await press.ready();
  });
  after(() => press.close());

  it('prints every cell of both tables, in the order of the rows, and the lines around them', async () => {
    const card = sampleCard();
    const { pdf } = await press.print(card);
    const [text = ''] = await textOf(pdf);
    const [sheet] = sheetsOf(card);
    for (const row of [...(sheet?.tables.first ?? []), ...(sheet?.tables.second ?? [])])
      expect(text).to.include(` ${row.number} ${row.cells.join(' ')}`);
    expect(
      text.startsWith(
        'KARTU KELUARGA No. 3402081406090012 Nama Kepala Keluarga : SUPARMAN Alamat : PADUKUHAN KARANGASEM, JALAN IMOGIRI TIMUR KM 11 RT/RW : 004/012 Kode Pos : 55792',
      ),
    ).to.equal(true);
    expect(text).to.include(
      'Desa/Kelurahan : WUKIRSARI Kecamatan : IMOGIRI Kabupaten/Kota : BANTUL Provinsi : DAERAH ISTIMEWA YOGYAKARTA',
    );
    expect(text)
      .to.include('(1) (2) (3) (4) (5) (6) (7) (8) (9)')
      .and.to.include('(10) (11) (12) (13) (14) (15) (16) (17)');
    expect(text).to.include('Dikeluarkan Tanggal : 22-11-2026 KEPALA KELUARGA SUPARMAN Tanda Tangan/Cap Jempol');
    expect(text).to.include(
      `Ditandatangani secara elektronik oleh ${card.head.title} ${card.head.name} NIP. ${card.head.nip} ${card.footLine}`,
    );
  });

  for (const [size, pages] of [
    [1, 1],
    [10, 1],
    [11, 2],
    [20, 2],
  ] as const)
    it(`prints a family of ${size} on ${pages === 1 ? 'one page' : 'two pages'} of A4 landscape`, async () => {
      const { pdf, preview } = await press.print(familyOf(size));
      const document = await PDFDocument.load(pdf, { updateMetadata: false });
      expect(
        document.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())]),
      ).to.deep.equal(Array.from({ length: pages }, () => [842, 595]));
      const texts = await textOf(pdf);
      expect(texts[0]?.includes('Lembar 1 dari 2')).to.equal(pages === 2);
      if (pages === 2)
        expect(texts[1])
          .to.include('Lembar 2 dari 2')
          .and.to.include(`11 ${member(10).name.toUpperCase()}`);
      const picture = await sharp(preview).metadata();
      expect([picture.format, Math.round((picture.height ?? 0) / pages / 10)]).to.deep.equal(['png', 113]);
    });

  it('prints the longest names whole and inside their cells, in higher rows on more sheets', async () => {
    const longest = 'WIRYOKUSUMOWARDHONO '.repeat(5).trim();
    const oneWord = 'W'.repeat(100);
    const { pdf } = await press.print(
      sampleCard(
        Array.from({ length: 10 }, (_, index) =>
          member(index, {
            name: longest,
            father: oneWord,
            mother: longest,
            birthPlace: oneWord.slice(0, 60),
            religion: 'KEPERCAYAAN TERHADAP TUHAN YME',
            occupation: 'PEKERJA PENGOLAHAN, KERAJINAN',
          }),
        ),
      ),
    );
    const sheets = await textOf(pdf);
    const text = sheets.join(' ');
    expect(text.split(longest)).to.have.length(1 + 10 + 10 + 2 * sheets.length); // names, mothers, the head twice on each sheet
    expect(text.replaceAll(' ', '').split(oneWord)).to.have.length(11);
  });

  it('prints Arabic names, names of one letter, and letters with signs', async () => {
    const { pdf } = await press.print(
      sampleCard([member(0, { name: 'Ŝoë Ñandú ’t Łuk' }), member(1, { name: 'X', father: 'محمد', mother: 'ꦱꦫꦶ' })]),
    );
    const [text = ''] = await textOf(pdf);
    expect(text)
      .to.include('1 ŜOË ÑANDÚ ’T ŁUK')
      .and.to.include(`2 X ${member(1).nik}`)
      .and.to.include('محمد')
      .and.to.include('ꦱꦫꦶ');
  });

  it('gives the same bytes for the same card, whatever was printed between: a repeated job gives the same draft', async () => {
    const { pdf: first } = await press.print(sampleCard());
    await press.print(familyOf(11));
    const { pdf: second } = await press.print(sampleCard());
    expect(first.equals(second)).to.equal(true);
  });

  it('gives other bytes when one letter differs', async () => {
    const [one, other] = await Promise.all([
      press.print(sampleCard([member(0, { mother: 'SITI A' })])),
      press.print(sampleCard([member(0, { mother: 'SITI B' })])),
    ]);
    expect(one.pdf.equals(other.pdf)).to.equal(false);
  });

  it('makes a tagged PDF/A-2b in Indonesian, with a plain cross-reference table and no word of the family in its metadata', async () => {
    const { pdf } = await press.print(sampleCard());
    const { catalog, context } = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(String(catalog.get(PDFName.of('MarkInfo')))).to.include('Marked true');
    expect(catalog.has(PDFName.of('StructTreeRoot')) && catalog.has(PDFName.of('OutputIntents'))).to.equal(true);
    expect(context.trailerInfo.Info).to.equal(undefined);
    expect(context.trailerInfo.ID).not.to.equal(undefined);
    const raw = pdf.toString('latin1');
    expect(raw)
      .to.match(/\nxref\n0 \d+\n/)
      .and.to.include('<pdfaid:part>2</pdfaid:part>')
      .and.to.include('Kartu Keluarga');
    const plain = raw.replace(/stream\r?\n(?!<\?xpacket)[\s\S]*?endstream/g, '');
    expect(plain).not.to.match(/SUPARMAN|Suparman|3402081|Chromium|Skia|\/JavaScript|\/OpenAction/);
  });

  it('draws the preview from those very bytes: another PDF gives another picture, the same the same', async () => {
    const { pdf, preview } = await press.print(sampleCard());
    const other = await press.print(sampleCard([member(0, { name: 'Orang Lain' })]));
    const draw = await createDrawPreview();
    expect((await draw(pdf)).equals(preview)).to.equal(true);
    expect((await draw(other.pdf)).equals(preview)).to.equal(false);
  });

  it('prints the QR within the area that is kept for the signature', async () => {
    const { preview } = await press.print(sampleCard());
    const scale = 1598 / 841.92;
    const area = {
      left: Math.round(SIGNATURE_AREA.x * scale),
      top: Math.round((594.96 - SIGNATURE_AREA.y - SIGNATURE_AREA.height) * scale),
      width: Math.round(SIGNATURE_AREA.width * scale),
      height: Math.round(SIGNATURE_AREA.height * scale),
    };
    const { data, info } = await sharp(preview).extract(area).greyscale().raw().toBuffer({ resolveWithObject: true });
    const dark =
      data.filter((_, at) => at % info.channels === 0 && (data[at] ?? 255) < 128).length / (info.width * info.height);
    expect(dark).to.be.within(0.06, 0.25);
    const edge = await sharp(preview)
      .extract({ ...area, height: 1 })
      .greyscale()
      .raw()
      .toBuffer();
    expect(edge.every((grey) => grey > 200)).to.equal(true);
  });

  it('prints the next card when its browser was killed, and the one that was on the press again', async () => {
    await press.print(sampleCard());
    const pid = press.browserPid;
    if (pid === undefined) throw new Error('no browser');
    const onThePress = Array.from({ length: 6 }, () => press.print(sampleCard()));
    process.kill(pid, 'SIGKILL');
    for (const { pdf } of await Promise.all(onThePress)) expect((await textOf(pdf))[0]).to.include('SUPARMAN');
    const { pdf } = await press.print(sampleCard());
    expect((await textOf(pdf))[0]).to.include('SUPARMAN');
    expect(press.browserPid).not.to.equal(pid);
  });

  it('replaces a browser that hangs: the card under way fails with a code, the next one is printed', async () => {
    const small = await openPress({ pages: 1, timeout: 15_000 });
    await small.print(sampleCard());
    const pid = small.browserPid;
    if (pid === undefined) throw new Error('no browser');
    process.kill(pid, 'SIGSTOP');
    expect(await rejection(small.print(sampleCard()))).to.have.property('code', 'PRINTER_FAILED');
    expect((await textOf((await small.print(sampleCard())).pdf))[0]).to.include('SUPARMAN');
    expect(small.browserPid).not.to.equal(pid);
    await small.close();
  });

  it('refuses further cards when too many wait, and says so with a code', async () => {
    const small = await openPress({ pages: 1, waiting: 1 });
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => small.print(sampleCard())));
    expect(answers.map((answer) => answer.status).sort()).to.deep.equal([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    await small.close();
    expect(await rejection(small.print(sampleCard()))).to.have.property('code', 'PRINTER_FAILED');
  });
});
