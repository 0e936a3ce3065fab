import { expect } from 'chai';
import { barChart } from '../../src/desk/charts.ts';

describe('A chart of bars', () => {
  const chart = (values: number[], labels = values.map((_, i) => `h${i}`)) =>
    barChart({ title: 'Masuk & selesai', labels, series: [{ label: 'masuk', look: 'first', values }] });
  const heights = (svg: string) =>
    [...svg.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height));

  it('draws a bar for each number, as high as the number says', () => {
    const [one, two] = heights(chart([2, 4]));
    expect(two).to.equal(one! * 2);
    expect(heights(chart([0, 3]))).to.have.length(1);
  });

  it('has a scale in whole numbers, whatever the largest is', () => {
    for (const most of [0, 1, 5, 9, 13, 47, 99, 130, 999, 4321]) {
      const scale = [...chart([most]).matchAll(/class="scale"[^>]*>([^<]+)</g)].map(([, text]) => text!);
      expect(scale, String(most)).to.have.length(5);
      expect(
        scale.every((text) => /^[\d.]+$/.test(text)),
        scale.join(),
      ).to.equal(true);
      expect(Number(scale.at(-1)!.replaceAll('.', ''))).to.be.at.least(most);
    }
  });

  it('says what it shows, escapes what it is given, and writes no style of its own', () => {
    const svg = chart([1], ['<b>"x"</b>']);
    expect(svg).to.contain('aria-label="Masuk &amp; selesai"').and.contain('&lt;b&gt;').and.not.contain('style=');
  });

  it('leaves out labels that would run into each other', () => {
    expect([...chart(Array<number>(60).fill(1)).matchAll(/class="label"/g)].length).to.equal(10);
  });
});
