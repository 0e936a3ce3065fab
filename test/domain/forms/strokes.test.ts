import { expect } from 'chai';
import { SIGNATURE_BOX, STROKE_LIMITS, readStrokes, strokesPath } from '../../../src/domain/forms/strokes.ts';

const LINE = [100, 200, 400, 150, 700, 260];

describe('A signature drawn on a screen', () => {
  it('is what a hand draws: one line, several, with a dot on the i', () => {
    for (const drawn of [
      [LINE],
      [[0, 0, 1000, 400]],
      [LINE, [500, 90]],
      [
        [500, 100, 500, 300],
        [450, 200, 600, 200],
      ],
    ])
      expect(readStrokes(drawn)).to.deep.equal(drawn);
  });

  it('is not nothing, a dot, many dots, or a slip of the finger', () => {
    const dots = Array.from({ length: 40 }, (_, i) => [20 * i, 200]);
    const trembling = [Array.from({ length: 60 }, (_, i) => [500 + (i % 2) * 10, 200]).flat()];
    for (const drawn of [[], [[500, 200]], dots, trembling, [[500, 200, 520, 210]]])
      expect(readStrokes(drawn)).to.equal('too-little');
  });

  it('is whole numbers within the box, so many at most, and nothing else', () => {
    const { width, height } = SIGNATURE_BOX;
    for (const sent of [
      ...[undefined, null, 'M 0 0 L 9 9', {}, [LINE, 'x'], [[]], [[1, 2, 3]], [{ length: 4 }]],
      ...[[[0, 0, width + 1, 0]], [[0, 0, 0, height + 1]], [[-1, 0, 300, 300]], [[0.5, 0, 300, 300]]],
      ...[[[0, 0, NaN, 10]], [['0', '0', '300', '300']], [[0, 0, Infinity, 10]]],
      Array.from({ length: STROKE_LIMITS.strokes + 1 }, () => LINE),
      [Array.from({ length: 2 * STROKE_LIMITS.points + 2 }, (_, i) => i % 400)],
    ])
      expect(readStrokes(sent), JSON.stringify(sent)?.slice(0, 60)).to.equal('malformed');
    expect(readStrokes([Array.from({ length: 2 * STROKE_LIMITS.points }, (_, i) => i % 400)])).to.be.an('array');
  });

  it('becomes a path of lines; a dot is a line of no length', () => {
    expect(strokesPath([LINE, [500, 90]])).to.equal('M 100 200 L 400 150 700 260 M 500 90 L 500 90');
  });
});
