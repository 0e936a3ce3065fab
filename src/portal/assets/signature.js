import { say } from './say.js';

/** As `domain/forms/strokes.ts` has them; the server judges what comes. */
const BOX = { width: 1000, height: 400 };
const MOST_POINTS = 2000;
const MOST_STROKES = 80;
/** Shorter, in units of the box, is a dot. */
const SHORTEST = 150;
/** Nearer points than this say nothing of the line. */
const STEP = 3;
const PEN = 7;

/** Whether this browser can take a drawing: else everything stays on paper. */
export const canBeSigned = () =>
  'PointerEvent' in window && typeof HTMLCanvasElement.prototype.getContext === 'function';

/**
 * A box in which one signs by finger, mouse or pen. The lines are kept as whole numbers in units of the box, so that
 * they are the same on every screen.
 */
export function createPad(root) {
  const canvas = root.querySelector('[data-pad-canvas]');
  const told = root.querySelector('[data-pad-told]');
  const pen = canvas.getContext('2d');
  let strokes = [];
  let current;

  const tell = (words) => (told.textContent = words);
  const draw = () => {
    const scale = canvas.width / BOX.width;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, BOX.width, BOX.height);
    Object.assign(pen, { lineWidth: PEN, lineCap: 'round', lineJoin: 'round', strokeStyle: '#0d1f73' });
    for (const stroke of strokes) {
      pen.beginPath();
      pen.moveTo(stroke[0], stroke[1]);
      for (let i = 0; i < stroke.length; i += 2) pen.lineTo(stroke[i], stroke[i + 1]);
      pen.stroke();
    }
  };
  /** As sharp as the screen is; also after the phone is turned. */
  const fit = () => {
    const width = Math.round(canvas.clientWidth * Math.min(devicePixelRatio || 1, 3));
    if (width === 0) return;
    Object.assign(canvas, { width, height: Math.round((width * BOX.height) / BOX.width) });
    draw();
  };
  const add = ({ clientX, clientY }) => {
    const place = canvas.getBoundingClientRect();
    const within = (at, most) => Math.min(most, Math.max(0, Math.round(at)));
    const x = within(((clientX - place.left) / place.width) * BOX.width, BOX.width);
    const y = within(((clientY - place.top) / place.height) * BOX.height, BOX.height);
    if (current.length > 0 && Math.hypot(x - current.at(-2), y - current.at(-1)) < STEP) return;
    if (strokes.reduce((sum, { length }) => sum + length / 2, 0) >= MOST_POINTS) return tell(say('goresan-penuh'));
    current.push(x, y);
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (!event.isPrimary || event.button > 0) return;
    event.preventDefault();
    if (strokes.length >= MOST_STROKES) return tell(say('goresan-penuh'));
    canvas.setPointerCapture(event.pointerId);
    tell('');
    strokes.push((current = []));
    add(event);
    draw();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (current === undefined || !event.isPrimary) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    (passed.length > 0 ? passed : [event]).forEach(add);
    draw();
  });
  for (const name of ['pointerup', 'pointercancel'])
    canvas.addEventListener(name, (event) => event.isPrimary && (current = undefined));

  const clear = () => {
    strokes = [];
    current = undefined;
    tell('');
    draw();
  };
  root.querySelector('[data-pad-clear]').addEventListener('click', clear);
  addEventListener('resize', fit);

  return {
    show() {
      root.hidden = false;
      fit();
    },
    hide() {
      root.hidden = true;
      clear();
    },
    tell,
    picture: () => canvas.toDataURL(),
    /** What was drawn; undefined, and said, when it is hardly anything. */
    strokes() {
      const drawn = strokes.filter(({ length }) => length > 0);
      if (drawn.reduce((sum, stroke) => sum + lengthOf(stroke), 0) >= SHORTEST) return drawn;
      tell(say('belum-ada-goresan'));
      return undefined;
    },
  };
}

function lengthOf(stroke) {
  let length = 0;
  for (let i = 2; i < stroke.length; i += 2)
    length += Math.hypot(stroke[i] - stroke[i - 2], stroke[i + 1] - stroke[i - 1]);
  return length;
}
