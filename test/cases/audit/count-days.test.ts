import { expect } from 'chai';
import { daysWithin } from '../../../src/cases/audit/count-days.ts';
import type { DayCount } from '../../../src/store/inquiries.ts';

const NONE = { submitted: 0, signed: 0, archived: 0, closed: 0, withdrawn: 0, refused: 0 };
/** Midnight at the office. */
const day = (text: string) => new Date(`${text}T00:00:00+07:00`);
const counted = (days: readonly DayCount[], from: Date, to: Date, open = 0) =>
  daysWithin({ days: () => Promise.resolve([...days]), openAt: () => Promise.resolve(open) }, { from, to });

describe('The days of a span', () => {
  it('are all of them, and how many cases were open when each ended', async () => {
    const days = [
      { ...NONE, day: '2026-03-02', submitted: 5, signed: 2, archived: 1 },
      { ...NONE, day: '2026-03-04', submitted: 1, closed: 1, withdrawn: 2, refused: 3 },
    ];
    expect(await counted(days, day('2026-03-01'), day('2026-03-05'), 10)).to.deep.equal([
      { ...NONE, day: '2026-03-01', open: 10 },
      { ...days[0], open: 14 },
      { ...NONE, day: '2026-03-03', open: 14 },
      { ...days[1], open: 9 },
    ]);
  });

  it('are none where the span ends as it begins', async () => {
    expect(await counted([], day('2026-03-01'), day('2026-03-01'))).to.deep.equal([]);
    expect(await counted([], day('2026-03-02'), day('2026-03-01'))).to.deep.equal([]);
    expect(await counted([], day('2026-03-01'), new Date(day('2026-03-01').getTime() + 1))).to.have.length(1);
  });

  it('are ten years at most: a longer span is a slip', async () => {
    const days = await counted([], day('1990-01-01'), day('2090-01-01'));
    expect(days).to.have.length(3_660);
  });
});
