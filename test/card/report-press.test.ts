import { expect } from 'chai';
import { createReportPress, type ReportPress } from '../../src/card/report-press.ts';
import { chromium, quiet } from './printing-office.ts';
import { textOf } from './read-pdf.ts';

describe('The press of reports', () => {
  let press: ReportPress;
  before(async () => {
    press = createReportPress({ chromium: await chromium(), logger: quiet });
  });
  const print = (body: string) => press.print({ title: 'Siapa & apa', body, madeOn: '2026-11-26' });

  it('prints a body as PDF/A on A4 landscape, with its title, and the same bytes again', async () => {
    const pdf = await print('<h1>Siapa melihat?</h1><p>Sri Wahyuni · 26 Nov</p>');
    const raw = pdf.toString('latin1');
    expect(raw)
      .to.contain('<pdfaid:part>2</pdfaid:part>')
      .and.contain('Siapa &amp; apa')
      .and.not.contain('/JavaScript');
    expect((await textOf(pdf)).join(' '))
      .to.contain('Siapa melihat?')
      .and.contain('Sri Wahyuni');
    expect(await print('<h1>Siapa melihat?</h1><p>Sri Wahyuni · 26 Nov</p>')).to.deep.equal(pdf);
  });

  it('goes on over pages, with the head of the table on each', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => `<tr><td>baris ${i}</td></tr>`).join('');
    // Letters of a wide column are read with gaps between them.
    const close = (text: string) => text.replaceAll(' ', '');
    const pages = (await textOf(await print(`<table><thead><tr><th>Kepala</th></tr></thead>${rows}</table>`))).map(
      close,
    );
    expect(pages.length).to.be.greaterThan(2);
    for (const page of pages) expect(page).to.contain('Kepala');
    expect(pages.at(-1)).to.contain('baris119').and.contain(`${pages.length}/${pages.length}`);
  });

  it('prints a question mark for a letter that no embedded font has, rather than refuse the whole', async () => {
    expect((await textOf(await print('<p>catatan 😀 漢 selesai</p>'))).join(' ')).to.contain('catatan ? ? selesai');
  });

  it('fetches nothing and runs nothing that stands in a body', async () => {
    const pdf = await print('<p>aman</p><img src="http://127.0.0.1:1/x"><script>document.title="x"</script>');
    expect((await textOf(pdf)).join(' ')).to.contain('aman');
  });
});
