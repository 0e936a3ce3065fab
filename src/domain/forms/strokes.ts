/**
 * A signature drawn on a screen: lines in the order in which they were drawn, each as x, y, x, y ... in whole units of
 * a box of `SIGNATURE_BOX`, from its upper left corner. Numbers and not a picture: nothing of a stranger is decoded.
 */
export type Strokes = readonly (readonly number[])[];

/** The box in which is drawn, and which the form keeps free above the name. */
export const SIGNATURE_BOX = { width: 1000, height: 400 } as const;

/** A slow hand leaves some hundred points; the page thins out what a fast pen leaves more. */
export const STROKE_LIMITS = { strokes: 80, points: 2000 } as const;

/** Shorter, in units of the box, is a dot or a slip of the finger; a paraf of two letters is longer. */
const SHORTEST = 150;
const SMALLEST = 60;

export type StrokesFault = 'malformed' | 'too-little';

/** The strokes, or why they are none. Takes whatever a stranger sent. */
export function readStrokes(sent: unknown): Strokes | StrokesFault {
  if (!Array.isArray(sent) || sent.length > STROKE_LIMITS.strokes || !sent.every(isStroke)) return 'malformed';
  if (sent.reduce((sum, stroke) => sum + stroke.length / 2, 0) > STROKE_LIMITS.points) return 'malformed';
  return isSignature(sent) ? sent : 'too-little';
}

function isStroke(value: unknown): value is number[] {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.length % 2 === 0 &&
    value.every(
      (at, i) => Number.isInteger(at) && at >= 0 && at <= (i % 2 === 0 ? SIGNATURE_BOX.width : SIGNATURE_BOX.height),
    )
  );
}

function isSignature(strokes: Strokes): boolean {
  const spread = (axis: 0 | 1) => {
    const all = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === axis));
    return all.length === 0 ? 0 : Math.max(...all) - Math.min(...all);
  };
  const length = strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0);
  return length >= SHORTEST && Math.max(spread(0), spread(1)) >= SMALLEST;
}

function lengthOf(stroke: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < stroke.length; i += 2)
    length += Math.hypot(stroke[i]! - stroke[i - 2]!, stroke[i + 1]! - stroke[i - 1]!);
  return length;
}

/** The strokes as the data of an SVG path, in units of the box. A dot is a line of no length, which a round pen shows. */
export function strokesPath(strokes: Strokes): string {
  return strokes
    .map((stroke) => {
      const [x = 0, y = 0, ...rest] = stroke;
      const lines = rest.length === 0 ? ['L', x, y] : ['L', ...rest];
      return ['M', x, y, ...lines].join(' ');
    })
    .join(' ');
}
