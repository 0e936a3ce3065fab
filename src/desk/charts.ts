/** One series of bars beside others. */
export interface Series {
  readonly label: string;
  /** Class in desk.css, which gives the colour. */
  readonly look: 'first' | 'second' | 'alert';
  readonly values: readonly number[];
}
export interface BarChart {
  /** What the picture shows, for whoever does not see it; the numbers stand in a table beside it. */
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** Default: half a page. */
  readonly size?: keyof typeof WIDTHS;
}

/** Half a page, and a whole one. */
const WIDTHS = { half: 600, whole: 1220 } as const;
const HEIGHT = 190;
const LEFT = 34;
const RIGHT = 16;
const TOP = 10;
const BOTTOM = 24;
/** Labels below that would run into each other are left out. */
const MOST_LABELS = 10;
const GRID_LINES = 4;

/** Groups of bars as an inline SVG without styles of its own, so that it fits the pages' policy and prints. */
export function barChart({ title, labels, series, size = 'half' }: BarChart): string {
  const width = WIDTHS[size];
  const top = niceTop(Math.max(1, ...series.flatMap(({ values }) => values)));
  const [plotWidth, plotHeight] = [width - LEFT - RIGHT, HEIGHT - TOP - BOTTOM];
  const y = (value: number) => round(TOP + plotHeight * (1 - value / top));
  const slot = plotWidth / Math.max(1, labels.length);
  const bar = Math.min(26, (slot * 0.8) / series.length);
  const parts: string[] = [];
  for (let i = 0; i <= GRID_LINES; i += 1) {
    const value = (top * i) / GRID_LINES;
    parts.push(`<line class="grid" x1="${LEFT}" x2="${width - RIGHT}" y1="${y(value)}" y2="${y(value)}"/>`);
    parts.push(`<text class="scale" x="${LEFT - 6}" y="${y(value) + 4}">${number(value)}</text>`);
  }
  const every = Math.ceil(labels.length / MOST_LABELS);
  labels.forEach((label, i) => {
    const begins = LEFT + slot * i + (slot - bar * series.length) / 2;
    series.forEach(({ look, label: name, values }, k) => {
      const value = values[i] ?? 0;
      if (value > 0)
        parts.push(
          `<rect class="bar-${look}" x="${round(begins + bar * k)}" y="${y(value)}" width="${round(bar - 1)}" height="${round(TOP + plotHeight - y(value))}" rx="2"><title>${escaped(`${label}, ${name}: ${number(value)}`)}</title></rect>`,
        );
    });
    if (i % every === 0)
      parts.push(
        `<text class="label" x="${round(LEFT + slot * (i + 0.5))}" y="${HEIGHT - 7}">${escaped(label)}</text>`,
      );
  });
  return `<svg class="chart" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${escaped(title)}">${parts.join('')}</svg>`;
}

/** The next number that four grid lines divide into whole numbers. */
function niceTop(most: number): number {
  const size = 10 ** Math.floor(Math.log10(most));
  const factors = size >= 100 ? [1, 2, 4, 8, 12] : [2, 4, 8, 12];
  return Math.max(4, size * (factors.find((factor) => factor * size >= most) ?? 12));
}

const number = (value: number) => value.toLocaleString('id-ID', { maximumFractionDigits: 1 });
const round = (value: number) => Math.round(value * 10) / 10;
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
